import type { licensesPage, offlineHistory, offlineIssued, offlinePreview } from '@licet/api/control'
import { askServer, queryOf } from '@licet/ui'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

export type OfflinePreview = z.infer<typeof offlinePreview>
export type OfflineIssued = z.infer<typeof offlineIssued>
export type OfflineHistory = z.infer<typeof offlineHistory>

/** A machine's request as text, and the license it is meant for where the request does not say. */
export interface OfflineRequest {
  text: string
  licenseId?: string
}

export function offlinePreviewQuery(request: OfflineRequest | null) {
  return queryOptions({
    queryKey: ['offline', 'preview', request],
    queryFn: ({ signal }) =>
      askServer<OfflinePreview>('/v1/offline/preview', { method: 'POST', body: request, signal }),
    enabled: request !== null,
    retry: false,
    gcTime: 0,
  })
}

export const offlineHistoryQuery = queryOptions({
  queryKey: ['offline', 'history'],
  queryFn: ({ signal }) => askServer<OfflineHistory>('/v1/offline', { signal }),
})

/** Licenses whose customer, id or end of key begins with what was typed. */
export function licenseChoicesQuery(q: string) {
  return queryOptions({
    queryKey: ['licenses', 'choices', q],
    queryFn: ({ signal }) =>
      askServer<z.infer<typeof licensesPage>>(`/v1/licenses${queryOf({ q, limit: 20 })}`, { signal }),
    placeholderData: keepPreviousData,
  })
}
