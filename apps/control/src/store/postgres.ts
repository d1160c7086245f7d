import { StartRefused } from '@licet/server/config'
import { postgresTypes, postgresWriterLock } from '@licet/server/postgres'
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Connections } from './database.ts'
import { applicationName, createInstanceName, loadInstances } from './instances.ts'
import type { ControlSchema } from './schema.ts'

const connectionsMax = 10
const connectMilliseconds = 10_000

/**
 * Opens a pool on PostgreSQL. Past one machine, many instances share it and behave as one, as their deeds take turns.
 *
 * @throws {StartRefused} when it cannot be reached.
 */
export async function openPostgres(url: string): Promise<Connections> {
  const instance = createInstanceName()
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName(instance),
    // One stays, so that the others of the cluster see this one.
    min: 1,
    max: connectionsMax,
    connectionTimeoutMillis: connectMilliseconds,
    types: postgresTypes,
  })
  // An idle connection that breaks is replaced by the next one; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await pool.end()
    throw new StartRefused(
      `CONTROL_DATABASE_URL: PostgreSQL cannot be used (${error instanceof Error ? error.message : 'unreachable'}).`,
      { cause: error },
    )
  }
  const database = new Kysely<ControlSchema>({
    dialect: new PostgresDialect({ pool, onCreateConnection: preferIndexes }),
  })
  return {
    kind: 'postgres',
    reader: database,
    writer: database,
    exclusively: work =>
      database
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async tx => {
          // The first statement: those after it see all that was committed by whoever held the lock before.
          await sql`SELECT pg_advisory_xact_lock(${sql.lit(postgresWriterLock)})`.execute(tx)
          return work(tx)
        }),
    copyBeforeMigration: () => undefined,
    schemaFault: () => Promise.resolve(null),
    instances: () => loadInstances(database, instance),
    close: () => database.destroy(),
  }
}

/**
 * Tells the planner how this control plane asks: for rows and stretches that an index finds. A page found by an index costs hardly
 * more than the next page of a table, as on every disk without a moving head; and rows are joined one by one, as SQLite does it. By
 * its own guess it reads whole tables for a stretch of a thousand rows.
 */
async function preferIndexes(connection: DatabaseConnection): Promise<void> {
  const settings = ['random_page_cost = 1.1', 'enable_hashjoin = off', 'enable_mergejoin = off']
  await connection.executeQuery(CompiledQuery.raw(settings.map(setting => `SET ${setting}`).join('; ')))
}
