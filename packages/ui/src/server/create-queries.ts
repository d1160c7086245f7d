import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ServerError } from './server-error.ts'

/**
 * The cache of what the server said. It asks again by itself only while there is no answer at all.
 *
 * @param onSignedOut - Called when an answer says that nobody is signed in (any more).
 */
export function createQueries(onSignedOut: (queries: QueryClient) => void): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => error instanceof ServerError && error.status === 0 && failures < 2,
      },
    },
    queryCache: new QueryCache({
      onError: error => {
        if (error instanceof ServerError && error.status === 401) onSignedOut(queries)
      },
    }),
  })
  return queries
}
