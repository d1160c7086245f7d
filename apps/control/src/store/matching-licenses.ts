import type { VendorLicenseState } from '@licet/api/control'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Queryable } from './database.ts'
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

/** Licenses to be selected, ordered and counted. */
export type LicenseQuery = SelectQueryBuilder<ControlSchema, 'license', object>

const secondsPerDay = 86_400

/** The licenses that match a filter, in no order. @param now - Epoch seconds, for the states that follow from dates. */
export function matchingLicenses(database: Queryable, filter: LicenseFilter, now: number): LicenseQuery {
  const { state, q, customer, product, tier, expiresBefore, expiresAfter, kid } = filter
  let query: LicenseQuery = database.selectFrom('license')
  if (customer !== undefined) query = query.where('license.customer_id', '=', customer)
  if (tier !== undefined) query = query.where('license.tier', '=', tier)
  if (kid !== undefined) query = query.where('license.kid', '=', kid)
  if (expiresAfter !== undefined) query = query.where('license.expires_at', '>=', expiresAfter)
  if (expiresBefore !== undefined) query = query.where('license.expires_at', '<=', expiresBefore)
  if (product !== undefined) query = ofProduct(query, product)
  const isNarrow = customer !== undefined || product !== undefined
  return searched(inState(query, state, now, isNarrow), q)
}

/** Joined, so that the pages of a product are read in the order of its own index. */
function ofProduct(query: LicenseQuery, product: string): LicenseQuery {
  const joined = query
    .innerJoin('license_product as p', 'p.number', 'license.number')
    .where('p.product', '=', product)
  return joined
}

/** @param isNarrow - Few are left by another filter, whose index is to be used, not that of the states. */
function inState(
  query: LicenseQuery,
  state: VendorLicenseState | undefined,
  now: number,
  isNarrow: boolean,
): LicenseQuery {
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
    .where(sql<boolean>`+license.warns_at <= ${now}`)
}

/** Whether a text is a license's id, or the last four symbols of a short key. */
export function isIdOrKey(text: string): boolean {
  return /^lic_/i.test(text) || /-[0-9a-z]{4}$/i.test(text)
}

function searched(query: LicenseQuery, q: string | undefined): LicenseQuery {
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
