import { type ControlResult, type UnreachableCause, unreachable } from './control-result.ts'
import { readBody } from './read-body.ts'

/** What came back, as far as it can be told before anybody asks what it means. */
export type JsonReply =
  | { kind: 'json'; status: number; body: unknown; retryAfterSeconds: number | null }
  | Extract<ControlResult<never>, { kind: 'unreachable' }>

/** How calls are made. */
export interface ExchangeOptions {
  fetch: typeof fetch
  /** For the whole call, answer included. */
  timeoutMilliseconds: number
  answerBytesMax: number
}

/**
 * Sends JSON and reads the JSON that comes back. Never throws: whatever goes wrong on the way is said by its cause.
 *
 * Redirects are not followed, an answer of another type is not read, and no more than `answerBytesMax` is.
 */
export async function exchangeJson(url: URL, body: object, options: ExchangeOptions): Promise<JsonReply> {
  try {
    const response = await options.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMilliseconds),
    })
    return await readReply(response, options.answerBytesMax)
  } catch (error) {
    return unreachable(...causeOf(error))
  }
}

async function readReply(response: Response, answerBytesMax: number): Promise<JsonReply> {
  const { status } = response
  const retryAfterSeconds = parseRetryAfter(response)
  const isJson = /^application\/json\s*(;|$)/i.test(response.headers.get('content-type') ?? '')
  const text = isJson ? await readBody(response, answerBytesMax) : null
  if (!isJson) await response.body?.cancel()
  const body = text === null ? undefined : parsed(text)
  if (body !== undefined) return { kind: 'json', status, body, retryAfterSeconds }
  if (status >= 500 || status === 429) return unreachable('server_error', String(status), retryAfterSeconds)
  return unreachable(isJson && text === null ? 'answer_too_large' : 'not_json', String(status))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Longer than this nobody is kept waiting by somebody who need not be the server at all. */
const retryAfterSecondsMax = 86_400

/** @see RFC 9110 section 10.2.3 */
function parseRetryAfter({ headers }: Response): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,10}$/.test(value)) return Math.min(Number(value), retryAfterSecondsMax)
  const [at, sent] = [Date.parse(value), Date.parse(headers.get('date') ?? '')]
  // The server's two dates are compared with each other: this machine's clock may be wrong.
  const seconds = Math.ceil((at - sent) / 1000)
  return seconds > 0 ? Math.min(seconds, retryAfterSecondsMax) : null
}

const codes: Readonly<Record<string, UnreachableCause>> = {
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'connection_refused',
  ENETUNREACH: 'connection_refused',
  EADDRNOTAVAIL: 'connection_refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
}

function causeOf(error: unknown): [UnreachableCause, string] {
  if (!(error instanceof Error)) return ['connection_lost', '']
  if (error.name === 'TimeoutError') return ['timeout', '']
  const { cause } = error
  if (cause instanceof Error && /redirect/i.test(cause.message)) return ['redirected', '']
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known = codes[code] ?? (/CERT|TLS|SSL|SELF_SIGNED/.test(code) ? 'tls_failed' : 'connection_lost')
  return [known, code]
}
