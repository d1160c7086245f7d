import type { MiddlewareHandler } from 'hono'
import type { Counter } from 'prom-client'
import { afterwards } from './afterwards.ts'

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'other'] as const
const statusMax = 599

/**
 * Counts answers by method and status. Counts are gathered in plain arrays and handed over when the figures are read, so that
 * a request costs one addition.
 */
export function countRequests({ requests }: { requests: Counter<'method' | 'status'> }): MiddlewareHandler {
  const counts = new Map<string, Uint32Array>(methods.map(method => [method, new Uint32Array(statusMax + 1)]))
  Object.assign(requests, {
    collect: () => {
      for (const [method, row] of counts) {
        for (const [status, count] of row.entries()) {
          if (count > 0) requests.inc({ method, status: String(status) }, count)
        }
        row.fill(0)
      }
    },
  })
  return (c, next) =>
    afterwards(next(), () => {
      // Labels come from a closed set: whoever invents methods must not grow the registry.
      const row = counts.get(c.req.method) ?? counts.get('other')
      if (row) row[c.res.status] = (row[c.res.status] ?? 0) + 1
    })
}
