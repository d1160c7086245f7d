import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from 'hono'

/**
 * Returns a header of the request as it came; one that came several times is joined by commas, so nobody believes the first.
 *
 * Behind {@link listen} it stands in Node's own record, which costs far less to look into than a `Headers`.
 *
 * @param name - In lower case.
 */
export function requestHeader(c: Context, name: string): string | undefined {
  const env: { incoming?: { headers?: IncomingHttpHeaders } } | undefined = c.env
  const headers = env?.incoming?.headers
  if (headers === undefined) return c.req.header(name)
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
