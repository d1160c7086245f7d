import type { Banner } from '@licet/api'
import type { Actor, HubDeps } from '../deps.ts'
import { loadDismissals } from '../store/banner-dismissals.ts'
import { loadControlContact } from '../store/control-contact.ts'
import { loadSettings } from '../store/settings.ts'
import { countSeats } from '../store/users.ts'
import { controlBanners } from './control-banners.ts'
import { expiryBanners } from './expiry-banners.ts'
import { managedBanners } from './managed-banners.ts'
import { seatBanners } from './seat-banners.ts'
import { skewText } from './skew-text.ts'
import { stateBanners } from './state-banners.ts'

/**
 * The banners that somebody is to see now, worst first; derived at each call from the license in force, never stored.
 *
 * Everybody sees that there is no license, that it expired, and what keeps people from working; the rest is for
 * administrators, who can act. What was dismissed stays away until its time is over or the next stage begins.
 */
export async function bannersFor(deps: HubDeps, actor: Actor): Promise<Banner[]> {
  const { licensing, clock, database } = deps
  const state = await licensing.state()
  const now = clock.now()
  const settings = loadSettings(database)
  const dismissed = actor.kind === 'user' ? loadDismissals(database, actor.id, now) : new Set<string>()
  const all = [
    ...stateBanners(state, now),
    ...controlBanners(loadControlContact(database)),
    ...expiryBanners(state, now, settings.expiryBannerForEverybody),
    ...seatBanners(state, countSeats(database), settings.seatWarningPercent),
    ...clockBanners(clock.warning(), clock.skewSeconds()),
    ...(await managedBanners(deps)),
  ]
  return all
    .filter(
      ({ banner, everybody }) => (everybody || actor.role === 'admin') && !isDismissed(banner, dismissed),
    )
    .map(({ banner }) => (actor.role === 'admin' ? banner : { ...banner, action: null }))
    .toSorted((a, b) => weight[b.level] - weight[a.level])
}

/** A banner and whether people who cannot act see it too. */
export interface AudienceBanner {
  banner: Banner
  everybody: boolean
}

const weight = { error: 2, warning: 1, info: 0 } as const

const isDismissed = (banner: Banner, dismissed: ReadonlySet<string>): boolean =>
  typeof banner.dismiss === 'number' && dismissed.has(banner.id)

/** @param skewSeconds - How far the clock is ahead of the vendor’s; null where no signed response is fresh enough to say. */
function clockBanners(warning: 'none' | 'behind' | 'jumped', skewSeconds: number | null): AudienceBanner[] {
  if (warning === 'none') return []
  const texts = {
    behind:
      'This machine’s clock is more than a day behind the time this installation has already seen. Set it.',
    jumped: 'This machine’s clock jumped ahead by more than 30 days. Check it.',
  }
  const kind = warning === 'behind' ? 'clock_behind' : 'clock_jumped'
  const text = skewSeconds === null ? texts[warning] : `${skewText(skewSeconds)} Set it.`
  const values: Banner['values'] =
    skewSeconds === null ? {} : { count: Math.round(Math.abs(skewSeconds) / 86_400) }
  const action = { label: 'Diagnostics', path: '/diagnostics' }
  return [
    {
      everybody: false,
      banner: { id: kind, kind, level: 'error', text, values, dismiss: 'no', action },
    },
  ]
}
