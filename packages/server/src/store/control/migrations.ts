import { Kysely, SqliteDialect, sql } from 'kysely'
import { StartRefused } from '../../config/start-refused.ts'
import type { SchemaSteps } from '../schema/schema-steps.ts'
import { accounts } from './migrations/0001-accounts.ts'
import { licensing } from './migrations/0002-licensing.ts'
import { fleet } from './migrations/0003-fleet.ts'
import { savedViews } from './migrations/0004-saved-views.ts'
import { skewedHeartbeats } from './migrations/0005-skewed-heartbeats.ts'
import { hashedSessions } from './migrations/0006-hashed-sessions.ts'
import { proofsAndCounters } from './migrations/0007-proofs-and-counters.ts'
import { tokenMakers } from './migrations/0008-token-makers.ts'

/** One step of the schema; forward only, never edited once released. */
export interface Migration {
  name: string
  /** Written with the schema builder, so that one text serves both databases. */
  up: (tx: Kysely<unknown>) => Promise<void>
}

interface MigrationTables {
  migration: { name: string; applied_at: number }
}

/** A database, as far as its migration needs it. */
export interface MigratedDatabase {
  /** Reads which steps were applied. */
  writer: Kysely<MigrationTables>
  /** Runs `work` in a transaction that no other writer runs beside. */
  exclusively: <T>(work: (tx: Kysely<MigrationTables>) => Promise<T>) => Promise<T>
  /** Puts a copy of the database aside; does nothing where that is the operator's business. */
  copyBeforeMigration: (now: number) => void
}

/** Every step, oldest first. */
const migrations: readonly Migration[] = [
  accounts,
  licensing,
  fleet,
  savedViews,
  skewedHeartbeats,
  hashedSessions,
  proofsAndCounters,
  tokenMakers,
]

/**
 * Applies the steps a database has not seen, each in a transaction of its own under the writer's lock. A SQLite file that holds
 * anything is copied to `backups/` first. Several processes may do it at once: the others find the work done.
 *
 * @throws {StartRefused} when the database was written by a newer version.
 */
export async function migrate(database: MigratedDatabase, now: number): Promise<void> {
  const { writer, exclusively, copyBeforeMigration } = database
  await exclusively(createTableOfSteps)
  const applied = await appliedNames(writer)
  assertKnown(applied)
  const pending = migrations.some(({ name }) => !applied.includes(name))
  if (pending && applied.length > 0) copyBeforeMigration(now)
  await applySteps(database, migrations, now)
}

/** The steps for a SQLite database that is built or brought up to date without a server. */
export const controlSteps: SchemaSteps = {
  names: migrations.map(({ name }) => name),
  apply: async (raw, count, now) => {
    const connection = { prepare: (text: string) => raw.prepare(text), close: () => undefined }
    const writer = new Kysely<MigrationTables>({ dialect: new SqliteDialect({ database: connection }) })
    const exclusively: MigratedDatabase['exclusively'] = work => writer.transaction().execute(work)
    await exclusively(createTableOfSteps)
    await applySteps({ writer, exclusively }, migrations.slice(0, count), now)
    await writer.destroy()
  },
}

async function createTableOfSteps(tx: Kysely<MigrationTables>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)`.execute(
    tx,
  )
}

async function applySteps(
  { writer, exclusively }: Pick<MigratedDatabase, 'writer' | 'exclusively'>,
  steps: readonly Migration[],
  now: number,
): Promise<void> {
  const applied = await appliedNames(writer)
  for (const { name, up } of steps) {
    if (applied.includes(name)) continue
    await exclusively(async tx => {
      if ((await appliedNames(tx)).includes(name)) return
      await up(tx as unknown as Kysely<unknown>)
      await tx.insertInto('migration').values({ name, applied_at: now }).execute()
    })
  }
}

async function appliedNames(database: Kysely<MigrationTables>): Promise<string[]> {
  const rows = await database.selectFrom('migration').select('name').execute()
  return rows.map(({ name }) => name)
}

function assertKnown(applied: readonly string[]): void {
  const unknown = applied.find(name => migrations.every(migration => migration.name !== name))
  if (unknown === undefined) return
  throw new StartRefused(
    `This database was written by a newer version (${unknown}); start that version instead.`,
  )
}
