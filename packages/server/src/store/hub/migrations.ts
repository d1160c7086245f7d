import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { StartRefused } from '../../config/start-refused.ts'
import { licenses } from './migrations/0001-licenses.ts'
import { accounts } from './migrations/0002-accounts.ts'
import { notifications } from './migrations/0003-notifications.ts'
import { activation } from './migrations/0004-activation.ts'

/** One step of the schema; forward only, never edited once released. */
export interface Migration {
  name: string
  sql: string
}

/** Every step, oldest first. */
const migrations: readonly Migration[] = [licenses, accounts, notifications, activation]

/**
 * Applies the steps a database has not seen, each in one immediate transaction, after putting a copy of a database that
 * holds anything into `backups/`. Two processes may do it at once: the second finds the work done.
 *
 * @throws {StartRefused} when the database was written by a newer version.
 */
export function migrate(raw: Database.Database, path: string, now: number): void {
  raw.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT')
  const known = new Set(migrations.map(migration => migration.name))
  const applied = appliedNames(raw)
  const unknown = applied.find(name => !known.has(name))
  if (unknown !== undefined) {
    throw new StartRefused(
      `This database was written by a newer version (${unknown}); start that version instead.`,
    )
  }
  const pending = migrations.filter(migration => !applied.includes(migration.name))
  if (pending.length === 0) return
  if (applied.length > 0) copyBefore(raw, path, now)
  for (const migration of pending) {
    raw
      .transaction(() => {
        if (appliedNames(raw).includes(migration.name)) return
        raw.exec(migration.sql)
        raw.prepare('INSERT INTO migration (name, applied_at) VALUES (?, ?)').run(migration.name, now)
      })
      .immediate()
  }
}

function appliedNames(raw: Database.Database): string[] {
  return raw.prepare<[], string>('SELECT name FROM migration').pluck().all()
}

function copyBefore(raw: Database.Database, path: string, now: number): void {
  const folder = join(dirname(path), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  raw.prepare('VACUUM INTO ?').run(join(folder, `hub-${now}-${process.pid}-before_migration.db`))
}
