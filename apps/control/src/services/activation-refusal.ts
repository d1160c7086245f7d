import { type activationErrors, helpOn } from '@licet/api'
import { HttpError } from '@licet/server'

/**
 * The refusal of an activation, with where help stands on it.
 *
 * @param more.token - The signed verdict that goes with it.
 * @param more.detail - What is the case here, as one more sentence.
 * @param more.body - The same for programs.
 */
export function activationRefusal(
  code: keyof typeof activationErrors,
  more: { token?: string | undefined; detail?: string; body?: Record<string, unknown> } = {},
): HttpError {
  const { token, detail, body } = more
  return withHelp(
    new HttpError(code, {
      ...(detail !== undefined && { detail }),
      body: { ...body, ...(detail !== undefined && { detail }), ...(token !== undefined && { token }) },
    }),
  )
}

/** Adds to a refusal where help stands on it. */
export function withHelp(refusal: HttpError): HttpError {
  const { code, fields, body, detail, retryAfterSeconds, cause } = refusal
  return new HttpError(code, {
    ...(fields && { fields }),
    ...(detail !== undefined && { detail }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(cause !== undefined && { cause }),
    body: { ...body, help: helpOn(code) },
  })
}
