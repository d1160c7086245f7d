import { type Expression, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { isSkewed } from './heartbeats.ts'
import { cutPage, type Page, readCursor } from './pages.ts'
import { toMachine } from './stored-machine.ts'
import { timeStart } from './time-id.ts'

/** One page of questions that machines asked, newest first, each with whose license it was about. */
export async function loadHeartbeatPage(
  database: Queryable,
  filter: {
    license?: string | undefined
    installation?: string | undefined
    outcome?: string | undefined
    skewed?: 'true' | undefined
  },
  page: { limit: number; cursor: string | undefined },
) {
  const [, before] = readCursor(page.cursor, 'string') ?? ['', null]
  const rows = await database
    .selectFrom('heartbeat as h')
    .leftJoin('license as l', 'l.id', 'h.license_id')
    .selectAll('h')
    .select(['l.customer_id', 'l.customer_name'])
    .$if(before !== null, query => query.where('h.id', '<', before ?? ''))
    .$if(filter.license !== undefined, query => query.where('h.license_id', '=', filter.license ?? ''))
    .$if(filter.installation !== undefined, query =>
      query.where('h.installation_id', '=', filter.installation ?? ''),
    )
    .$if(filter.outcome !== undefined, query => query.where('h.outcome', '=', filter.outcome ?? ''))
    .$if(filter.skewed !== undefined, query => query.where(isSkewed(sql.ref('h.skew_seconds'))))
    .orderBy('h.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return cutPage(rows, page.limit, last => ['', last.id])
}

/** One page of machines, the one activated last first, each with whose license it lives on. */
export async function loadActivationPage(
  database: Queryable,
  filter: { license?: string | undefined; customer?: string | undefined; state?: string | undefined },
  page: { limit: number; cursor: string | undefined },
): Promise<Page<ReturnType<typeof toMachine> & { customer: { id: string; name: string } }>> {
  const [firstAt, id] = readCursor(page.cursor, 'number') ?? [null, '']
  const rows = await database
    .selectFrom('machine as m')
    .innerJoin('license as l', 'l.id', 'm.license_id')
    .selectAll('m')
    .select(['l.customer_id', 'l.customer_name'])
    .$if(firstAt !== null, query => query.where(sql<boolean>`(m.first_at, m.id) < (${firstAt}, ${id})`))
    .$if(filter.license !== undefined, query => query.where('m.license_id', '=', filter.license ?? ''))
    .$if(filter.customer !== undefined, query => query.where('l.customer_id', '=', filter.customer ?? ''))
    .$if(filter.state !== undefined, query => query.where('m.state', '=', filter.state ?? ''))
    .orderBy('m.first_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { rows: kept, next } = cutPage(rows, page.limit, last => [last.first_at, last.id])
  return {
    rows: kept.map(row => ({
      ...toMachine(row),
      customer: { id: row.customer_id, name: row.customer_name },
    })),
    next,
  }
}

/** How many questions were asked from one moment until before another. */
export async function countHeartbeats(database: Queryable, from: number, until: number): Promise<number> {
  const { count } = await database
    .selectFrom('heartbeat')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('id', '>=', timeStart('heartbeat', from))
    .where('id', '<', timeStart('heartbeat', until))
    .executeTakeFirstOrThrow()
  return count
}

/** How many machines were activated for the first time from one moment until before another. */
export async function countActivations(database: Queryable, from: number, until: number): Promise<number> {
  const { count } = await database
    .selectFrom('machine')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('first_at', '>=', from)
    .where('first_at', '<', until)
    .executeTakeFirstOrThrow()
  return count
}

/** The sum of a column as a number, on either database; 0 of nothing. */
export function sumOf(column: Expression<number>) {
  return sql<number>`CAST(coalesce(sum(${column}), 0) AS bigint)`
}
