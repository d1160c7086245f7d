import type { apiTokenList, Permission, roleTable, StaffRole, staffPage } from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type StaffMember = z.infer<typeof staffPage>['staff'][number]
export type ApiToken = z.infer<typeof apiTokenList>['tokens'][number]

/** In the order in which forms offer them. */
export const roles = [
  'onboarding',
  'support',
  'super_admin',
  'auditor',
] as const satisfies readonly StaffRole[]
export const permissions = [
  'read',
  'license.issue',
  'license.revoke',
  'signing.manage',
  'settings.manage',
  'team.manage',
] as const satisfies readonly Permission[]

export const staffQuery = infiniteQueryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal, pageParam }) =>
    askServer<z.infer<typeof staffPage>>(`/v1/staff${queryOf({ cursor: pageParam, limit: 100 })}`, {
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: page => page.next ?? undefined,
  placeholderData: keepPreviousData,
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => askServer<z.infer<typeof roleTable>>('/v1/roles', { signal }),
})

export const apiTokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: ({ signal }) => askServer<z.infer<typeof apiTokenList>>('/v1/api-tokens', { signal }),
})
