import { OpenAPIHono } from '@hono/zod-openapi'
import type { HubDeps, HubEnv } from './deps.ts'

/**
 * Puts the Hub together: middleware, then every route, then the panel.
 *
 * Each route file exports one function that adds its routes: `addXRoutes(app, deps)`.
 */
export function createApp(deps: HubDeps): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>()
  app.get('/healthz', c => c.json({ status: 'ok', version: deps.version }))
  return app
}
