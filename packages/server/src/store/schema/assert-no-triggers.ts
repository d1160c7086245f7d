import type Database from 'better-sqlite3'
import { DatabaseUnusable } from '../database-unusable.ts'
import { describeFinding } from './schema-objects.ts'

/**
 * Asserts that nothing foreign would run when the first statements of a start do: no trigger, which none of our schemas has, and no view
 * in the place of the table that lists the migrations. The whole schema is compared once these are known not to run.
 *
 * @throws {DatabaseUnusable} naming what would run.
 */
export function assertNoTriggers(raw: Database.Database): void {
  const found = raw
    .prepare<[], { type: string; name: string }>(
      "SELECT type, name FROM sqlite_schema WHERE type = 'trigger' OR (type = 'view' AND name = 'migration') LIMIT 1",
    )
    .get()
  if (!found) return
  const message = describeFinding({ kind: 'extra', ...found }, 'The database')
  throw new DatabaseUnusable(message, { code: 'DATABASE_ALTERED' })
}
