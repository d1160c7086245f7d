import { helpOn } from '@licet/api'
import type { MiddlewareHandler } from 'hono'
import type { ControlDeps, ControlEnv } from '../deps.ts'

/**
 * Adds to every refusal of a route where help stands on it, whoever refused: the body, the schema, the limits or a fault of our own.
 * Refusals are counted by code: for what holds nothing, that is all that is kept.
 */
export function answerWithHelp({ metrics }: Pick<ControlDeps, 'metrics'>): MiddlewareHandler<ControlEnv> {
  return async (c, next) => {
    await next()
    if (c.error === undefined) return
    const body = (await c.res.clone().json()) as { code?: string; help?: string }
    if (body.code === undefined) return
    metrics.rejections.inc({ code: body.code })
    if (body.help !== undefined) return
    const text = JSON.stringify({ ...body, help: helpOn(body.code) })
    c.res = new Response(text, { status: c.res.status, headers: c.res.headers })
  }
}

/** Every way to be activated, by a key or by the installation's own. */
export const activationPaths = [
  '/v1/licenses/activate',
  '/v1/licenses/deactivate',
  '/v1/licenses/validate',
  '/v1/licenses/offline',
  '/v1/licenses/:id/activate',
  '/v1/licenses/:id/heartbeat',
]
