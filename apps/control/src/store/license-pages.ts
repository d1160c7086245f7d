import { HttpError } from '@licet/server'
import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { lastLicenseNumber, type StoredLicense, toLicense } from './licenses.ts'
import type { LicenseTable } from './licensing-tables.ts'
import { isIdOrKey, type LicenseFilter, type LicenseQuery, matchingLicenses } from './matching-licenses.ts'

/** In which order a list is read: each has an index, so that a page costs the same however many licenses there are. */
type Order = 'newest' | 'expiry' | 'customer'
/** The column of an order, and the license's number, after which a page goes on. */
type Cursor = [order: Order, key: string | number, number: number]

/** Beyond that many, matches are no longer counted. */
export const countedMax = 10_000

/**
 * One page of licenses: the newest first; by their end where the filter asks for it; by customer where a name is searched.
 *
 * @param now - Epoch seconds, for the states that follow from dates.
 * @param page.cursor - As returned by the page before.
 * @throws {HttpError} REQUEST_INVALID
 */
export async function loadLicensePage(
  database: Queryable,
  filter: LicenseFilter,
  now: number,
  page: { limit: number; cursor: string | undefined },
): Promise<{ licenses: StoredLicense[]; next: string | null }> {
  const order = orderOf(filter)
  const after = readCursor(page.cursor, order)
  const rows = await inOrder(matchingLicenses(database, filter, now), order, after, filter.product)
    .selectAll('license')
    .limit(page.limit + 1)
    .execute()
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined
  return {
    licenses: rows.slice(0, page.limit).map(toLicense),
    next: last === undefined ? null : writeCursor(last, order),
  }
}

/** How many licenses match: exact without a filter, else up to {@link countedMax}. */
export async function countLicenses(
  database: Queryable,
  filter: LicenseFilter,
  now: number,
): Promise<{ total: number; capped: boolean }> {
  const filters = Object.values(filter).filter(value => value !== undefined)
  if (filters.length === 0) return { total: await lastLicenseNumber(database), capped: false }
  // No column, so that an index which holds all that is asked for is enough.
  const some = matchingLicenses(database, filter, now)
    .select(sql<number>`1`.as('one'))
    // Those that end last first: those that end first are about to, and would all be passed by.
    .$if(filter.state === 'active' && filters.length === 1, active => active.orderBy('expires_at', 'desc'))
    .limit(countedMax + 1)
  const { count } = await database
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { total: Math.min(count, countedMax), capped: count > countedMax }
}

function orderOf({ state, q, expiresBefore, expiresAfter }: LicenseFilter): Order {
  if (q !== undefined && !isIdOrKey(q)) return 'customer'
  const byExpiry = state === 'expiring' || state === 'expired'
  return byExpiry || expiresBefore !== undefined || expiresAfter !== undefined ? 'expiry' : 'newest'
}

function inOrder(query: LicenseQuery, order: Order, cursor: Cursor | null, product?: string): LicenseQuery {
  const [, key = 0, number = 0] = cursor ?? []
  const beyond = (column: 'expires_at' | 'customer_search') =>
    sql<boolean>`(${sql.ref(`license.${column}`)}, license.number) > (${key}, ${number})`
  const ranked = sql.ref<number>(product === undefined ? 'license.number' : 'p.number')
  if (order === 'newest')
    return (cursor === null ? query : query.where(ranked, '<', number)).orderBy(ranked, 'desc')
  const column = order === 'expiry' ? 'expires_at' : 'customer_search'
  return (cursor === null ? query : query.where(beyond(column)))
    .$if(order === 'expiry', some => some.where('license.expires_at', 'is not', null))
    .orderBy(`license.${column}`)
    .orderBy('license.number')
}

function writeCursor(row: Selectable<LicenseTable>, order: Order): string {
  const key = order === 'customer' ? row.customer_search : order === 'expiry' ? (row.expires_at ?? 0) : 0
  return Buffer.from(JSON.stringify([order, key, row.number])).toString('base64url')
}

function readCursor(text: string | undefined, order: Order): Cursor | null {
  if (text === undefined) return null
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(cursor) && isCursor(cursor, order)) return [order, cursor[1], cursor[2]]
  } catch {
    // Said below.
  }
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}

function isCursor(cursor: unknown[], order: Order): cursor is Cursor {
  const [named, key, number] = cursor
  return (
    named === order &&
    typeof key === (order === 'customer' ? 'string' : 'number') &&
    typeof number === 'number'
  )
}
