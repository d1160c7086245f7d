import type { SavedView, savedViews } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { rangeBounds, rangeOf } from './expiry-range.ts'
import type { LicensesFilter } from './licenses-query.ts'

/** The views that this account keeps, by name. */
export const savedViewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => askServer<z.infer<typeof savedViews>>('/v1/profile/views', { signal }),
})

/**
 * Filters as they are kept: a range with a name stays a range, so that “within 30 days” means the same next month.
 *
 * @param now - Epoch seconds.
 */
export function keptFilter(filter: LicensesFilter, now: number): SavedView['filter'] {
  const range = rangeOf(filter, now)
  if (range === 'any' || range === 'range') return filter
  const { expiresAfter: _, expiresBefore: __, ...others } = filter
  return { ...others, range }
}

/** The filters of a view as they are today. @param now - Epoch seconds. */
export function openedFilter({ range, ...filter }: SavedView['filter'], now: number): LicensesFilter {
  return range === undefined ? filter : { ...filter, ...rangeBounds(range, now) }
}

/** Whether two filters show the same. */
export function isSameFilter(one: LicensesFilter, other: LicensesFilter): boolean {
  return spelled(one) === spelled(other)
}

function spelled(filter: LicensesFilter): string {
  const named = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return JSON.stringify(named.toSorted(([a], [b]) => a.localeCompare(b)))
}
