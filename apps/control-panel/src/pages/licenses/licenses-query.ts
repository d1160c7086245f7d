import type { licensesPage } from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'
import type { LicenseState } from './license-states.ts'

/** What is looked for among the licenses; expiry in epoch seconds. */
export interface LicensesFilter {
  state?: LicenseState
  q?: string
  customer?: string
  product?: string
  tier?: string
  kid?: string
  expiresAfter?: number
  expiresBefore?: number
}

type LicensesPage = z.infer<typeof licensesPage>

/** The licenses that match, newest first, a page at a time. */
export function licensesQuery(filter: LicensesFilter) {
  return infiniteQueryOptions({
    queryKey: ['licenses', filter],
    queryFn: ({ signal, pageParam }) =>
      askServer<LicensesPage>(`/v1/licenses${queryOf({ ...filter, cursor: pageParam, limit: 50 })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}
