import { requestIdOf } from '@licet/server'
import type { Context } from 'hono'
import type { HubDeps, HubEnv } from '../deps.ts'
import { ControlRefused } from '../services/control-refused.ts'

const passedOn = [400, 403, 404, 409, 422, 429, 500, 503] as const

/**
 * Passes on what the activation server answered: its status, code, sentence and `Retry-After`. Null for whatever else was
 * thrown.
 */
export function answerControlRefused(c: Context<HubEnv>, deps: HubDeps, thrown: unknown): Response | null {
  if (!(thrown instanceof ControlRefused)) return null
  const { status, code, message, help, retryAfterSeconds } = thrown.refusal
  const requestId = requestIdOf(c)
  deps.metrics.rejections.inc({ code: 'CONTROL_REFUSED' })
  deps.log.info({ requestId, refusal: code, status }, 'the activation server refused')
  if (retryAfterSeconds !== null) c.header('Retry-After', String(retryAfterSeconds))
  const body = { error: message, code, requestId, help }
  return c.json(body, passedOn.find(known => known === status) ?? 503)
}
