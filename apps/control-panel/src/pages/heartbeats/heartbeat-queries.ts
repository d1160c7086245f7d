import type { activationsPage, heartbeatsPage } from '@licet/api'
import { askServer, queryOf } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { z } from 'zod'

export type Heartbeat = z.infer<typeof heartbeatsPage>['heartbeats'][number]
export type ActivationEntry = z.infer<typeof activationsPage>['activations'][number]

/** How often the feed looks for news. */
export const pollSeconds = 5

/** What machines asked and were told, newest first; `outcome` keeps only those. */
export function heartbeatsQuery(outcome: string | undefined, live: boolean) {
  return infiniteQueryOptions({
    queryKey: ['heartbeats', outcome],
    queryFn: ({ signal, pageParam }) =>
      askServer<z.infer<typeof heartbeatsPage>>(
        `/v1/heartbeats${queryOf({ outcome, cursor: pageParam, limit: 50 })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: live ? pollSeconds * 1000 : false,
  })
}

/** Machines that hold an activation; those of which a copy is suspected stand out. */
export const openActivationsQuery = infiniteQueryOptions({
  queryKey: ['activations', 'open'],
  queryFn: ({ signal, pageParam }) =>
    askServer<z.infer<typeof activationsPage>>(
      `/v1/activations${queryOf({ open: 'true', cursor: pageParam, limit: 200 })}`,
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: page => page.next ?? undefined,
})
