import type { Context } from 'hono'
import type { HubMetrics } from './metrics.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'])

/**
 * Creates what counts an answer by method and status. Counts are gathered in a plain map and handed over when the figures are read,
 * so that a request costs one addition.
 */
export function countRequests({ requests }: Pick<HubMetrics, 'requests'>): (c: Context) => void {
  const counts = new Map<string, number>()
  Object.assign(requests, {
    collect: () => {
      for (const [key, count] of counts) {
        const [method = '', status = ''] = key.split(' ')
        requests.inc({ method, status }, count)
      }
      counts.clear()
    },
  })
  return c => {
    // Labels come from a closed set: whoever invents methods must not grow the registry.
    const method = methods.has(c.req.method) ? c.req.method : 'other'
    const key = `${method} ${c.res.status}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
}
