import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseUnusable, databaseError, type SchemaFault } from '@licet/server'
import { type MigratedDatabase, migrate } from '@licet/server/schema/control'
import type { Kysely, Transaction } from 'kysely'
import type { Instance } from './instances.ts'
import { openPostgres } from './postgres.ts'
import { postgresError } from './postgres-error.ts'
import type { ControlSchema } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { createWriteQueue } from './write-queue.ts'

/** Everything that a deed reads and writes goes through the transaction it is handed. */
export type ControlTransaction = Transaction<ControlSchema>
/** What a query can be run on: the database for reads, or the transaction of a deed. */
export type Queryable = Kysely<ControlSchema>

/** The control plane's database, on SQLite or PostgreSQL by one query code. */
export interface ControlDatabase {
  kind: 'sqlite' | 'postgres'
  /** For reads alone: what is written here is refused on SQLite, and unordered on PostgreSQL. */
  db: Queryable
  /** For the account engine, which reads and writes sessions on its own. */
  accounts: Queryable
  /**
   * Runs a deed. Deeds of the whole cluster run one after the other, so each sees all that those before it wrote, and whatever it
   * decides still holds when it commits. A deed never starts another.
   *
   * @throws {HttpError} DATABASE_BUSY, DATABASE_FULL, DATABASE_CORRUPT; the transaction is rolled back.
   */
  transact<T>(work: (tx: ControlTransaction) => Promise<T>): Promise<T>
  /** How the schema of a SQLite file parts from what the migrations make. */
  schemaFault(): Promise<SchemaFault | null>
  /** The processes that serve on this database; on SQLite the one that answers. */
  instances(): Promise<Instance[]>
  close(): Promise<void>
}

/** One dialect's connections, before deeds are put in order. */
export interface Connections {
  kind: ControlDatabase['kind']
  reader: Queryable
  writer: Queryable
  /** Runs `work` in a transaction that no other writer of the cluster runs beside. */
  exclusively: <T>(work: (tx: ControlTransaction) => Promise<T>) => Promise<T>
  /** Puts a copy of the database aside; does nothing where that is the operator's business. */
  copyBeforeMigration: (now: number) => void
  /** How the schema parts from ours; null where it does not, or where others look after it. */
  schemaFault: ControlDatabase['schemaFault']
  instances: ControlDatabase['instances']
  close(): Promise<void>
}

/**
 * Opens the database and brings its schema up to date.
 *
 * @param place.url - `postgres://…`; null: the SQLite file at `place.path`.
 * @param now - Epoch seconds, for the migration's entry and the name of the copy made before it.
 * @throws {DatabaseUnusable} the file is damaged, or no database.
 * @throws {StartRefused} written by a newer version; PostgreSQL cannot be reached.
 */
export async function openControlDatabase(
  place: { url: string | null; path: string },
  now: number,
): Promise<ControlDatabase> {
  const connections = place.url === null ? openSqlite(place.path) : await openPostgres(place.url)
  try {
    await migrate(connections as unknown as MigratedDatabase, now)
    const fault = await connections.schemaFault()
    if (fault?.harmful) throw new DatabaseUnusable(fault.message, { code: 'DATABASE_ALTERED' })
  } catch (error) {
    await connections.close()
    throw error
  }
  const inOrder = createWriteQueue()
  const deed = new AsyncLocalStorage<true>()
  return {
    kind: connections.kind,
    db: connections.reader,
    accounts: connections.writer,
    transact: async work => {
      if (deed.getStore()) throw new Error('a deed must not start another')
      try {
        return await inOrder(() => connections.exclusively(tx => deed.run(true, () => work(tx))))
      } catch (error) {
        throw databaseError(error) ?? postgresError(error) ?? error
      }
    },
    schemaFault: () => connections.schemaFault(),
    instances: () => connections.instances(),
    close: () => connections.close(),
  }
}
