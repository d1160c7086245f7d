import type { LicensePayload } from '@licet/issuer'
import { policyClaim, softPolicy } from '@licet/license'
import type { StoredLicense } from '../store/licenses.ts'

/** What a revision is signed from. */
export type ClaimedLicense = Omit<
  StoredLicense,
  | 'number'
  | 'status'
  | 'statusReason'
  | 'statusAt'
  | 'suspendedBy'
  | 'token'
  | 'kid'
  | 'machines'
  | 'message'
  | 'proofRevision'
>

/** Left out of a token, as this is what a verifier takes for granted. */
const defaultWarnDays = 30

/**
 * Writes a license the way it stands in its token. `exp` is missing while the term has not begun.
 *
 * @param issuer - The vendor, `iss`.
 * @see DESIGN.md section 2, "License claims"
 */
export function licenseClaims(
  license: ClaimedLicense,
  issuer: string,
): Omit<LicensePayload, 'exp'> & { exp?: number } {
  const { startsAt, expiresAt, audience, features, warnDays, policy } = license
  const rules = policyClaim(policy)
  return {
    iss: issuer,
    sub: license.customerId,
    ...(expiresAt !== null && { exp: expiresAt }),
    customer: license.customerName,
    tier: license.tier,
    seats: license.seats,
    products: license.products,
    jti: license.id,
    iat: license.revisedAt,
    ...(startsAt !== null && { nbf: startsAt }),
    ...(audience.length > 0 && { aud: audience }),
    rev: license.revision,
    ...(Object.keys(features).length > 0 && { features }),
    ...(warnDays !== defaultWarnDays && { warn_days: warnDays }),
    ...(JSON.stringify(rules) !== softRules && { policy: rules }),
  }
}

const softRules = JSON.stringify(policyClaim(softPolicy))
