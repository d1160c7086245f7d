import { refusals } from '@licet/server'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { presentRevocations } from '../services/publish-revocations.ts'

/** The signed list of revoked licenses, for everybody. */
export function addRevocationRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'public',
      method: 'get',
      path: '/v1/revocations',
      tags: ['Published'],
      summary: 'The signed revocation list',
      responses: {
        200: {
          description: 'As text, `revocations+jwt`.',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        304: { description: 'The list that the caller has.' },
        ...refusals(503),
      },
    },
    async c => {
      const { text, digest } = await presentRevocations(deps)
      const etag = `"${digest}"`
      c.header('ETag', etag)
      c.header('Cache-Control', 'public, no-cache')
      return c.req.header('if-none-match') === etag ? c.body(null, 304) : c.text(text, 200)
    },
  )
}
