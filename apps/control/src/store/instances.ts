import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** One process that serves on the database. */
export interface Instance {
  /** Host, process id and a sign of its own: `web-1/4711-3fa2`. */
  name: string
  /** Whether it is the one that answers. */
  self: boolean
}

const hostLengthMax = 30
const mark = 'licet-control '

/** Names an opening of the database, short enough for PostgreSQL to keep whole. */
export function createInstanceName(): string {
  return `${hostname().slice(0, hostLengthMax)}/${process.pid}-${randomBytes(2).toString('hex')}`
}

/** What a connection says of itself to PostgreSQL. */
export function applicationName(instance: string): string {
  return mark + instance
}

/** Every instance that is connected to this PostgreSQL database now, by name: each holds one connection at least. */
export async function loadInstances(database: Queryable, self: string): Promise<Instance[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND starts_with(application_name, ${mark})
    ORDER BY 1`.execute(database)
  return rows.map(({ name }) => ({ name: name.slice(mark.length), self: name === applicationName(self) }))
}
