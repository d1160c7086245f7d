/** A refusal of the server, or the server not answering at all (`status` 0, code `OFFLINE`). */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly status: number
  readonly code: string
  readonly requestId: string
  readonly fields: Readonly<Record<string, string>>
  /** The whole answer: a 402 also says who holds the seats. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.error === 'string' && body.error !== '' ? body.error : `The server answered ${status}.`)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : status === 0 ? 'OFFLINE' : `HTTP_${status}`
    this.requestId = typeof body.requestId === 'string' ? body.requestId : ''
    this.fields = isStrings(body.fields) ? body.fields : {}
    this.body = body
  }
}

function isStrings(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(item => typeof item === 'string')
  )
}
