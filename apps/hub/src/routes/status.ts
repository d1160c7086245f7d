import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { licenseStatus, statusQuery } from '@licet/api'
import {
  emptyAnswer,
  HttpError,
  jsonAnswer,
  markSealed,
  refusals,
  requestHeader,
  securityHeaders,
} from '@licet/server'
import type { z } from 'zod'
import type { HubDeps, HubEnv } from '../deps.ts'
import type { PreparedStatus } from '../licensing/status-board.ts'
import { signStatus } from '../services/sign-status.ts'

/**
 * The status endpoint, which every sibling asks: a prepared answer under an ETag, `304` where the caller has it already.
 *
 * Described like every route; its one query parameter is read by hand, because this is the busiest of all routes.
 */
export function addStatusRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  const { board, config } = deps
  const fixed = {
    ...securityHeaders({ tls: config.tls !== null || config.publicUrl?.startsWith('https:') === true }),
    'Cache-Control': 'private, no-cache',
    Vary: 'Authorization, Cookie',
  }
  const headers = new WeakMap<PreparedStatus, Record<string, string>>()
  const answer = (prepared: PreparedStatus, known: string | undefined): Response => {
    const { body, etag } = prepared
    if (known !== undefined && isKnown(known, etag)) {
      return new Response(null, { status: 304, headers: { ...fixed, ETag: etag } })
    }
    let full = headers.get(prepared)
    if (full === undefined) {
      const length = String(Buffer.byteLength(body))
      full = { ...fixed, 'Content-Type': 'application/json', 'Content-Length': length, ETag: etag }
      headers.set(prepared, full)
    }
    return new Response(body, { headers: full })
  }

  app.openAPIRegistry.registerPath(status)
  app.get(status.path, (c): Response | Promise<Response> => {
    const { product = '', nonce } = queryOf(c.req.url)
    if (nonce !== undefined) return signStatus(deps, product, nonce).then(signed => c.json(signed))
    const known = requestHeader(c, 'if-none-match')
    markSealed(c)
    const prepared = board.prepared(product)
    return prepared === null
      ? board.prepare(product).then(late => answer(late, known))
      : answer(prepared, known)
  })
}

const status = createRoute({
  method: 'get',
  path: '/api/license/status',
  tags: ['License'],
  summary: 'The license status that products ask for',
  request: { query: statusQuery },
  responses: {
    200: jsonAnswer(licenseStatus, 'The status.'),
    304: emptyAnswer('Unchanged.'),
    ...refusals(400, 401, 403),
  },
})

function queryOf(url: string): z.infer<typeof statusQuery> {
  const start = url.indexOf('?')
  if (start < 0) return {}
  const entries = [...new URLSearchParams(url.slice(start + 1))]
  const parsed = statusQuery.safeParse(Object.fromEntries(entries))
  if (parsed.success && entries.length === Object.keys(parsed.data).length) return parsed.data
  throw new HttpError('REQUEST_INVALID', {
    fields: { product: 'One product name of 1 to 64 characters, and nothing but a nonce beside it.' },
  })
}

/** @see RFC 9110 section 13.1.2: weak comparison, so a `W/` that a proxy added does not matter. */
function isKnown(header: string, etag: string): boolean {
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(part => part.trim().replace(/^W\//, '') === etag)
}
