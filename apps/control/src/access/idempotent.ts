import { hash } from 'node:crypto'
import { HttpError } from '@licet/server'
import type { Context, MiddlewareHandler } from 'hono'
import type { ControlDeps, ControlEnv } from '../deps.ts'
import {
  beginRequest,
  deleteOldRequests,
  dropRequest,
  loadRequest,
  saveAnswer,
} from '../store/idempotency.ts'
import { keyDigest, openAnswer, sealAnswer } from './sealed-answer.ts'

const keyPattern = /^[\x21-\x7e]{1,255}$/
const rememberedSeconds = 86_400

/**
 * Lets somebody who never saw an answer ask again: a POST with an `Idempotency-Key` takes effect once, and the same request under
 * the same key gets the same answer for a day. Answers are kept sealed under the caller's key.
 *
 * A server that dies over a request leaves it in flight: whether it took effect is then for the caller to look at, because doing it
 * twice would be worse.
 *
 * @throws {HttpError} REQUEST_INVALID; IDEMPOTENCY_MISMATCH for another request; IDEMPOTENCY_IN_FLIGHT
 */
export function idempotent(deps: ControlDeps): MiddlewareHandler<ControlEnv> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    const actor = c.get('actor')
    if (key === undefined || !actor) return next()
    if (!keyPattern.test(key)) throw new HttpError('REQUEST_INVALID', { fields: { 'Idempotency-Key': rule } })
    const digest = keyDigest(key)
    const request = hash('sha256', `${c.req.method} ${c.req.path}\n${await c.req.text()}`)
    const known = await begin(deps, actor.id, digest, request)
    if (known !== null) return replay(c, known, key, request)
    return answerOnce(c, deps, next, { actor: actor.id, key, digest, request })
  }
}

const rule = '1 to 255 visible ASCII characters.'

async function begin(
  { clock, database }: ControlDeps,
  actor: string,
  key: string,
  request: string,
): Promise<{ status: number; body: string } | null> {
  return database.transact(async tx => {
    const now = clock.now()
    await deleteOldRequests(tx, now, rememberedSeconds)
    const known = await loadRequest(tx, actor, key)
    if (known === null) {
      await beginRequest(tx, { actor, key, request }, now)
      return null
    }
    if (known.request !== request) throw new HttpError('IDEMPOTENCY_MISMATCH')
    const { status, body } = known
    if (status === null || body === null)
      throw new HttpError('IDEMPOTENCY_IN_FLIGHT', { retryAfterSeconds: 1 })
    return { status, body }
  })
}

function replay(
  c: Context<ControlEnv>,
  { status, body }: { status: number; body: string },
  key: string,
  request: string,
): Response {
  c.header('Idempotency-Replayed', 'true')
  const text = openAnswer(body, key, request)
  if (text === '') return c.body(null, status as 204)
  return c.body(text, status as 200, { 'Content-Type': 'application/json' })
}

async function answerOnce(
  c: Context<ControlEnv>,
  { database }: ControlDeps,
  next: () => Promise<void>,
  { actor, key, digest, request }: { actor: string; key: string; digest: string; request: string },
): Promise<void> {
  await next()
  const { status } = c.res
  // A fault undid the deed: it may be tried again under the same key. So may what was refused for the moment only.
  if (status >= 500 || status === 429 || status === 409) return dropRequest(database.accounts, actor, digest)
  const body = sealAnswer(await c.res.clone().text(), key, request)
  await saveAnswer(database.accounts, actor, digest, { status, body })
}
