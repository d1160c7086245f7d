import type {
  deployment,
  deploymentDetail,
  deploymentsPage,
  subscription,
  subscriptionsPage,
  subscriptionUpdated,
  sweepHistory,
  sweepReport,
} from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { DeploymentState } from './deployment-tones.ts'

export type Deployment = z.infer<typeof deployment>
export type DeploymentDetail = z.infer<typeof deploymentDetail>
export type Subscription = z.infer<typeof subscription>
export type SubscriptionUpdated = z.infer<typeof subscriptionUpdated>
export type SweepReport = z.infer<typeof sweepReport>

export interface DeploymentsFilter {
  q?: string
  state?: DeploymentState
}

export function deploymentsQuery(filter: DeploymentsFilter) {
  return infiniteQueryOptions({
    queryKey: ['deployments', filter],
    queryFn: ({ signal, pageParam }) =>
      askServer<z.infer<typeof deploymentsPage>>(
        `/v1/deployments${queryOf({ ...filter, cursor: pageParam, limit: 50 })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

export function deploymentQuery(id: string) {
  return queryOptions({
    queryKey: ['deployments', 'one', id],
    queryFn: ({ signal }) =>
      askServer<DeploymentDetail>(`/v1/deployments/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 30_000,
  })
}

export const subscriptionsQuery = infiniteQueryOptions({
  queryKey: ['subscriptions'],
  queryFn: ({ signal, pageParam }) =>
    askServer<z.infer<typeof subscriptionsPage>>(
      `/v1/subscriptions${queryOf({ cursor: pageParam, limit: 50 })}`,
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: page => page.next ?? undefined,
})

export const sweepHistoryQuery = queryOptions({
  queryKey: ['sweeps'],
  queryFn: ({ signal }) => askServer<z.infer<typeof sweepHistory>>('/v1/licenses/health/sweep', { signal }),
})
