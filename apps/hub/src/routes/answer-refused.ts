import type { activationRefused } from '@licet/api'
import { requestIdOf } from '@licet/server'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { HubDeps, HubEnv } from '../deps.ts'
import { emptyStatus } from '../licensing/license-status.ts'
import { refusalOf } from '../licensing/refusal.ts'

/**
 * Answers a text that was not taken with 422: the seven fields, empty, then why. It is logged and counted, not audited:
 * anybody's junk must not grow the audit log. Whatever is no refusal of the text is thrown on.
 */
export function answerRefused(c: Context<HubEnv>, deps: HubDeps, thrown: unknown) {
  const refusal = refusalOf(thrown)
  if (refusal === null) throw thrown
  const { step, message: error } = refusal
  const requestId = requestIdOf(c)
  deps.metrics.rejections.inc({ code: refusal.code })
  deps.log.info({ requestId, refusal: refusal.code, step }, 'a signed text was refused')
  const body: z.infer<typeof activationRefused> = {
    ...emptyStatus,
    error,
    code: refusal.code,
    step,
    requestId,
  }
  return c.json(body, 422)
}
