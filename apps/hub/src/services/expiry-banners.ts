import type { Banner } from '@licet/api'
import type { LicenseState } from '@licet/license'
import type { AudienceBanner } from './banners.ts'
import { licensePage } from './state-banners.ts'

const daySeconds = 86_400

/** The ladder towards expiry: the fewer days, the louder and the harder to dismiss. Each stage has its own id. */
const ladder: readonly { days: number; level: Banner['level']; dismiss: Banner['dismiss'] }[] = [
  { days: 5, level: 'error', dismiss: 'no' },
  { days: 14, level: 'warning', dismiss: daySeconds },
  { days: 30, level: 'info', dismiss: 7 * daySeconds },
]

/**
 * The banner of a license that will expire; where a renewal is queued that takes over without a gap, the good news instead.
 *
 * @param forEverybody - The last stage is shown to all accounts, not to administrators alone.
 */
export function expiryBanners(state: LicenseState, now: number, forEverybody: boolean): AudienceBanner[] {
  if (!state.valid || state.license === null) return []
  const expiresAt = state.license.claims.exp
  const startsAt = state.next?.claims.nbf ?? null
  if (state.next !== null && startsAt !== null && startsAt <= expiresAt) return [renewal(startsAt)]
  const days = Math.ceil((expiresAt - now) / daySeconds)
  const stage = ladder.find(step => expiresAt - now <= step.days * daySeconds)
  if (!stage) return []
  const text = expiryText(days)
  return [
    {
      everybody: forEverybody && stage.days === 5,
      banner: {
        id: `expiring-${stage.days}`,
        kind: 'expiring',
        level: stage.level,
        text,
        values: { days, date: expiresAt },
        dismiss: stage.dismiss,
        action: licensePage,
      },
    },
  ]
}

/** Says when a license expires. @param days - Begun ones. */
export function expiryText(days: number): string {
  return days <= 1 ? 'The license expires within a day' : `The license expires in ${days} days`
}

function renewal(startsAt: number): AudienceBanner {
  const date = new Date(startsAt * 1000).toISOString().slice(0, 10)
  return {
    everybody: false,
    banner: {
      id: `renewal-${startsAt}`,
      kind: 'renewal_queued',
      level: 'info',
      text: `The renewal is loaded and starts on ${date}`,
      values: { date: startsAt },
      dismiss: 7 * daySeconds,
      action: licensePage,
    },
  }
}
