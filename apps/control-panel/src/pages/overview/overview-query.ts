import type { overview } from '@licet/api/control'
import { askServer } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type Overview = z.infer<typeof overview>
export type Attention = Overview['attention'][number]

/** The fleet in numbers; asked again every half minute. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => askServer<Overview>('/v1/overview', { signal }),
  refetchInterval: 30_000,
})
