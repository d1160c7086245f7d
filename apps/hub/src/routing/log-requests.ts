import { afterwards, requestIdOf } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { HubEnv } from '../deps.ts'

/** Logs one line a request, without its query, headers and bodies: whoever looks for a fault sees what was asked and answered. */
export function logRequests(log: Pick<Logger, 'debug'>): MiddlewareHandler<HubEnv> {
  return (c, next) => {
    const from = performance.now()
    return afterwards(next(), () => {
      const milliseconds = Math.round((performance.now() - from) * 10) / 10
      const { method } = c.req
      // Whatever is as long as a secret may be one that somebody put into an address.
      const path = c.req.path.replace(/[\w-]{20,}/g, '…')
      log.debug({ requestId: requestIdOf(c), method, path, status: c.res.status, milliseconds }, 'answered')
    })
  }
}
