import { addPages } from '@licet/server'
import type { ControlApp } from '../access/add-route.ts'

/** Serves the built console and the public activation page. Paths of the API never fall back to a page. */
export function addConsole(app: ControlApp, folder: string): void {
  addPages(app, { folder, isApi })
}

function isApi(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || ['/metrics', '/openapi.json', '/docs'].includes(path)
}
