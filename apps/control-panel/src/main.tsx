import { adoptThemeVariables, createQueries, LookProvider, startLanguage } from '@licet/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { english } from './language/english/index.ts'
import { createConsoleRouter } from './routing/router.tsx'
import { sessionQuery } from './server/queries.ts'

const queries = createQueries(cache => {
  cache.setQueryData(sessionQuery.queryKey, null)
  void router.invalidate()
})
const router = createConsoleRouter(queries)

adoptThemeVariables(document)
await startLanguage(english, async () => (await import('./language/german/index.ts')).germanBundle)

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <LookProvider product="Licet Control">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LookProvider>
  </StrictMode>,
)
