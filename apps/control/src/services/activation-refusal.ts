import { type activationErrors, helpOn } from '@licet/api'
import { HttpError } from '@licet/server'

/**
 * The refusal of an activation, with where help stands on it.
 *
 * @param token - The signed verdict that goes with it.
 */
export function activationRefusal(code: keyof typeof activationErrors, token?: string): HttpError {
  return withHelp(new HttpError(code, token === undefined ? {} : { body: { token } }))
}

/** Adds to a refusal where help stands on it. */
export function withHelp(refusal: HttpError): HttpError {
  const { code, fields, body, retryAfterSeconds, cause } = refusal
  return new HttpError(code, {
    ...(fields && { fields }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(cause !== undefined && { cause }),
    body: { ...body, help: helpOn(code) },
  })
}
