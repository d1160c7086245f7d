import type {
  Customer,
  createCustomer,
  customersPage,
  customersQuery,
  updateCustomer,
} from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import {
  type CustomerRow,
  countHoldings,
  findCustomer,
  findCustomerByReference,
  insertCustomer,
  loadCustomerPage,
  saveCustomer,
} from '../store/customers.ts'
import type { Queryable } from '../store/database.ts'

type Deps = Pick<ControlDeps, 'database' | 'clock'>

/** One page of customers by name. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listCustomers(
  { database }: Deps,
  { q, ...page }: z.infer<typeof customersQuery>,
): Promise<z.infer<typeof customersPage>> {
  const { rows, total, next } = await loadCustomerPage(
    database.db,
    { q },
    { limit: page.limit, cursor: page.cursor },
  )
  return { customers: await withHoldings(database.db, rows), total, next }
}

/** One customer. @throws {HttpError} CUSTOMER_NOT_FOUND */
export async function showCustomer({ database }: Deps, id: string): Promise<Customer> {
  return viewOf(database.db, await customerOrThrow(database.db, id))
}

/** Takes in a customer; audited. @throws {HttpError} REFERENCE_TAKEN */
export function addCustomer(
  { database, clock }: Deps,
  actor: Actor,
  fields: z.infer<typeof createCustomer>,
): Promise<Customer> {
  const now = clock.now()
  return database.transact(async tx => {
    await assertFree(tx, fields.reference, null)
    const row = await insertCustomer(tx, { ...fields, now })
    await appendAudit(tx, {
      actor,
      action: 'customer.create',
      target: row.id,
      detail: { name: row.name },
      at: now,
    })
    return viewOf(tx, row)
  })
}

/** Changes a customer; audited. @throws {HttpError} CUSTOMER_NOT_FOUND, REFERENCE_TAKEN */
export function changeCustomer(
  { database, clock }: Deps,
  actor: Actor,
  id: string,
  fields: z.infer<typeof updateCustomer>,
): Promise<Customer> {
  return database.transact(async tx => {
    const before = await customerOrThrow(tx, id)
    await assertFree(tx, fields.reference, id)
    const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const names = Object.keys(changes)
    if (names.length === 0) return viewOf(tx, before)
    await saveCustomer(tx, id, changes)
    const detail = { fields: names }
    await appendAudit(tx, { actor, action: 'customer.update', target: id, detail, at: clock.now() })
    return viewOf(tx, await customerOrThrow(tx, id))
  })
}

async function customerOrThrow(database: Queryable, id: string): Promise<CustomerRow> {
  const row = await findCustomer(database, id)
  if (!row) throw new HttpError('CUSTOMER_NOT_FOUND')
  return row
}

async function assertFree(
  database: Queryable,
  reference: string | null | undefined,
  own: string | null,
): Promise<void> {
  if (reference === undefined || reference === null) return
  const holder = await findCustomerByReference(database, reference)
  if (holder !== undefined && holder.id !== own) throw new HttpError('REFERENCE_TAKEN')
}

async function viewOf(database: Queryable, row: CustomerRow): Promise<Customer> {
  const [view] = await withHoldings(database, [row])
  if (!view) throw new HttpError('CUSTOMER_NOT_FOUND')
  return view
}

async function withHoldings(database: Queryable, rows: readonly CustomerRow[]): Promise<Customer[]> {
  const held = await countHoldings(
    database,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, name, reference, email, note, created_at }) => ({
    id,
    name,
    reference,
    email,
    note,
    createdAt: created_at,
    ...(held.get(id) ?? { licenses: 0, deployments: 0 }),
  }))
}
