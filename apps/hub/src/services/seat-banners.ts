import type { Banner } from '@licet/api'
import { type LicenseState, seatLimit } from '@licet/license'
import type { AudienceBanner } from './banners.ts'

/** The banner about seats, for administrators: nearly used up, used up, or more accounts than seats. */
export function seatBanners(state: LicenseState, used: number, warningPercent: number): AudienceBanner[] {
  const limit = seatLimit(state)
  if (limit === null || used * 100 < limit * warningPercent) return []
  const values = { limit, used }
  const action = { label: 'Seats', path: '/seats' }
  const [kind, level, text, dismiss]: [Banner['kind'], Banner['level'], string, Banner['dismiss']] =
    used > limit
      ? [
          'seats_over',
          'error',
          `${used} of ${limit} seats are in use: existing users are unaffected, new accounts are blocked`,
          'no',
        ]
      : used === limit
        ? ['seats_full', 'warning', `All ${limit} seats are in use: new accounts are blocked`, 'no']
        : ['seats_90', 'warning', `${used} of ${limit} seats are in use`, 7 * 86_400]
  return [{ everybody: false, banner: { id: kind, kind, level, text, values, dismiss, action } }]
}
