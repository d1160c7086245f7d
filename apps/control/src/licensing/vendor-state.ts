import type { VendorLicenseState } from '@licet/api/control'
import type { StoredLicense } from '../store/licenses.ts'

/** What the state of a license follows from. */
export type DatedLicense = Pick<StoredLicense, 'status' | 'startsAt' | 'expiresAt' | 'warnDays'>

const secondsPerDay = 86_400

/**
 * Says what a license amounts to at the vendor at one moment. Pure and total; the start of a span belongs to it, its end
 * does not.
 *
 * The first of these that holds decides: revoked, suspended, unminted, expired, scheduled, expiring, active.
 *
 * @param now - Epoch seconds.
 * @returns The state, and when the next one comes by itself; null: never.
 */
export function vendorState(
  license: DatedLicense,
  now: number,
): { state: VendorLicenseState; nextChange: { at: number; to: VendorLicenseState } | null } {
  const state = stateAt(license, now)
  for (const at of boundaries(license)) {
    if (at <= now) continue
    const to = stateAt(license, at)
    if (to !== state) return { state, nextChange: { at, to } }
  }
  return { state, nextChange: null }
}

function stateAt({ status, startsAt, expiresAt, warnDays }: DatedLicense, now: number): VendorLicenseState {
  if (status !== 'in_force') return status
  if (expiresAt === null) return 'unminted'
  if (now >= expiresAt) return 'expired'
  if (startsAt !== null && now < startsAt) return 'scheduled'
  return now >= expiresAt - warnDays * secondsPerDay ? 'expiring' : 'active'
}

/** In the order of time. */
function boundaries({ startsAt, expiresAt, warnDays }: DatedLicense): number[] {
  const times = [
    ...(startsAt === null ? [] : [startsAt]),
    ...(expiresAt === null ? [] : [expiresAt - warnDays * secondsPerDay, expiresAt]),
  ]
  return times.toSorted((a, b) => a - b)
}
