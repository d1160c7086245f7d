import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Product } from '../open-file.ts'
import { newBackupName } from './backup-name.ts'
import { forgetSessions } from './forget-sessions.ts'

/**
 * Puts a copy of an open database into `backups/` before its schema changes.
 *
 * @param raw - Its connection. @param path - Its file. @param now - Epoch seconds.
 */
export function copyBeforeMigration(
  raw: Database.Database,
  path: string,
  product: Product,
  now: number,
): void {
  const folder = join(dirname(path), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = mkdtempSync(join(folder, '.licet-'))
  try {
    raw.prepare('VACUUM INTO ?').run(join(draft, 'copy.db'))
    forgetSessions(join(draft, 'copy.db'))
    renameSync(join(draft, 'copy.db'), join(folder, newBackupName(product, now, 'before_migration')))
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
