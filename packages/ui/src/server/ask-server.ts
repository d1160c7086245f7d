import { forgetOnceKey, onceKey } from './once-key.ts'
import { ServerError } from './server-error.ts'

export interface ServerRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON; a Blob is sent as it is. */
  body?: unknown
  signal?: AbortSignal
  /** Only the rescue page has one; kept in memory, never stored. */
  bearer?: string
  /** Asked again in the same words after no answer came, it is still done only once. */
  once?: boolean
}

/**
 * Asks the server that sent this page, and no other host.
 *
 * @throws {ServerError} for every answer outside 200–299 and when there is none.
 */
export async function askServer<Answer>(path: string, request: ServerRequest = {}): Promise<Answer> {
  const { method = 'GET', body, signal, bearer, once = false } = request
  const raw = body instanceof Blob
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', raw ? 'application/octet-stream' : 'application/json')
  if (bearer) headers.set('authorization', `Bearer ${bearer}`)
  const words = `${method} ${path}\n${JSON.stringify(body)}`
  if (once) headers.set('idempotency-key', onceKey(words))
  const response = await fetch(path, {
    method,
    headers,
    body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
    signal,
    credentials: bearer ? 'omit' : 'same-origin',
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ServerError(0, { error: 'The server does not answer.' })
  })
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => ({}))
  const refused = isRecord(answer) ? answer : {}
  if (response.status < 500 && refused['code'] !== 'IDEMPOTENCY_IN_FLIGHT') forgetOnceKey(words)
  if (!response.ok) throw new ServerError(response.status, refused)
  return answer as Answer
}

/** Query string of the values that are there; with its question mark, or empty. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
