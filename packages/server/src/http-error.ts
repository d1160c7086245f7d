import { type HttpErrorCode, httpErrors } from '@licet/api'

/** What an answer may carry beside its code: fields of the form, the numbers behind a refusal, when to come back. */
export interface HttpErrorExtra {
  /** One sentence for each field that is not as expected, by its path (`users.0.email`). */
  fields?: Record<string, string>
  /** Further members of the JSON answer; never a token, key or password. */
  body?: Record<string, unknown>
  /** One more sentence after that of the code: what is the case here. */
  detail?: string
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number
  cause?: unknown
}

/**
 * A refusal that crosses HTTP. Its status and sentence are those of its code in `httpErrors`, with its `detail` after it.
 *
 * @throws never; throw it from a route, a service or a store, and {@link answerErrors} turns it into the answer.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly code: HttpErrorCode
  readonly status: (typeof httpErrors)[HttpErrorCode]['status']
  readonly fields: Record<string, string> | undefined
  readonly body: Record<string, unknown> | undefined
  readonly retryAfterSeconds: number | undefined
  readonly detail: string | undefined

  constructor(code: HttpErrorCode, extra: HttpErrorExtra = {}) {
    const { message } = httpErrors[code]
    const said = extra.detail === undefined ? message : `${message} ${extra.detail}`
    super(said, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.code = code
    this.status = httpErrors[code].status
    this.fields = extra.fields
    this.body = extra.body
    this.retryAfterSeconds = extra.retryAfterSeconds
    this.detail = extra.detail
  }
}
