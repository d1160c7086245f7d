import { asMatch, asObject, refuse } from '../claims/claim-reader.ts'
import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { tokenBytesMax } from '../limits.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isSignedBy } from '../token/is-signed-by.ts'
import { parseEnvelope } from '../token/parse-envelope.ts'
import { kidPattern } from '../token/parse-header.ts'
import { parseStrictJson } from '../token/strict-json.ts'
import { importPublicKey } from '../trust/import-public-key.ts'
import type { PublicJwk } from '../trust/trust.ts'
import { installationIdOf } from './installation-id.ts'

/** What an installation has signed with the key that it is named after. */
export interface SelfSigned {
  payload: JsonObject
  jwk: PublicJwk
  installationId: string
}

/**
 * Checks a token that carries its own key, and that its `iss` is what follows from that key.
 *
 * Order: size, shape, header, type, key, signature, issuer. That it comes from an installation that may say this is the
 * caller's to judge.
 *
 * @throws {LicenseError} TOKEN_*, CLAIMS_INVALID (`jwk`, `iss`)
 * @see DESIGN.md section 5, "Clone and restore detection"
 */
export async function verifySelfSigned(token: unknown, type: string): Promise<SelfSigned> {
  const envelope = parseEnvelope(token, tokenBytesMax)
  const { alg, kid, typ } = envelope.header
  if (typ !== type) throw new LicenseError('TOKEN_TYPE_WRONG')
  if (alg !== 'Ed25519') throw new LicenseError('TOKEN_ALG_INVALID')
  const payload = parseStrictJson(decodeBase64url(envelope.payload))
  const { jwk, cryptoKey } = await importEmbedded(payload.jwk, kid)
  if (kid !== undefined && kid !== jwk.kid) throw new LicenseError('TOKEN_KEY_UNKNOWN')
  if (!(await isSignedBy(envelope, { alg, cryptoKey }))) throw new LicenseError('TOKEN_SIGNATURE_INVALID')
  const installationId = installationIdOf(jwk)
  if (payload.iss !== installationId) refuse('iss')
  return { payload, jwk, installationId }
}

/** The key may be told from others by the header alone, or not at all: it is the only one. */
async function importEmbedded(value: unknown, named = 'installation'): ReturnType<typeof importPublicKey> {
  const { kid: own = named } = asObject(value, 'jwk')
  const kid = asMatch(own, 'jwk', kidPattern)
  try {
    const { jwk, cryptoKey } = await importPublicKey(value, { alg: 'Ed25519', kid })
    return { jwk: { ...jwk, kid }, cryptoKey }
  } catch {
    // Its own words are about a trust file, which this key is not from.
    return refuse('jwk')
  }
}
