import type Database from 'better-sqlite3'
import { StartRefused } from '../../config/start-refused.ts'
import { copyBeforeMigration } from '../backup/copy-before-migration.ts'
import type { SchemaSteps } from '../schema/schema-steps.ts'
import { licenses } from './migrations/0001-licenses.ts'
import { accounts } from './migrations/0002-accounts.ts'
import { notifications } from './migrations/0003-notifications.ts'
import { activation } from './migrations/0004-activation.ts'
import { hashedSessions } from './migrations/0005-hashed-sessions.ts'
import { uptime } from './migrations/0006-uptime.ts'

/** One step of the schema; forward only, never edited once released. */
export interface Migration {
  name: string
  sql: string
}

const tableOfSteps =
  'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT'

/** Every step, oldest first. */
const migrations: readonly Migration[] = [
  licenses,
  accounts,
  notifications,
  activation,
  hashedSessions,
  uptime,
]

/**
 * Applies the steps a database has not seen, each in one immediate transaction, after putting a copy of a database that
 * holds anything into `backups/`. Two processes may do it at once: the second finds the work done.
 *
 * @throws {StartRefused} when the database was written by a newer version.
 */
export function migrate(raw: Database.Database, path: string, now: number): void {
  raw.exec(tableOfSteps)
  const known = new Set(migrations.map(migration => migration.name))
  const applied = appliedNames(raw)
  const unknown = applied.find(name => !known.has(name))
  if (unknown !== undefined) {
    throw new StartRefused(
      `This database was written by a newer version (${unknown}); start that version instead.`,
    )
  }
  if (migrations.every(({ name }) => applied.includes(name))) return
  if (applied.length > 0) copyBeforeMigration(raw, path, 'hub', now)
  applySteps(raw, migrations, now)
}

/** The steps for a database that is built or brought up to date without a server. */
export const hubSteps: SchemaSteps = {
  names: migrations.map(({ name }) => name),
  apply: async (raw, count, now) => {
    raw.exec(tableOfSteps)
    applySteps(raw, migrations.slice(0, count), now)
  },
}

function applySteps(raw: Database.Database, steps: readonly Migration[], now: number): void {
  const applied = appliedNames(raw)
  for (const { name, sql } of steps) {
    if (applied.includes(name)) continue
    raw
      .transaction(() => {
        if (appliedNames(raw).includes(name)) return
        raw.exec(sql)
        raw.prepare('INSERT INTO migration (name, applied_at) VALUES (?, ?)').run(name, now)
      })
      .immediate()
  }
}

function appliedNames(raw: Database.Database): string[] {
  return raw.prepare<[], string>('SELECT name FROM migration').pluck().all()
}
