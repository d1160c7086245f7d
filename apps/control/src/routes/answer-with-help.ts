import { answerHttpError, HttpError } from '@licet/server'
import type { MiddlewareHandler } from 'hono'
import type { ControlEnv } from '../deps.ts'
import { withHelp } from '../services/activation-refusal.ts'

/** Adds to every refusal of a route where help stands on it, also to those made before the route was reached. */
export const answerWithHelp: MiddlewareHandler<ControlEnv> = async (c, next) => {
  await next()
  const { error } = c
  if (error instanceof HttpError && error.body?.help === undefined)
    c.res = answerHttpError(c, withHelp(error))
}
