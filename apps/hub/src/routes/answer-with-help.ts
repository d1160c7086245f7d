import { helpOn } from '@licet/api'
import type { MiddlewareHandler } from 'hono'
import type { HubEnv } from '../deps.ts'

/** Refusals of an activation by the Hub itself; what the activation server refuses says of its own where help stands. */
const explained: ReadonlySet<string> = new Set([
  'SHORT_KEY_MISTYPED',
  'SHORT_KEY_OFFLINE',
  'MACHINE_UID_MISTYPED',
  'MACHINE_MISMATCH',
  'REQUEST_EXPIRED',
  'CONTROL_NOT_CONFIGURED',
  'CONTROL_UNREACHABLE',
  'CONTROL_BUSY',
  'CONTROL_FAILED',
  'ACTIVATION_NOT_NEEDED',
  'ACTIVATION_NOT_HELD',
  'RELEASE_FORBIDDEN',
  'RELEASE_BLOCKED',
])

/** Adds to a refusal of an activation where help stands on it, whoever refused. */
export const answerWithHelp: MiddlewareHandler<HubEnv> = async (c, next) => {
  await next()
  if (c.res.status < 400) return
  const body = (await c.res.clone().json()) as { code?: string; help?: string }
  const { code = '', help } = body
  if (help !== undefined || !(explained.has(code) || code.startsWith('ANSWER_'))) return
  const text = JSON.stringify({ ...body, help: helpOn(code) })
  c.res = new Response(text, { status: c.res.status, headers: c.res.headers })
}
