import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'

/**
 * Returns the id of this request, the same one each time: it stands in error answers and in the log, nowhere else.
 *
 * Made on first need, because most requests never name it.
 */
export function requestIdOf(c: Context): string {
  const known: string | undefined = c.get('requestId')
  if (known !== undefined) return known
  const id = `req_${randomBytes(9).toString('base64url')}`
  c.set('requestId', id)
  return id
}
