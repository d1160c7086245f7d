import type { OpenAPIHono } from '@hono/zod-openapi'
import { addPages } from '@licet/server'
import type { HubEnv } from '../deps.ts'

/** Serves the built panel. Paths of the API never fall back to a page. */
export function addPanelRoutes(app: OpenAPIHono<HubEnv>, folder: string): void {
  addPages(app, { folder, isApi })
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || path === '/metrics' || path === '/openapi.json'
}
