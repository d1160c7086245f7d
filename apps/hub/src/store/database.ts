import { assertNoTriggers, DatabaseUnusable, databaseError } from '@licet/server'
import { migrate } from '@licet/server/schema/hub'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'

/** The Hub's database: one writing connection of this process, and one that only watches for commits. */
export interface HubDatabase {
  raw: Database.Database
  orm: BetterSQLite3Database
  /**
   * Runs `work` in one immediate transaction; it must be synchronous. Inside a transaction it becomes a savepoint.
   *
   * @throws {HttpError} DATABASE_BUSY, DATABASE_FULL, DATABASE_CORRUPT; the transaction is rolled back.
   */
  transact<T>(work: (tx: HubDatabase) => T): T
  /** Changes with every commit of every process, this one included. */
  dataVersion(): number
  /**
   * Lets all requests that arrived together share one reading of {@link HubDatabase.dataVersion}; called when one arrives over a
   * socket, and nowhere else. A turn's requests were sent before the turn began to answer them, so whatever was acknowledged
   * before one of them was sent has been read. What this process commits is seen at once all the same.
   */
  shareReading(): void
  close(): void
}

const busyMilliseconds = 5000
const sqliteVersionMin = [3, 51, 3] as const

/**
 * Opens the database file, brings its schema up to date and asserts what durability rests on.
 *
 * Order: integrity, pragmas, no foreign trigger, migrations, assertions. A file that is damaged or no database at all is refused before
 * anything is written to it.
 *
 * @param path - Database file; created when missing.
 * @param now - Epoch seconds, names the copy made before a migration.
 * @throws {DatabaseUnusable} damaged, or not a database.
 * @throws {StartRefused} written by a newer version.
 */
export function openDatabase(path: string, now: number): HubDatabase {
  const raw = openSound(path)
  try {
    assertNoTriggers(raw)
    migrate(raw, path, now)
    assertDurable(raw)
  } catch (error) {
    raw.close()
    throw asUnusable(error)
  }
  const watcher = new Database(path, { readonly: true })
  watcher.pragma('trusted_schema = OFF')
  watcher.pragma(`busy_timeout = ${busyMilliseconds}`)
  const version = watcher.prepare<[], number>('PRAGMA data_version').pluck()
  let busyAt = Number.NEGATIVE_INFINITY
  const wait = (): void => {
    // Waiting blocks this process. Whoever finds the database held right after somebody waited in vain is told at once.
    const recently = performance.now() - busyAt < busyMilliseconds
    raw.pragma(`busy_timeout = ${recently ? 50 : busyMilliseconds}`)
  }
  let seen: number | null = null
  let sharing = false
  const forget = (): void => {
    seen = null
  }
  const endSharing = (): void => {
    sharing = false
    forget()
  }
  const database: HubDatabase = {
    raw,
    orm: drizzle(raw),
    transact: work => {
      if (!raw.inTransaction) wait()
      forget()
      try {
        return raw.transaction(() => work(database)).immediate()
      } catch (error) {
        const refusal = databaseError(error)
        if (refusal?.code === 'DATABASE_BUSY') busyAt = performance.now()
        throw refusal ?? error
      } finally {
        forget()
      }
    },
    dataVersion: () => {
      if (seen !== null) return seen
      try {
        seen = version.get() ?? 0
      } catch (error) {
        throw databaseError(error) ?? error
      }
      // Else one reading serves what runs without a pause: nothing that this process does can come between.
      if (!sharing) queueMicrotask(forget)
      return seen
    },
    shareReading: () => {
      if (sharing) return
      forget()
      sharing = true
      // Immediates run right after the requests that the kernel had ready for this turn.
      setImmediate(endSharing)
    },
    close: () => {
      watcher.close()
      raw.close()
    },
  }
  return database
}

function openSound(path: string): Database.Database {
  let raw: Database.Database | undefined
  try {
    raw = new Database(path)
    raw.pragma(`busy_timeout = ${busyMilliseconds}`)
    raw.pragma('trusted_schema = OFF')
    raw.pragma('cell_size_check = ON')
    const findings = raw.pragma('quick_check(1)', { simple: true })
    if (findings !== 'ok') throw new DatabaseUnusable('The database is damaged.')
    raw.pragma('journal_mode = WAL')
    // better-sqlite3 lowers this to NORMAL when WAL is switched on, so it stands after.
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    return raw
  } catch (error) {
    raw?.close()
    throw asUnusable(error)
  }
}

function assertDurable(raw: Database.Database): void {
  const expected: Record<string, unknown> = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    busy_timeout: busyMilliseconds,
  }
  for (const [name, value] of Object.entries(expected)) {
    if (raw.pragma(name, { simple: true }) !== value) throw new Error(`PRAGMA ${name} did not take effect`)
  }
  // SQLite 3.51.3 repairs a bug in which a WAL reset could lose committed pages.
  const version = raw.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [needMajor, needMinor, needPatch] = sqliteVersionMin
  const at = major * 1e6 + minor * 1e3 + patch
  if (at < needMajor * 1e6 + needMinor * 1e3 + needPatch) throw new Error(`SQLite ${version} is too old`)
}

function asUnusable(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === undefined || !isCorrupt(code)) return error
  return new DatabaseUnusable('The database is damaged.', { cause: error })
}

function isCorrupt(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_FORMAT'
}

function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}
