import type { ControlApp } from './access/add-route.ts'
import type { ControlDeps } from './deps.ts'
import { addAboutRoutes } from './routes/about.ts'

/** Adds every route about people, tokens, signing keys, records and settings. */
export function addAccountRoutes(app: ControlApp, deps: ControlDeps): void {
  addAboutRoutes(app, deps)
}
