import type { activationsPage, heartbeatsPage } from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'
import type { HeartbeatFilter } from './heartbeats-search.ts'

export type Heartbeat = z.infer<typeof heartbeatsPage>['heartbeats'][number]
export type ActivationEntry = z.infer<typeof activationsPage>['activations'][number]

/** How often the feed looks for news. */
export const pollSeconds = 5

/** What machines asked and were told, newest first: all, those that ended in one way, or those with a wrong clock. */
export function heartbeatsQuery({ outcome, skewed }: HeartbeatFilter, live: boolean) {
  return infiniteQueryOptions({
    queryKey: ['heartbeats', outcome, skewed],
    queryFn: ({ signal, pageParam }) =>
      askServer<z.infer<typeof heartbeatsPage>>(
        `/v1/heartbeats${queryOf({ outcome, skewed: skewed && 'true', cursor: pageParam, limit: 50 })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: live ? pollSeconds * 1000 : false,
  })
}

/** Machines of which a copy is suspected. */
export const flaggedMachinesQuery = infiniteQueryOptions({
  queryKey: ['activations', 'flagged'],
  queryFn: ({ signal, pageParam }) =>
    askServer<z.infer<typeof activationsPage>>(
      `/v1/activations${queryOf({ state: 'flagged', cursor: pageParam, limit: 200 })}`,
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: page => page.next ?? undefined,
})
