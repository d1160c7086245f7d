import { addDocsRoutes } from '@licet/server'
import { type ControlApp, declareRoute } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'

/** The API's description, and a page to read it on. */
export function addDocs(app: ControlApp, { config, version }: ControlDeps): void {
  const before = new Set(app.routes)
  addDocsRoutes(app, { title: 'Licet Control', version, base: '/docs', docsDir: config.docsDir })
  for (const route of app.routes.filter(added => !before.has(added)))
    declareRoute(app, { method: route.method, path: route.path, access: 'public' })
}
