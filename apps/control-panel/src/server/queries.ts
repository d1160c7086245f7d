import { askServer, ServerError } from '@licet/ui'
import { queryOptions } from '@tanstack/react-query'
import type { About, Session } from './shapes.ts'

/** What anybody may know; asked again on every visit, never in the background. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => askServer<About>('/v1/about', { signal }),
  staleTime: 60_000,
})

/** Who am I, and what may I do; null while nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    askServer<Session>('/v1/session', { signal }).catch((error: unknown) => {
      if (error instanceof ServerError && error.status === 401) return null
      throw error
    }),
  staleTime: 30_000,
  refetchInterval: 60_000,
})
