import type { VendorLicenseState } from '@licet/api/control'
import { HttpError } from '@licet/server'
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { lastLicenseNumber, type StoredLicense, toLicense } from './licenses.ts'
import type { LicenseTable } from './licensing-tables.ts'
import type { ControlSchema } from './schema.ts'

/** Which licenses are wanted. Times in epoch seconds, both inclusive. */
export interface LicenseFilter {
  state?: VendorLicenseState | undefined
  q?: string | undefined
  customer?: string | undefined
  product?: string | undefined
  tier?: string | undefined
  expiresBefore?: number | undefined
  expiresAfter?: number | undefined
  kid?: string | undefined
}

/** In which order a list is read: each has an index, so that a page costs the same however many licenses there are. */
type Order = 'newest' | 'expiry' | 'customer'
/** The column of an order, and the license's number, after which a page goes on. */
type Cursor = [order: Order, key: string | number, number: number]

const secondsPerDay = 86_400

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
  const rows = await inOrder(matching(database, filter, now), order, after, filter.product)
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
  const some = matching(database, filter, now)
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

function matching(database: Queryable, filter: LicenseFilter, now: number) {
  const { state, q, customer, product, tier, expiresBefore, expiresAfter, kid } = filter
  let query: Query = database.selectFrom('license')
  if (customer !== undefined) query = query.where('license.customer_id', '=', customer)
  if (tier !== undefined) query = query.where('license.tier', '=', tier)
  if (kid !== undefined) query = query.where('license.kid', '=', kid)
  if (expiresAfter !== undefined) query = query.where('license.expires_at', '>=', expiresAfter)
  if (expiresBefore !== undefined) query = query.where('license.expires_at', '<=', expiresBefore)
  if (product !== undefined) query = ofProduct(query, product)
  const isNarrow = customer !== undefined || product !== undefined
  return searched(inState(query, state, now, isNarrow), q)
}

type Query = SelectQueryBuilder<ControlSchema, 'license', object>

/** Joined, so that the pages of a product are read in the order of its own index. */
function ofProduct(query: Query, product: string): Query {
  const joined = query
    .innerJoin('license_product as p', 'p.number', 'license.number')
    .where('p.product', '=', product)
  return joined
}

/** @param isNarrow - Few are left by another filter, whose index is to be used, not that of the states. */
function inState(query: Query, state: VendorLicenseState | undefined, now: number, isNarrow: boolean): Query {
  if (state === undefined) return query
  const status = isNarrow ? sql<string>`(license.status || '')` : sql.ref<string>('license.status')
  if (state === 'suspended' || state === 'revoked') return query.where(status, '=', state)
  const inForce = query.where(status, '=', 'in_force')
  if (state === 'unminted') return inForce.where('license.expires_at', 'is', null)
  if (state === 'expired') return inForce.where('license.expires_at', '<=', now)
  if (state === 'scheduled') return inForce.where('license.starts_at', '>', now)
  const started = inForce.where(eb =>
    eb.or([eb('license.starts_at', 'is', null), eb('license.starts_at', '<=', now)]),
  )
  // Most are active, so they are read in the order of the page; the plus keeps the index of ends out of it.
  if (state === 'active')
    return started
      .where(sql<boolean>`+license.expires_at > ${now}`)
      .where(sql<boolean>`+license.warns_at > ${now}`)
  // No license warns earlier than the one that warns earliest; without this bound all that run longer are looked at.
  const earliest = sql<number>`${now} + ${secondsPerDay} * (SELECT max(warn_days) FROM license)`
  return started
    .where('license.expires_at', '>', now)
    .where('license.expires_at', '<=', earliest)
    .where('license.warns_at', '<=', now)
}

/** A license's id, or the last four symbols of a short key. */
function isIdOrKey(text: string): boolean {
  return /^lic_/i.test(text) || /-[0-9a-z]{4}$/i.test(text)
}

function searched(query: Query, q: string | undefined): Query {
  if (q === undefined) return query
  const text = q.trim().toLowerCase()
  if (text.startsWith('lic_'))
    return query.where('license.id', '>=', text).where('license.id', '<', endOfPrefix(text))
  if (isIdOrKey(text)) return query.where('license.key_search', '=', text.slice(-4))
  if (text.startsWith('cus_')) return query.where('license.customer_id', '=', text)
  return query
    .where('license.customer_search', '>=', text)
    .where('license.customer_search', '<', endOfPrefix(text))
}

/** Sorts after every text with this beginning. */
function endOfPrefix(text: string): string {
  return `${text}\u{10FFFF}`
}

function inOrder(query: Query, order: Order, cursor: Cursor | null, product?: string): Query {
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
