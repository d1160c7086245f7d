import { adoptThemeVariables, LookProvider } from '@licet/ui'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HubError } from './hub/hub-error.ts'
import { sessionQuery } from './hub/queries.ts'
import { startLanguage } from './language/language.ts'
import { createPanelRouter } from './routing/router.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => error instanceof HubError && error.status === 0 && failures < 2,
    },
  },
  queryCache: new QueryCache({
    onError: error => {
      if (error instanceof HubError && error.status === 401) {
        queries.setQueryData(sessionQuery.queryKey, null)
        void router.invalidate()
      }
    },
  }),
})
const router = createPanelRouter(queries)

adoptThemeVariables(document)
await startLanguage()

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <LookProvider>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LookProvider>
  </StrictMode>,
)
