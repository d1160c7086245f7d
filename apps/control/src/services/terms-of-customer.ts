import type { LicenseTerms } from '@licet/api/control'
import { policyClaim } from '@licet/license'
import { refuseField } from '../licensing/license-term.ts'
import type { ControlTransaction } from '../store/database.ts'
import { findLatestInForce } from '../store/licenses.ts'

/**
 * The terms that a customer has agreed to already: those of the license it was issued last and that is in force. Another license on
 * these terms ends on the same day, or runs as many months from its own first activation.
 *
 * @throws {HttpError} REQUEST_INVALID where there is none, naming `autoIssue`
 */
export async function termsOfCustomer(
  tx: ControlTransaction,
  customerId: string,
  now: number,
): Promise<LicenseTerms> {
  const license = await findLatestInForce(tx, customerId, now)
  if (license === null)
    refuseField(
      'autoIssue',
      'This customer has no license in force to go by: give the terms, at least policy, tier, seats, products and an end.',
    )
  const { policy, preset, policyId, tier, seats, products, features, warnDays, termMonths, expiresAt } =
    license
  return {
    policy: preset ?? policyId ?? policyClaim(policy),
    tier,
    seats,
    products: [...products],
    features: { ...features },
    warnDays,
    ...(termMonths === null ? { expiresAt: expiresAt ?? 0 } : { termMonths }),
  }
}
