import { CompactSign } from 'jose'
import { IssuerError } from './errors.ts'
import type { SigningKey, SigningUse } from './signing-key.ts'

/**
 * Signs bytes as one compact JWS whose header holds `alg`, `kid` and `typ`.
 *
 * @param uses - The uses of a key that may sign this kind of artifact.
 * @throws {IssuerError} KEY_USE_WRONG
 * @see RFC 7515 section 7.1
 */
export function signArtifact(
  typ: string,
  payload: Uint8Array,
  key: SigningKey,
  uses: readonly SigningUse[],
): Promise<string> {
  if (!uses.includes(key.use)) throw new IssuerError('KEY_USE_WRONG', key.use)
  return new CompactSign(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, typ }).sign(key.privateKey)
}

/** The bytes of a payload: JSON without white space, UTF-8. */
export function encodePayload(payload: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(payload))
}
