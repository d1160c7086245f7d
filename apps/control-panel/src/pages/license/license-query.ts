import type { LicenseDetail } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'

/** Everything about one license. */
export function licenseQuery(id: string) {
  return queryOptions({
    queryKey: ['licenses', 'one', id],
    queryFn: ({ signal }) => askServer<LicenseDetail>(`/v1/licenses/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 30_000,
  })
}
