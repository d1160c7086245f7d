import type { Subscription, subscriptionsPage, subscriptionsQuery } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import type { Queryable } from '../store/database.ts'
import {
  findSubscription,
  loadSubscriptionLicenses,
  loadSubscriptionPage,
  type SubscriptionRow,
} from '../store/subscriptions.ts'

/** One page of subscriptions, the latest change first. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listSubscriptions(
  { database }: Pick<ControlDeps, 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof subscriptionsQuery>,
): Promise<z.infer<typeof subscriptionsPage>> {
  const { rows, total, next } = await loadSubscriptionPage(database.db, filter, { limit, cursor })
  return { subscriptions: await viewsOf(database.db, rows), total, next }
}

/** One subscription. @throws {HttpError} SUBSCRIPTION_NOT_FOUND */
export async function showSubscription(database: Queryable, id: string): Promise<Subscription> {
  const row = await findSubscription(database, id)
  const [view] = row === undefined ? [] : await viewsOf(database, [row])
  if (!view) throw new HttpError('SUBSCRIPTION_NOT_FOUND')
  return view
}

async function viewsOf(database: Queryable, rows: readonly SubscriptionRow[]): Promise<Subscription[]> {
  const licenses = await loadSubscriptionLicenses(
    database,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({
    id: row.id,
    customer: { id: row.customer_id, name: row.customer_name },
    reference: row.reference,
    status: row.status as Subscription['status'],
    licenseIds: licenses.get(row.id) ?? [],
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }))
}
