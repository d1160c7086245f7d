import { epochSecondsMax, parseTrust, verifyLicense } from '@licet/license'
import { IssuerError } from './errors.ts'
import { refusalOf } from './refusal.ts'
import { encodePayload, signArtifact } from './sign-artifact.ts'
import type { SigningKey } from './signing-key.ts'
import { trustEntryOf } from './trust-file.ts'

/** The claims of a license as they stand in the token. Times in epoch seconds. */
export interface LicensePayload {
  iss: string
  sub: string
  exp: number
  customer: string
  tier: string
  seats: number
  products: readonly string[]
  jti?: string
  iat?: number
  nbf?: number
  aud?: string | readonly string[]
  rev?: number
  features?: Readonly<Record<string, boolean | number | string>>
  warn_days?: number
  policy?: object
}

/**
 * Signs a license, and returns it only once the strict verifier has accepted it: an issuer cannot sign what a Hub refuses.
 *
 * `iat` ahead of the verifier's clock is not judged here: it depends on when the license is activated.
 *
 * @returns A compact JWS with `typ` `license+jwt`.
 * @throws {IssuerError} KEY_USE_WRONG, or CLAIMS_REFUSED with the verifier's code and the claim in `detail`
 * @see DESIGN section 8, "Rules of a license token"
 */
export async function signLicense(
  claims: LicensePayload | Readonly<Record<string, unknown>>,
  key: SigningKey,
): Promise<string> {
  const token = await signArtifact('license+jwt', encodePayload(claims), key, ['license'])
  try {
    const trust = await parseTrust({ issuer: claims.iss, keys: [trustEntryOf(key)] })
    await verifyLicense(token, trust, { now: epochSecondsMax })
  } catch (error) {
    throw new IssuerError('CLAIMS_REFUSED', refusalOf(error), { cause: error })
  }
  return token
}
