import { LicenseError } from '@licet/license'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { HttpError } from './http-error.ts'
import { requestIdOf } from './request-id.ts'
import { databaseError } from './store/database-error.ts'

/**
 * Turns whatever a route throws into `{error, code, requestId, fields?}`.
 *
 * A refusal keeps its own code and status; a refused artifact is 422 with its step; anything else is `INTERNAL` with a
 * fixed sentence, and its cause goes to the log, once, under the request id.
 */
export function answerErrors(log: Pick<Logger, 'error'>): ErrorHandler {
  return (thrown, c) => {
    if (thrown instanceof LicenseError) return answerLicenseError(c, thrown)
    const refusal = toHttpError(thrown)
    // A flood must not fill the log too.
    if (refusal.status >= 500 && refusal.code !== 'SERVER_BUSY') {
      const requestId = requestIdOf(c)
      log.error(
        { requestId, code: refusal.code, method: c.req.method, path: c.req.path, err: thrown },
        refusal.message,
      )
    }
    return answerHttpError(c, refusal)
  }
}

/** The one answer for a path without a route; an unsafe method learns no more than a safe one. */
export const answerNotFound: NotFoundHandler = c => answerHttpError(c, new HttpError('NOT_FOUND'))

/** Writes a refusal as its JSON answer. */
export function answerHttpError(c: Context, refusal: HttpError): Response {
  if (refusal.retryAfterSeconds !== undefined) c.header('Retry-After', String(refusal.retryAfterSeconds))
  if (refusal.status === 401) c.header('WWW-Authenticate', 'Bearer realm="licet"')
  const body = {
    error: refusal.message,
    code: refusal.code,
    requestId: requestIdOf(c),
    ...(refusal.fields && { fields: refusal.fields }),
    ...refusal.body,
  }
  return c.json(body, refusal.status)
}

function answerLicenseError(c: Context, refusal: LicenseError): Response {
  const { message, code, step } = refusal
  return c.json({ error: message, code, step, requestId: requestIdOf(c) }, 422)
}

function toHttpError(thrown: unknown): HttpError {
  if (thrown instanceof HttpError) return thrown
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return new HttpError(thrown.status === 400 ? 'BODY_MALFORMED' : 'REQUEST_INVALID', { cause: thrown })
  }
  return databaseError(thrown) ?? new HttpError('INTERNAL', { cause: thrown })
}
