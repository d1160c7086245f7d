import { type Insertable, type Selectable, sql } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import type { SubscriptionTable } from './fleet-tables.ts'
import { cutPage, type Page, readCursor } from './pages.ts'

/** A subscription with whose it is. */
export type SubscriptionRow = Selectable<SubscriptionTable> & { customer_name: string }

/** Stores a new subscription with its licenses. */
export async function insertSubscription(
  tx: ControlTransaction,
  row: Insertable<SubscriptionTable>,
  licenseIds: readonly string[],
): Promise<void> {
  await tx.insertInto('subscription').values(row).execute()
  await linkLicenses(tx, row.id, licenseIds)
}

/** Writes down what became of a subscription. */
export async function saveSubscription(
  tx: ControlTransaction,
  id: string,
  changes: { status: string; changed_at: number },
): Promise<void> {
  await tx.updateTable('subscription').set(changes).where('id', '=', id).execute()
}

/** Gives a subscription exactly these licenses. */
export async function relinkLicenses(
  tx: ControlTransaction,
  id: string,
  licenseIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom('subscription_license').where('subscription_id', '=', id).execute()
  await linkLicenses(tx, id, licenseIds)
}

/** A subscription by id. */
export function findSubscription(database: Queryable, id: string): Promise<SubscriptionRow | undefined> {
  return joined(database).where('s.id', '=', id).executeTakeFirst()
}

/** A subscription by what the vendor's billing calls it. */
export function findSubscriptionByReference(
  database: Queryable,
  reference: string,
): Promise<SubscriptionRow | undefined> {
  return joined(database).where('s.reference', '=', reference).executeTakeFirst()
}

/** The id of the subscription that pays for a license; the first of several. */
export async function findSubscriptionOfLicense(
  database: Queryable,
  licenseId: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom('subscription_license as of')
    .innerJoin('subscription as s', 's.id', 'of.subscription_id')
    .select('s.id')
    .where('of.license_id', '=', licenseId)
    .orderBy('s.created_at')
    .orderBy('s.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The licenses of each of these subscriptions, by id. */
export async function loadSubscriptionLicenses(
  database: Queryable,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map(ids.map(id => [id, [] as string[]]))
  if (ids.length === 0) return found
  const rows = await database
    .selectFrom('subscription_license')
    .select(['subscription_id', 'license_id'])
    .where('subscription_id', 'in', ids)
    .orderBy('license_id')
    .execute()
  for (const { subscription_id, license_id } of rows) found.get(subscription_id)?.push(license_id)
  return found
}

/** The subscriptions, other than one, that are not paid and have this license too. */
export async function otherUnpaidSubscriptions(
  database: Queryable,
  licenseId: string,
  own: string,
): Promise<string[]> {
  const rows = await database
    .selectFrom('subscription_license as of')
    .innerJoin('subscription as s', 's.id', 'of.subscription_id')
    .select('s.id')
    .where('of.license_id', '=', licenseId)
    .where('s.id', '<>', own)
    .where('s.status', '<>', 'active')
    .orderBy('s.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** One page of subscriptions, the latest change first, and how many there are in all. */
export async function loadSubscriptionPage(
  database: Queryable,
  filter: { status?: string | undefined; customer?: string | undefined },
  page: { limit: number; cursor: string | undefined },
): Promise<Page<SubscriptionRow> & { total: number }> {
  const [changedAt, id] = readCursor(page.cursor, 'number') ?? [null, '']
  const matching = joined(database)
    .$if(filter.status !== undefined, query => query.where('s.status', '=', filter.status ?? ''))
    .$if(filter.customer !== undefined, query => query.where('s.customer_id', '=', filter.customer ?? ''))
  const { total } = await matching
    .clearSelect()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .$if(changedAt !== null, query => query.where(sql<boolean>`(s.changed_at, s.id) < (${changedAt}, ${id})`))
    .orderBy('s.changed_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return { ...cutPage(rows, page.limit, last => [last.changed_at, last.id]), total }
}

function joined(database: Queryable) {
  return database
    .selectFrom('subscription as s')
    .innerJoin('customer as c', 'c.id', 's.customer_id')
    .selectAll('s')
    .select('c.name as customer_name')
}

async function linkLicenses(
  tx: ControlTransaction,
  subscriptionId: string,
  licenseIds: readonly string[],
): Promise<void> {
  const rows = [...new Set(licenseIds)].map(license_id => ({ subscription_id: subscriptionId, license_id }))
  await tx.insertInto('subscription_license').values(rows).execute()
}
