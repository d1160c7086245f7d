import type { DeploymentState } from '@licet/api/control'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import type { DeploymentTable } from './fleet-tables.ts'
import { holdsText } from './holds-text.ts'
import { cutPage, type Page, readCursor } from './pages.ts'
import { deploymentStateAt, sweptStateOf } from './state-expressions.ts'

/** A deployment with whose it is, its license, and the machine heard of last among those that live on it. */
export type DeploymentRow = Selectable<DeploymentTable> & {
  customer_name: string
  status: string | null
  expires_at: number | null
  bound: number | null
  locks: number | null
  heartbeat_seconds: number | null
  machine_row: string | null
  installation_id: string | null
  hostname: string | null
  product_version: string | null
  last_seen_at: number | null
  lease_ends_at: number | null
  swept_state: string | null
}

/** Stores a new deployment. */
export async function insertDeployment(
  tx: ControlTransaction,
  row: Omit<Insertable<DeploymentTable>, 'search_name'>,
): Promise<void> {
  await tx
    .insertInto('deployment')
    .values({ ...row, search_name: row.name.toLowerCase() })
    .execute()
}

/** Gives a deployment its license. */
export async function linkLicense(tx: ControlTransaction, id: string, licenseId: string): Promise<void> {
  await tx.updateTable('deployment').set({ license_id: licenseId }).where('id', '=', id).execute()
}

/** A deployment by id. */
export function findDeployment(database: Queryable, id: string): Promise<DeploymentRow | undefined> {
  return joined(database).where('d.id', '=', id).executeTakeFirst()
}

/** Whether a customer has a deployment of this name. */
export async function hasDeployment(database: Queryable, customerId: string, name: string): Promise<boolean> {
  const row = await database
    .selectFrom('deployment')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row !== undefined
}

/** Which deployments are wanted; `q` is a part of a name, or an id. */
export interface DeploymentFilter {
  q?: string | undefined
  state?: string | undefined
  customer?: string | undefined
}

const countedMax = 10_000

/** One page of deployments by name, and how many there are in all, as far as they were counted. */
export async function loadDeploymentPage(
  database: Queryable,
  filter: DeploymentFilter,
  page: { limit: number; cursor: string | undefined },
  now: number,
): Promise<Page<DeploymentRow> & { total: number; totalCapped: boolean }> {
  const [name, id] = readCursor(page.cursor, 'string') ?? [null, '']
  const wanted = <Q extends ReturnType<typeof joined>>(query: Q): Q => {
    const { q, state, customer } = filter
    let narrowed: ReturnType<typeof joined> = query
    if (customer !== undefined) narrowed = narrowed.where('d.customer_id', '=', customer)
    if (state !== undefined) narrowed = narrowed.where(deploymentStateAt(now), '=', state)
    if (q !== undefined)
      narrowed = narrowed.where(eb =>
        eb.or([holdsText(eb.ref('d.search_name'), q), eb('d.id', '=', q), eb('d.license_id', '=', q)]),
      )
    return narrowed as Q
  }
  const rows = await wanted(joined(database))
    .$if(name !== null, query => query.where(sql<boolean>`(d.search_name, d.id) > (${name}, ${id})`))
    .orderBy('d.search_name')
    .orderBy('d.id')
    .limit(page.limit + 1)
    .execute()
  const counted = wanted(joined(database))
    .clearSelect()
    .select('d.id')
    .limit(countedMax + 1)
  const { found } = await database
    .selectFrom(counted.as('counted'))
    .select(eb => eb.fn.countAll<number>().as('found'))
    .executeTakeFirstOrThrow()
  const total = Math.min(found, countedMax)
  const totalCapped = found > countedMax
  return { ...cutPage(rows, page.limit, last => [last.search_name, last.id]), total, totalCapped }
}

/** The joined rows whose ids lie after `from` up to and with `to`. */
export function deploymentsBetween(database: Queryable, from: string, to: string) {
  return joined(database).where('d.id', '>', from).where('d.id', '<=', to)
}

/** How many deployments between two ids are in which state. */
export async function countDeploymentStates(
  database: Queryable,
  [from, to]: readonly [string, string],
  now: number,
): Promise<{ state: DeploymentState; count: number }[]> {
  const rows = await deploymentsBetween(database, from, to)
    .clearSelect()
    .select(eb => [deploymentStateAt(now).as('state'), eb.fn.countAll<number>().as('count')])
    .groupBy(sql`1`)
    .execute()
  return rows as { state: DeploymentState; count: number }[]
}

/** The first deployments between two ids that are in one of these states. */
export function loadDeploymentsIn(
  database: Queryable,
  [from, to]: readonly [string, string],
  states: readonly DeploymentState[],
  { now, limit }: { now: number; limit: number },
): Promise<DeploymentRow[]> {
  return deploymentsBetween(database, from, to)
    .where(deploymentStateAt(now), 'in', states)
    .orderBy('d.id')
    .limit(limit)
    .execute()
}

/** The last id of the next `size` deployments after an id, and how many those are; null when there are none. */
export async function deploymentStretch(
  database: Queryable,
  after: string,
  size: number,
): Promise<{ end: string | null; rows: number }> {
  const stretch = database
    .selectFrom('deployment')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(size)
    .as('stretch')
  const row = await database
    .selectFrom(stretch)
    .select(eb => [eb.fn.max('stretch.id').as('end'), eb.fn.countAll<number>().as('rows')])
    .executeTakeFirstOrThrow()
  return { end: row.end, rows: row.rows }
}

function joined(database: Queryable) {
  return (
    database
      .selectFrom('deployment as d')
      // Outer joins, so that a page is read in the order of deployments and no further than it goes.
      .leftJoin('customer as c', 'c.id', 'd.customer_id')
      .leftJoin('license as l', 'l.id', 'd.license_id')
      .leftJoin('machine as m', join =>
        join.on('m.id', '=', eb =>
          eb
            .selectFrom('machine as n')
            .select('n.id')
            .whereRef('n.license_id', '=', 'd.license_id')
            .where('n.state', 'in', ['active', 'flagged'])
            .where('n.copy_of', 'is', null)
            .orderBy('n.last_seen_at', 'desc')
            .orderBy('n.id', 'desc')
            .limit(1),
        ),
      )
      .selectAll('d')
      .select([
        sql<string>`coalesce(c.name, '')`.as('customer_name'),
        'l.status',
        'l.expires_at',
        'l.bound',
        'l.locks',
        'l.heartbeat_seconds',
        'm.id as machine_row',
        'm.installation_id',
        'm.hostname',
        'm.product_version',
        'm.last_seen_at',
        'm.lease_ends_at',
        sweptStateOf('deployment', 'd.id').as('swept_state'),
      ])
  )
}
