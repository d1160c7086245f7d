import type { ActivationReport, ActivationRequested, LicenseReport, User } from '@licet/api'
import { type AuditFilter, askServer, queryOf, ServerError } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  About,
  AuditPage,
  BackupList,
  Diagnostics,
  Forecast,
  History,
  NotificationReport,
  SeatReport,
  ServiceKeyList,
  Session,
  SessionList,
  SettingsReport,
  TrustReport,
  UsersPage,
} from './shapes.ts'

/** What anybody may know; asked again on every visit, never in the background. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => askServer<About>('/api/about', { signal }),
  staleTime: 60_000,
})

/** Who am I, and which banners are mine; null while nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    askServer<Session>('/api/session', { signal }).catch((error: unknown) => {
      if (error instanceof ServerError && error.status === 401) return null
      throw error
    }),
  staleTime: 30_000,
  refetchInterval: 60_000,
})

export const licenseQuery = queryOptions({
  queryKey: ['license'],
  queryFn: ({ signal }) => askServer<LicenseReport>('/api/license', { signal }),
  refetchInterval: 60_000,
})

export const activationQuery = queryOptions({
  queryKey: ['activation'],
  queryFn: ({ signal }) => askServer<ActivationReport>('/api/activation', { signal }),
  refetchInterval: 15_000,
})

/** The request that waits for its answer; making one where there is none, it is asked for when it is to be seen. */
export const requestQuery = queryOptions({
  queryKey: ['activation', 'request'],
  queryFn: ({ signal }) =>
    askServer<ActivationRequested>('/api/activation/request', { method: 'POST', body: {}, signal }),
})

export const historyQuery = queryOptions({
  queryKey: ['license', 'history'],
  queryFn: ({ signal }) => askServer<History>('/api/license/history', { signal }),
})

export function forecastQuery(at: number, users: number) {
  return queryOptions({
    queryKey: ['license', 'forecast', at, users],
    queryFn: ({ signal }) =>
      askServer<Forecast>(`/api/license/forecast${queryOf({ at, users })}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

export interface UsersFilter {
  q?: string
  role?: 'admin' | 'user'
  enabled?: 'true' | 'false'
  inactiveDays?: number
}

export function usersQuery(filter: UsersFilter) {
  return infiniteQueryOptions({
    queryKey: ['users', filter],
    queryFn: ({ signal, pageParam }) =>
      askServer<UsersPage>(`/api/users${queryOf({ ...filter, cursor: pageParam, limit: 50 })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

export function userQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => askServer<User>(`/api/users/${encodeURIComponent(id)}`, { signal }),
  })
}

export function userSessionsQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'one', id, 'sessions'],
    queryFn: ({ signal }) =>
      askServer<SessionList>(`/api/users/${encodeURIComponent(id)}/sessions`, { signal }),
  })
}

export const seatsQuery = queryOptions({
  queryKey: ['seats'],
  queryFn: ({ signal }) => askServer<SeatReport>('/api/seats', { signal }),
})

export const serviceKeysQuery = queryOptions({
  queryKey: ['service-keys'],
  queryFn: ({ signal }) => askServer<ServiceKeyList>('/api/service-keys', { signal }),
})

export function auditQuery(filter: AuditFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      askServer<AuditPage>(`/api/audit${queryOf({ ...filter, cursor: pageParam, limit })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

export const diagnosticsQuery = queryOptions({
  queryKey: ['diagnostics'],
  queryFn: ({ signal }) => askServer<Diagnostics>('/api/diagnostics', { signal }),
})

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => askServer<SettingsReport>('/api/settings', { signal }),
})

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => askServer<NotificationReport>('/api/notifications', { signal }),
  refetchInterval: 30_000,
})

export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => askServer<BackupList>('/api/backups', { signal }),
})

export const trustQuery = queryOptions({
  queryKey: ['trust'],
  queryFn: ({ signal }) => askServer<TrustReport>('/api/trust', { signal }),
})
