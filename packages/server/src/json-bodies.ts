import type { Context, MiddlewareHandler } from 'hono'
import { HttpError } from './http-error.ts'
import { parseStrictJson } from './strict-json.ts'

/** 1 MiB. */
export const bodyBytesMax = 1_048_576

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const json = /^application\/json\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?$/i

/**
 * Reads the body of every request that may have one, once, and leaves it parsed for the route.
 *
 * Order: encoding and content type (415), length as announced, length as received (413), UTF-8 and strict JSON (400). A
 * request without a body says as much as an empty object does; whether that will do is the schema's business. A body is read even when no route
 * wants it, so that none can be used to hold a connection.
 *
 * @param raw - Paths that take bytes instead of JSON; their routes read the body themselves, under their own limit.
 * @throws {HttpError} BODY_NOT_JSON, BODY_TOO_LARGE, BODY_MALFORMED
 */
export function readJsonBodies(raw: ReadonlySet<string> = new Set()): MiddlewareHandler {
  return async (c, next) => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD' || raw.has(c.req.path)) return next()
    if (!hasBody(c)) {
      leaveText(c, '{}')
      return next()
    }
    if (Number(c.req.header('content-length') ?? 0) > bodyBytesMax) throw new HttpError('BODY_TOO_LARGE')
    assertJsonType(c)
    const bytes = await receive(c)
    if (bytes.byteLength > 0) leaveForRoute(c, bytes)
    else leaveText(c, '{}')
    return next()
  }
}

function hasBody(c: Context): boolean {
  const length = c.req.header('content-length')
  if (length !== undefined) return length !== '0'
  return (
    c.req.header('transfer-encoding') !== undefined ||
    (c.env?.incoming === undefined && c.req.raw.body !== null)
  )
}

function assertJsonType(c: Context): void {
  const type = c.req.header('content-type')
  const encoding = c.req.header('content-encoding')
  if (type === undefined || !json.test(type.trim()) || (encoding ?? 'identity') !== 'identity') {
    throw new HttpError('BODY_NOT_JSON')
  }
}

// Chunked bodies announce no length: they are counted while they arrive and given up at the limit.
async function receive(c: Context): Promise<Uint8Array> {
  if (c.req.header('content-length') !== undefined) return new Uint8Array(await c.req.raw.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength
    if (length > bodyBytesMax) throw new HttpError('BODY_TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function leaveForRoute(c: Context, bytes: Uint8Array): void {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(bytes)
    value = parseStrictJson(text)
  } catch (cause) {
    throw new HttpError('BODY_MALFORMED', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new HttpError('BODY_MALFORMED')
  leaveText(c, text)
}

// Where Hono keeps a body that was read: its validators find the text there and do not read again.
function leaveText(c: Context, text: string): void {
  Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
}
