import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { appendAuditEntry, auditHead } from './audit-log.ts'
import { backupDatabase, settle, syncPath } from './backup-database.ts'
import { assertIntact, assertOurs, openDatabaseFile } from './open-file.ts'

export interface RestoreOptions {
  /** The backup. It is not changed. */
  source: string
  /** The database that servers use. */
  databasePath: string
  /** Epoch seconds. */
  now: number
  /** Who restores, for the audit log. */
  actor: { id: string; name: string; address: string }
  /** Brings an older schema up to date in the copy that will be put in place. */
  migrate?: (raw: Database.Database) => void
}

/**
 * Puts a backup in the place of the database, while servers run on it or not.
 *
 * Order: the backup is copied and the copy checked; the present database is copied to `backups/`; in the prepared copy every
 * session ends, what must never go back (the clock's floor, revocation lists, keysets) is carried over, and the restore is
 * audited; then the copy replaces the present content in one transaction, which every process sees like any other. Only a
 * present file that is itself damaged is exchanged as a file.
 *
 * @returns the name of the copy that was made of what was there before; null when there was nothing.
 * @throws {DatabaseFileError} when the backup is not intact or not ours; nothing was changed.
 */
export async function restoreDatabase(
  options: RestoreOptions,
): Promise<{ previous: string | null; inPlace: boolean }> {
  const { databasePath, source } = options
  const draft = `${databasePath}.${process.pid}.restore`
  const present = openPresent(databasePath)
  try {
    copyFileSync(source, draft)
    chmodSync(draft, 0o600)
    settle(draft)
    const previous = await keepPresent(options, present !== null)
    prepare(draft, present, options)
    if (present) await replaceContent(draft, databasePath)
    else exchangeFile(draft, databasePath)
    return { previous, inPlace: present !== null }
  } finally {
    present?.close()
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
}

function openPresent(path: string): Database.Database | null {
  let raw: Database.Database | undefined
  try {
    raw = openDatabaseFile(path, { readonly: true })
    assertIntact(raw)
    assertOurs(raw)
    return raw
  } catch {
    raw?.close()
    return null
  }
}

async function keepPresent({ databasePath, now }: RestoreOptions, sound: boolean): Promise<string | null> {
  if (!existsSync(databasePath)) return null
  const folder = join(dirname(databasePath), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `hub-${now}-${process.pid}-before_restore.db`
  if (sound) await backupDatabase(databasePath, join(folder, name))
  else {
    // Damaged as it is, it may hold what a specialist can save.
    copyFileSync(databasePath, join(folder, `${name}.damaged`))
    if (existsSync(`${databasePath}-wal`))
      copyFileSync(`${databasePath}-wal`, join(folder, `${name}.damaged-wal`))
    return `${name}.damaged`
  }
  return name
}

function prepare(draft: string, present: Database.Database | null, options: RestoreOptions): void {
  const raw = openDatabaseFile(draft)
  try {
    assertOurs(raw)
    options.migrate?.(raw)
    const replaced = present ? auditHead(present) : null
    raw
      .transaction(() => {
        raw.exec('DELETE FROM session')
        if (present) carryOver(present, raw)
        appendAuditEntry(raw, {
          at: options.now,
          actor: options.actor.id,
          actorName: options.actor.name,
          address: options.actor.address,
          action: 'backup.restore',
          target: basename(options.source),
          detail: { replacedSequence: replaced?.sequence ?? null, replacedHead: replaced?.hash ?? null },
        })
      })
      .immediate()
    assertIntact(raw)
    raw.pragma('journal_mode = DELETE')
  } finally {
    raw.close()
  }
  syncPath(draft)
}

// An old backup must not turn back the clock, forget a revocation or bring back a withdrawn key.
function carryOver(present: Database.Database, raw: Database.Database): void {
  const floor = selectAll(present, 'SELECT one, floor FROM clock_floor')
  for (const row of floor) raw.prepare('REPLACE INTO clock_floor (one, floor) VALUES (@one, @floor)').run(row)
  const artifacts = selectAll(
    present,
    'SELECT kind, text, loaded_at, loaded_by FROM artifact ORDER BY position',
  )
  const known = raw.prepare('SELECT 1 FROM artifact WHERE kind = @kind AND text = @text')
  const insert = raw.prepare(
    'INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES (@kind, @text, @loaded_at, @loaded_by)',
  )
  for (const row of artifacts) if (!known.get(row)) insert.run(row)
}

function selectAll(raw: Database.Database, sql: string): Record<string, unknown>[] {
  return raw.prepare<[], Record<string, unknown>>(sql).all()
}

async function replaceContent(draft: string, databasePath: string): Promise<void> {
  const source = openDatabaseFile(draft, { readonly: true })
  try {
    await source.backup(databasePath, { progress: () => 1_000_000 })
  } finally {
    source.close()
  }
}

function exchangeFile(draft: string, databasePath: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(`${databasePath}${end}`, { force: true })
  renameSync(draft, databasePath)
  syncPath(dirname(databasePath))
}
