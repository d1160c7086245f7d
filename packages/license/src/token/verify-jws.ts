import { LicenseError } from '../errors.ts'
import { artifactBytesMax } from '../limits.ts'
import { importPublicKey } from '../trust/import-public-key.ts'
import type { Alg, VerificationKey } from '../trust/trust.ts'
import { isSignedBy } from './is-signed-by.ts'
import { type Envelope, parseEnvelope } from './parse-envelope.ts'

/** A public key to check a JWS with; `jwk` is any public JWK of its algorithm. */
export interface JwsKey {
  kid?: string
  alg: Alg
  jwk: object
}

const imported = new WeakMap<object, Map<string, Promise<VerificationKey>>>()

/**
 * Checks the signature of a compact JWS and returns the signed bytes; claims, type and trust are not judged.
 *
 * A header with `kid` is checked against the keys of that name and those that have none; without `kid`, against every key
 * of its algorithm.
 *
 * @param token - Compact JWS, ASCII, at most `artifactBytesMax` bytes, non-empty payload of any bytes.
 * @throws {LicenseError} TOKEN_*; TRUST_KEY_INVALID or TRUST_KEY_WEAK for a key that cannot be trusted
 * @see DESIGN.md section 8, "The JWS layer alone"; RFC 7515 section 5.2
 */
export async function verifyJws(
  token: string,
  keys: readonly JwsKey[],
): Promise<{ kid?: string; alg: Alg; payload: Uint8Array }> {
  const envelope = parseEnvelope(token, artifactBytesMax)
  const { alg, kid } = envelope.header
  const named = keys.filter(key => kid === undefined || key.kid === undefined || key.kid === kid)
  if (named.length === 0) throw new LicenseError('TOKEN_KEY_UNKNOWN')
  const candidates = named.filter(key => key.alg === alg)
  if (candidates.length === 0) throw new LicenseError('TOKEN_ALG_INVALID')
  const signer = await findSigner(envelope, candidates)
  if (signer === undefined) throw new LicenseError('TOKEN_SIGNATURE_INVALID')
  const signedBy = signer.kid ?? kid
  return signedBy === undefined
    ? { alg, payload: envelope.payload }
    : { kid: signedBy, alg, payload: envelope.payload }
}

async function findSigner(envelope: Envelope, candidates: readonly JwsKey[]): Promise<JwsKey | undefined> {
  for (const key of candidates) {
    if (await isSignedBy(envelope, { alg: key.alg, cryptoKey: await importOnce(key) })) return key
  }
  return undefined
}

function importOnce({ jwk, alg, kid }: JwsKey): Promise<VerificationKey> {
  const known = imported.get(jwk) ?? new Map<string, Promise<VerificationKey>>()
  imported.set(jwk, known)
  const name = `${alg} ${kid}`
  const cryptoKey = known.get(name) ?? importPublicKey(jwk, { alg, kid }).then(key => key.cryptoKey)
  known.set(name, cryptoKey)
  return cryptoKey
}
