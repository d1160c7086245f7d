import { LicenseError } from '../errors.ts'
import { isJsonObject } from '../json-object.ts'
import { artifactBytesMax } from '../limits.ts'
import { importPublicKey } from '../trust/import-public-key.ts'
import type { Alg, VerificationKey } from '../trust/trust.ts'
import { decodeBase64url } from './base64url.ts'
import { isSignedBy } from './is-signed-by.ts'
import { type Envelope, parseEnvelope } from './parse-envelope.ts'
import { kidPattern } from './parse-header.ts'

/** A public key to check a JWS with; `jwk` is any public JWK of its algorithm. */
export interface JwsKey {
  kid?: string
  alg: Alg
  jwk: object
}

/** What each JWK said when it was imported, and the key that came of it. */
const imported = new WeakMap<object, { said: string; cryptoKey: Promise<VerificationKey> }>()

/**
 * Checks the signature of a compact JWS and returns the signed bytes; claims, type and trust are not judged.
 *
 * A header with `kid` is checked against the keys of exactly that name, and against those without a name if it looks like
 * one of ours; without `kid`, against every key of its algorithm. The limit of 8,192 bytes is a rule of licenses, not of
 * this layer.
 *
 * @param token - Compact JWS, ASCII, at most `artifactBytesMax` bytes; the payload may be any bytes, or none.
 * @throws {LicenseError} TOKEN_*; TRUST_KEY_INVALID or TRUST_KEY_WEAK for a key that cannot be trusted, or is private
 * @see DESIGN.md section 8, "The JWS layer alone"; RFC 7515 section 5.2
 */
export async function verifyJws(
  token: string,
  keys: readonly JwsKey[],
): Promise<{ kid?: string; alg: Alg; payload: Uint8Array }> {
  const envelope = parseEnvelope(token, artifactBytesMax)
  const { alg, kid } = envelope.header
  const named = keys.filter(key => kid === undefined || isNamed(key, kid))
  if (named.length === 0) throw new LicenseError('TOKEN_KEY_UNKNOWN')
  const candidates = named.filter(key => key.alg === alg)
  if (candidates.length === 0) throw new LicenseError('TOKEN_ALG_INVALID')
  const signer = await findSigner(envelope, candidates)
  if (signer === undefined) throw new LicenseError('TOKEN_SIGNATURE_INVALID')
  const signedBy = signer.kid ?? kid
  const payload = decodeBase64url(envelope.payload)
  return signedBy === undefined ? { alg, payload } : { kid: signedBy, alg, payload }
}

function isNamed(key: JwsKey, kid: string): boolean {
  return key.kid === undefined ? kidPattern.test(kid) : key.kid === kid
}

async function findSigner(envelope: Envelope, candidates: readonly JwsKey[]): Promise<JwsKey | undefined> {
  for (const key of candidates) {
    if (await isSignedBy(envelope, { alg: key.alg, cryptoKey: await importOnce(key) })) return key
  }
  return undefined
}

/** Imports a key, once for as long as its JWK says the same. */
async function importOnce({ jwk, alg, kid }: JwsKey): Promise<VerificationKey> {
  if (!isJsonObject(jwk)) throw new LicenseError('TRUST_KEY_INVALID', 'jwk')
  const said = JSON.stringify([alg, kid, jwk])
  const known = imported.get(jwk)
  if (known?.said === said) return known.cryptoKey
  const cryptoKey = importPublicKey(jwk, { alg, kid }).then(key => key.cryptoKey)
  imported.set(jwk, { said, cryptoKey })
  return cryptoKey
}
