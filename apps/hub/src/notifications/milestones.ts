import type { Banner } from '@licet/api'
import { evaluate, type LicenseState } from '@licet/license'
import type { PlannedView } from '../licensing/licensing.ts'
import { expiryText } from '../services/expiry-banners.ts'
import { seatBanners } from '../services/seat-banners.ts'
import { stateBanners } from '../services/state-banners.ts'
import type { Notice } from './notice.ts'

/** Something worth telling the operator, once for each license. */
export interface Milestone extends Pick<Notice, 'kind' | 'text' | 'values'> {
  /** What it is told once for: digest of a license, or the id under which one was stored. */
  license: string
  /** Names it; with `license` it is unique. */
  milestone: string
}

export const expiryDays = [60, 30, 14, 5] as const

const daySeconds = 86_400
/** States that are told; the others are how it should be, or are told as a change. */
const told: ReadonlySet<string> = new Set<Banner['kind']>([
  'activation_pending',
  'heartbeat_missed',
  'expired',
  'suspended',
  'revoked',
  'machine_mismatch',
  'locked',
  'unreadable',
])

/**
 * What holds now and is worth telling: the stage before expiry, a state that is not as it should be, and how full the seats
 * are. Judged by the functions that also enforce the license; the words are those of the banners.
 *
 * @param warningPercent - Share of the seats from which on they count as nearly used up.
 */
export function milestonesOf(view: PlannedView, warningPercent: number): Milestone[] {
  const { state, facts, snapshot } = view
  const license = state.license?.digest ?? snapshot.held.at(-1)?.stored.id ?? 'none'
  const states = stateBanners(state, view.now).filter(({ banner }) => told.has(banner.kind))
  const seats = seatBanners(state, facts.seatsUsed ?? 0, warningPercent)
  const banners = [...states, ...seats].map(({ banner: { kind, text, values } }) => ({
    license,
    milestone: kind,
    kind,
    text,
    values,
  }))
  const expiry = expiryMilestone(view)
  return expiry === null ? banners : [...banners, { license, ...expiry }]
}

/** The stored license that is in force or has been, by the id it was stored under; empty: none; null: cannot be said. */
export function licenseInForce({ state, snapshot }: Pick<PlannedView, 'state' | 'snapshot'>): string | null {
  const { kind, license } = state
  if (kind === 'unreadable') return null
  if (license === null || kind === 'scheduled') return ''
  const held = snapshot.held.findLast(({ verified }) => verified?.digest === license.digest)
  return held?.stored.id ?? null
}

/** That another license is in force than before, or none any more. @param inForce - Of {@link licenseInForce}. */
export function changeMilestone(state: LicenseState, before: string, inForce: string): Milestone {
  if (inForce === '' || state.license === null) {
    const text = 'The license was removed: none is in force any more'
    return { license: before, milestone: 'license_removed', kind: 'license_removed', text, values: {} }
  }
  const { customer, tier, seats, exp } = state.license.claims
  const until = new Date(exp * 1000).toISOString().slice(0, 10)
  return {
    license: inForce,
    milestone: 'license_changed',
    kind: 'license_changed',
    text: `Another license is in force: ${tier}, ${seats} seats, until ${until}`,
    values: { customer, tier, seats, date: exp },
  }
}

// Where the license that waits keeps things valid at the moment this one ends, nothing ends that anybody would notice.
function expiryMilestone({ state, facts, now }: PlannedView): Omit<Milestone, 'license'> | null {
  if (!state.valid || state.license === null) return null
  const { exp } = state.license.claims
  const stage = expiryDays.findLast(days => exp - now <= days * daySeconds)
  if (stage === undefined || evaluate(facts, exp).valid) return null
  const days = Math.ceil((exp - now) / daySeconds)
  const values = { days, date: exp }
  return { milestone: `expiring_${stage}`, kind: 'expiring', text: expiryText(days), values }
}
