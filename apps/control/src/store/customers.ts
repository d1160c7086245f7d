import type { Selectable, Updateable } from 'kysely'
import { createId } from './create-id.ts'
import type { ControlTransaction, Queryable } from './database.ts'
import type { CustomerTable } from './fleet-tables.ts'
import { holdsText } from './holds-text.ts'
import { cutPage, type Page, readCursor } from './pages.ts'

/** A customer as it is stored. */
export type CustomerRow = Selectable<CustomerTable>

/** A customer by id. */
export function findCustomer(database: Queryable, id: string): Promise<CustomerRow | undefined> {
  return database.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A customer by what the vendor's books call it. */
export function findCustomerByReference(
  database: Queryable,
  reference: string,
): Promise<CustomerRow | undefined> {
  return database.selectFrom('customer').selectAll().where('reference', '=', reference).executeTakeFirst()
}

/** What a new customer is made from. `now`: epoch seconds. */
export interface NewCustomer {
  name: string
  reference?: string | undefined
  email?: string | undefined
  note?: string | undefined
  now: number
}

/** The customer with this reference, or without one the oldest of exactly this name; made when there is none. */
export async function findOrInsertCustomer(
  tx: ControlTransaction,
  { name, reference, ...rest }: NewCustomer,
): Promise<CustomerRow & { created: boolean }> {
  const known =
    reference === undefined
      ? await tx
          .selectFrom('customer')
          .selectAll()
          .where('search_name', '=', name.toLowerCase())
          .where('name', '=', name)
          .orderBy('created_at')
          .orderBy('id')
          .executeTakeFirst()
      : await findCustomerByReference(tx, reference)
  if (known) return { ...known, created: false }
  return { ...(await insertCustomer(tx, { name, reference, ...rest })), created: true }
}

/** Stores a new customer. */
export async function insertCustomer(
  tx: ControlTransaction,
  { name, reference, email, note = '', now }: NewCustomer,
): Promise<CustomerRow> {
  const row = {
    id: createId('cus'),
    name,
    search_name: name.toLowerCase(),
    reference: reference ?? null,
    email: email ?? null,
    note,
    created_at: now,
  }
  await tx.insertInto('customer').values(row).execute()
  return row
}

/** Changes a customer; a new name is copied to where licenses are searched by it. */
export async function saveCustomer(
  tx: ControlTransaction,
  id: string,
  changes: Pick<Updateable<CustomerTable>, 'name' | 'reference' | 'email' | 'note'>,
): Promise<void> {
  const { name } = changes
  const search = name === undefined ? {} : { search_name: name.toLowerCase() }
  await tx
    .updateTable('customer')
    .set({ ...changes, ...search })
    .where('id', '=', id)
    .execute()
  if (name === undefined) return
  await tx
    .updateTable('license')
    .set({ customer_name: name, customer_search: name.toLowerCase() })
    .where('customer_id', '=', id)
    .execute()
}

/** One page of customers by name, and how many there are in all. */
export async function loadCustomerPage(
  database: Queryable,
  filter: { q: string | undefined },
  page: { limit: number; cursor: string | undefined },
): Promise<Page<CustomerRow> & { total: number }> {
  const after = readCursor(page.cursor, 'string')
  const { q } = filter
  const matching = database
    .selectFrom('customer')
    .$if(q !== undefined, query =>
      query.where(eb =>
        eb.or([
          holdsText(eb.ref('search_name'), q ?? ''),
          holdsText(eb.ref('reference'), q ?? ''),
          eb('id', '=', q ?? ''),
        ]),
      ),
    )
  const { total } = await matching
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .selectAll()
    .$if(after !== null, query =>
      query.where(eb =>
        eb.or([
          eb('search_name', '>', after?.[0] ?? ''),
          eb.and([eb('search_name', '=', after?.[0] ?? ''), eb('id', '>', after?.[1] ?? '')]),
        ]),
      ),
    )
    .orderBy('search_name')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return { ...cutPage(rows, page.limit, last => [last.search_name, last.id]), total }
}

/** How many licenses and deployments each of these customers has. */
export async function countHoldings(
  database: Queryable,
  customerIds: readonly string[],
): Promise<Map<string, { licenses: number; deployments: number }>> {
  const counts = new Map(customerIds.map(id => [id, { licenses: 0, deployments: 0 }]))
  if (customerIds.length === 0) return counts
  for (const [table, name] of [
    ['license', 'licenses'],
    ['deployment', 'deployments'],
  ] as const) {
    const rows = await database
      .selectFrom(table)
      .select(eb => ['customer_id', eb.fn.countAll<number>().as('count')])
      .where('customer_id', 'in', customerIds)
      .groupBy('customer_id')
      .execute()
    for (const { customer_id, count } of rows) {
      const held = counts.get(customer_id)
      if (held) held[name] = count
    }
  }
  return counts
}
