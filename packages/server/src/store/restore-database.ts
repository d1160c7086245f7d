import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { appendAuditEntry, auditHead, verifyAuditLog } from './audit-log.ts'
import { backupDatabase, settle, syncPath } from './backup-database.ts'
import { carryOverControl } from './carry-over-control.ts'
import { carryOverHub } from './carry-over-hub.ts'
import { assertIntact, assertOurs, DatabaseFileError, openDatabaseFile, type Product } from './open-file.ts'

export interface RestoreOptions {
  /** Whose database it is; a Hub's where nothing is said. A control plane has to be stopped first. */
  product?: Product
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
 * Puts a backup in the place of the database: a Hub's while servers run on it or not, a control plane's while it is stopped.
 *
 * Order: the backup is copied and the copy checked, its audit chain too where it is a control plane's; the present database is copied to `backups/`; in the prepared copy every
 * session ends, what must never go back (the clock's floor, revocations, keysets) is carried over, and the restore is
 * audited; then the copy replaces the present content in one transaction, which every process sees like any other. Only a
 * present file that is itself damaged is exchanged as a file.
 *
 * @returns the name of the copy that was made of what was there before; null when there was nothing.
 * @throws {DatabaseFileError} when the backup is not intact or not ours, or the control plane runs; nothing was changed.
 */
export async function restoreDatabase(
  options: RestoreOptions,
): Promise<{ previous: string | null; inPlace: boolean }> {
  const { databasePath, product = 'hub' } = options
  const draft = `${databasePath}.${process.pid}.restore`
  let present: Database.Database | null = null
  try {
    copyChecked(options, draft)
    if (product === 'control') assertUnused(databasePath)
    present = openPresent(databasePath, product)
    const previous = await keepPresent(options, present !== null)
    prepare(draft, present, options)
    if (present) await replaceContent(draft, databasePath)
    else exchangeFile(draft, databasePath)
    return { previous, inPlace: present !== null }
  } finally {
    present?.close()
    removeDraft(draft)
  }
}

/**
 * Checks a backup without putting it anywhere: every page, every reference, whose it is, and the audit chain.
 *
 * @param options.folder - Where a copy of it may lie meanwhile.
 * @returns how many entries its audit log has.
 * @throws {DatabaseFileError} when it is not intact or not ours.
 */
export function checkBackup(options: { source: string; product: Product; folder: string }): number {
  const draft = join(options.folder, `${basename(options.source)}.${process.pid}.check`)
  try {
    copyChecked(options, draft)
    const raw = openDatabaseFile(draft)
    try {
      return assertChain(raw)
    } finally {
      raw.close()
    }
  } finally {
    removeDraft(draft)
  }
}

function copyChecked(
  { source, product = 'hub' }: Pick<RestoreOptions, 'source' | 'product'>,
  draft: string,
): void {
  copyFileSync(source, draft)
  chmodSync(draft, 0o600)
  settle(draft)
  const raw = openDatabaseFile(draft)
  try {
    assertOurs(raw, product)
    if (product === 'control') assertChain(raw)
  } finally {
    raw.close()
  }
}

function assertChain(raw: Database.Database): number {
  const { ok, entries, brokenAt } = verifyAuditLog(raw)
  if (!ok) throw new DatabaseFileError(`The audit chain of the backup is broken at entry ${brokenAt}.`)
  return entries
}

/** Leaving the write-ahead log takes a lock that nobody gets while a server holds the database open. */
function assertUnused(path: string): void {
  if (!existsSync(path)) return
  let raw: Database.Database | undefined
  try {
    raw = new Database(path, { fileMustExist: true, timeout: 500 })
    raw.pragma('journal_mode = DELETE')
  } catch (cause) {
    if (cause instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(cause.code))
      throw new DatabaseFileError(`A server runs on ${path}; stop it first.`, { cause })
    // Whatever else is wrong with it is what a backup is put in its place for.
  } finally {
    raw?.close()
  }
}

function removeDraft(draft: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true })
}

function openPresent(path: string, product: Product): Database.Database | null {
  let raw: Database.Database | undefined
  try {
    raw = openDatabaseFile(path, { readonly: true })
    assertIntact(raw)
    assertOurs(raw, product)
    return raw
  } catch {
    raw?.close()
    return null
  }
}

async function keepPresent(
  { databasePath, now, product = 'hub' }: RestoreOptions,
  sound: boolean,
): Promise<string | null> {
  if (!existsSync(databasePath)) return null
  const folder = join(dirname(databasePath), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${product}-${now}-${process.pid}-before_restore.db`
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
  const { now, product = 'hub' } = options
  const raw = openDatabaseFile(draft)
  try {
    options.migrate?.(raw)
    const replaced = present ? auditHead(present) : null
    raw
      .transaction(() => {
        raw.exec('DELETE FROM session')
        if (present && product === 'hub') carryOverHub(present, raw)
        if (present && product === 'control') carryOverControl(present, raw, now)
        appendAuditEntry(raw, {
          at: now,
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
