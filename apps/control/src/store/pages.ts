import { HttpError } from '@licet/server'

/** A page of rows in the order of two columns; `next` is the cursor of the page after it. */
export interface Page<Row> {
  rows: Row[]
  next: string | null
}

/** Cuts a result of one row too many to a page. @param keysOf - The two columns that a page goes on after. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  keysOf: (last: Row) => readonly [string | number, string | number],
): Page<Row> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    rows: kept,
    next: more ? Buffer.from(JSON.stringify(keysOf(last))).toString('base64url') : null,
  }
}

/** Reads a cursor; null without one. @throws {HttpError} REQUEST_INVALID when no page before returned it. */
export function readCursor<First extends 'string' | 'number'>(
  cursor: string | undefined,
  first: First,
): [First extends 'string' ? string : number, string] | null {
  if (cursor === undefined) return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(keys) && keys.length === 2 && typeof keys[0] === first && typeof keys[1] === 'string')
      return keys as [First extends 'string' ? string : number, string]
  } catch {
    // Said below.
  }
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}
