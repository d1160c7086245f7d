import { artifactBytesMax, epochSecondsMax, parseTrust, verifyRevocations } from '@licet/license'
import { IssuerError } from './errors.ts'
import { refusalOf } from './refusal.ts'
import { encodePayload, signArtifact } from './sign-artifact.ts'
import type { SigningKey } from './signing-key.ts'
import { trustEntryOf } from './trust-file.ts'

/** Which licenses are revoked, all of them: a later list replaces an earlier one. */
export interface RevocationsPayload {
  iss: string
  /** Epoch seconds. */
  iat: number
  /** Rises with every list; gaps are allowed. */
  sequence: number
  /** License ids (`jti`), or SHA-256 of `header.payload` in hex. */
  revoked: readonly string[]
}

/**
 * The longest list that is signed, in bytes of signed text: an installation pastes it as JSON, or in one bundle with a keyset, a
 * license and an activation, and all of that together has to stay within `artifactBytesMax`.
 */
const listBytesMax = artifactBytesMax - 65_536

/**
 * Signs a revocation list, and returns it only once the strict verifier has accepted it.
 *
 * @returns A compact JWS with `typ` `revocations+jwt`.
 * @throws {IssuerError} KEY_USE_WRONG, REVOCATIONS_TOO_LONG, or CLAIMS_REFUSED with the verifier's code in `detail`
 */
export async function signRevocations(list: RevocationsPayload, key: SigningKey): Promise<string> {
  const token = await signArtifact('revocations+jwt', encodePayload(list), key, ['license', 'activation'])
  // Never cut: a license that is left out of a list is free again wherever the list arrives.
  if (token.length > listBytesMax) throw new IssuerError('REVOCATIONS_TOO_LONG')
  try {
    const trust = await parseTrust({ issuer: list.iss, keys: [trustEntryOf(key)] })
    await verifyRevocations(token, trust, { now: epochSecondsMax, sequence: list.sequence - 1 })
  } catch (error) {
    throw new IssuerError('CLAIMS_REFUSED', refusalOf(error), { cause: error })
  }
  return token
}
