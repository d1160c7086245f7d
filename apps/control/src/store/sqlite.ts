import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { assertNoTriggers, copyBeforeMigration, DatabaseUnusable, findSchemaFault } from '@licet/server'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Connections } from './database.ts'
import { createInstanceName } from './instances.ts'
import { PatientSqliteDialect } from './patient-sqlite-dialect.ts'
import type { ControlSchema } from './schema.ts'
import { cacheStatements } from './statement-cache.ts'

const busyMilliseconds = 5000
const sqliteVersionMin = [3, 51, 3] as const

/**
 * Opens the SQLite file: one connection that writes, one that only reads and therefore never waits for a deed.
 *
 * @throws {DatabaseUnusable} damaged, or not a database.
 */
export function openSqlite(path: string): Connections {
  const instance = createInstanceName()
  const raw = openSound(path)
  const readonly = new Database(path, { readonly: true })
  readonly.pragma('trusted_schema = OFF')
  readonly.pragma(`busy_timeout = ${busyMilliseconds}`)
  const writer = new Kysely<ControlSchema>({
    dialect: new PatientSqliteDialect({ database: cacheStatements(raw) }),
  })
  const reader = new Kysely<ControlSchema>({
    dialect: new SqliteDialect({ database: cacheStatements(readonly) }),
  })
  return {
    kind: 'sqlite',
    reader,
    writer,
    exclusively: work => writer.transaction().execute(work),
    copyBeforeMigration: now => copyBeforeMigration(raw, path, 'control', now),
    schemaFault: () => findSchemaFault(readonly, 'control'),
    instances: () => Promise.resolve([{ name: instance, self: true }]),
    close: async () => {
      await Promise.all([reader.destroy(), writer.destroy()])
      readonly.close()
      settle(raw)
      raw.close()
    },
  }
}

function openSound(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  let raw: Database.Database | undefined
  try {
    raw = new Database(path)
    raw.pragma(`busy_timeout = ${busyMilliseconds}`)
    raw.pragma('trusted_schema = OFF')
    raw.pragma('cell_size_check = ON')
    if (raw.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new DatabaseUnusable('The database is damaged.')
    raw.pragma('journal_mode = WAL')
    // better-sqlite3 lowers this to NORMAL when WAL is switched on, so it stands after.
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    assertDurable(raw)
    assertNoTriggers(raw)
    // From here on waiting is the dialect's: SQLite's own would hold up every request of this process.
    raw.pragma('busy_timeout = 0')
    return raw
  } catch (error) {
    raw?.close()
    throw isCorrupt(error) ? new DatabaseUnusable('The database is damaged.', { cause: error }) : error
  }
}

function assertDurable(raw: Database.Database): void {
  const expected = {
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
  if (major * 1e6 + minor * 1e3 + patch < needMajor * 1e6 + needMinor * 1e3 + needPatch)
    throw new Error(`SQLite ${version} is too old`)
}

function isCorrupt(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(error.code)
}

function settle(raw: Database.Database): void {
  try {
    raw.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // Another process is reading; the last one to close does it.
  }
}
