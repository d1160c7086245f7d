import type { LicensesFilter } from './licenses-query.ts'

const daySeconds = 86_400

/** Ranges of expiry that are offered by name. */
export const expiryRanges = ['any', 'within30', 'within60', 'within90', 'already', 'range'] as const
export type ExpiryRange = (typeof expiryRanges)[number]

const daysOf: Partial<Record<ExpiryRange, number>> = { within30: 30, within60: 60, within90: 90 }

/**
 * The bounds of a named range, from the beginning of today to the end of a day, so that the address stays the same all day.
 *
 * @param now - Epoch seconds.
 */
export function rangeBounds(
  range: ExpiryRange,
  now: number,
): Pick<LicensesFilter, 'expiresAfter' | 'expiresBefore'> {
  const today = Math.floor(now / daySeconds) * daySeconds
  const days = daysOf[range]
  if (days !== undefined) return { expiresAfter: today, expiresBefore: today + (days + 1) * daySeconds - 1 }
  if (range === 'already') return { expiresBefore: today }
  if (range === 'range') return { expiresAfter: today, expiresBefore: today + 366 * daySeconds - 1 }
  return {}
}

/** The name of the range that a filter asks for. */
export function rangeOf(filter: LicensesFilter, now: number): ExpiryRange {
  if (filter.expiresAfter === undefined && filter.expiresBefore === undefined) return 'any'
  const named = (['within30', 'within60', 'within90', 'already'] as const).find(range => {
    const bounds = rangeBounds(range, now)
    return bounds.expiresAfter === filter.expiresAfter && bounds.expiresBefore === filter.expiresBefore
  })
  return named ?? 'range'
}
