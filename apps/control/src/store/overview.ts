import { sql } from 'kysely'
import { sumOf } from './activity.ts'
import type { Queryable } from './database.ts'
import { licenseStateAt } from './state-expressions.ts'

/** Licenses and their seats, counted together. */
export interface Tally {
  licenses: number
  seats: number
}

/** Licenses by state whose end lies in a span, both in epoch seconds; `until` null: without end. Decided by no one: suspended and revoked are not among them. */
export async function countEnding(
  database: Queryable,
  span: { from: number; until: number | null },
  now: number,
): Promise<(Tally & { state: string })[]> {
  const rows = await database
    .selectFrom('license as l')
    .select(eb => [
      licenseStateAt(now).as('state'),
      eb.fn.countAll<number>().as('licenses'),
      sumOf(eb.ref('l.seats')).as('seats'),
    ])
    .where('l.status', '=', 'in_force')
    .where('l.expires_at', '>=', span.from)
    .$if(span.until !== null, query => query.where('l.expires_at', '<', span.until ?? 0))
    .groupBy(sql`1`)
    .execute()
  return rows
}

/** How many licenses are suspended, revoked, or wait for the first activation. */
export async function countDecided(
  database: Queryable,
): Promise<{ suspended: number; revoked: number; unminted: number }> {
  const count = async (status: string, unminted: boolean): Promise<number> => {
    const row = await database
      .selectFrom('license')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('status', '=', status)
      .$if(unminted, query => query.where('expires_at', 'is', null))
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    suspended: await count('suspended', false),
    revoked: await count('revoked', false),
    unminted: await count('in_force', true),
  }
}

/** The seats of licenses in force, among those numbered after `from` up to `to`, whose machine was heard of since a moment. */
export async function reportedSeats(
  database: Queryable,
  [from, to]: readonly [number, number],
  since: number,
): Promise<number> {
  const row = await database
    .selectFrom('license as l')
    .select(eb => sumOf(eb.ref('l.seats')).as('seats'))
    .where('l.number', '>', from)
    .where('l.number', '<=', to)
    .where('l.status', '=', 'in_force')
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('machine as m')
          .select('m.id')
          .whereRef('m.license_id', '=', 'l.id')
          .where('m.last_seen_at', '>=', since),
      ),
    )
    .executeTakeFirstOrThrow()
  return row.seats
}

/** Licenses in force that end in a span, the first one first. */
export function loadEnding(database: Queryable, span: { from: number; until: number }, limit: number) {
  return database
    .selectFrom('license')
    .select(['id', 'customer_name', 'expires_at'])
    .where('status', '=', 'in_force')
    .where('expires_at', '>=', span.from)
    .where('expires_at', '<', span.until)
    .orderBy('expires_at')
    .limit(limit)
    .execute()
}

/** Machines of which a copy may be in use, the latest first. */
export function loadFlagged(database: Queryable, limit: number) {
  return database
    .selectFrom('machine as m')
    .innerJoin('license as l', 'l.id', 'm.license_id')
    .select(['m.license_id', 'm.hostname', 'm.flagged_at', 'l.customer_name'])
    .where('m.flagged_at', 'is not', null)
    .where('m.state', '=', 'flagged')
    .where('m.copy_of', 'is', null)
    .orderBy('m.flagged_at', 'desc')
    .limit(limit)
    .execute()
}
