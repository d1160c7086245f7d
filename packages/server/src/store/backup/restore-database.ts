import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { HttpError } from '../../http-error.ts'
import type { RestoreChanges, RestorePreview } from '../carry-over/restore-changes.ts'
import { DatabaseFileError, openDatabaseFile, type Product } from '../open-file.ts'
import { copyDatabase, syncPath } from './backup-database.ts'
import { newBackupName } from './backup-name.ts'
import { copyContent } from './copy-content.ts'
import { forgetSessions } from './forget-sessions.ts'
import { importBackup } from './import-backup.ts'
import { prepareRestore } from './prepare-restore.ts'
import { openPresent, type PresentDatabase } from './present-database.ts'
import { withPrivateFolder } from './private-folder.ts'
import { countSeats, type SeatCount } from './seat-count.ts'

/** For so long a restore begins again where others write meanwhile. */
const attemptMilliseconds = 20_000

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
  /** Ids of accounts, service keys and API tokens that were ended since the backup and are given back. */
  revive?: readonly string[]
}

/** What a restore did. */
export interface Restored {
  /** Name of the copy that was made of what was there before; null when there was nothing. */
  previous: string | null
  /** Whether servers that run on the database see the new content. */
  inPlace: boolean
  /** Accounts that take a seat, and the seats of the license that the backup holds. Null for a control plane. */
  seats: SeatCount | null
  /** Why nothing could be carried over from what was there before: its schema is not ours, or it is damaged; null otherwise. */
  notCarriedOver: string | null
  /** What was left as it was, because it was ended or replaced since the backup, and what was lost. */
  changes: RestoreChanges
}

/**
 * Puts a backup in the place of the database: a Hub's while servers run on it or not, a control plane's while it is stopped.
 *
 * A backup is only a source of rows, see {@link importBackup}. Order: its rows are taken into a database that our migrations made; in it
 * every session ends, what must not go back is carried over, and the restore is audited, see {@link prepareRestore}; the present database
 * is copied to `backups/`; then the prepared one replaces the present content in one transaction, which every process sees like any other. Only a present
 * file that is itself damaged is exchanged as a file. Where something is written meanwhile it all begins again, so that no ending is lost.
 *
 * @throws {DatabaseFileError} when the backup is not intact or not ours, or the control plane runs; nothing was changed.
 * @throws {HttpError} DATABASE_BUSY where others wrote all the while; nothing was changed.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<Restored> {
  const until = performance.now() + attemptMilliseconds
  for (;;) {
    try {
      return await attemptRestore(options)
    } catch (error) {
      const isBusy = error instanceof HttpError && error.code === 'DATABASE_BUSY'
      if (!isBusy || performance.now() >= until) throw error
    }
  }
}

function attemptRestore(options: RestoreOptions): Promise<Restored> {
  const { databasePath, product = 'hub' } = options
  return withPrivateFolder(dirname(databasePath), async folder => {
    const { path: draft } = await importBackup({ ...options, product, folder })
    if (product === 'control') assertUnused(databasePath)
    const present = await openPresent({ databasePath, product, folder, now: options.now })
    try {
      const prepared = prepareRestore(draft, present, { ...options, product, revive: options.revive ?? [] })
      const previous = await keepPresent(options, present, folder)
      const seats = seatsOf(draft, options)
      if (present.readable) await replaceContent(draft, databasePath, present, previous)
      else exchangeFile(draft, databasePath)
      return { previous, inPlace: present.readable, seats, ...prepared }
    } finally {
      present.close()
    }
  })
}

/**
 * Says what a restore would leave as it is, because it was ended or replaced since the backup, and what would be lost. Nothing changes.
 *
 * @throws {DatabaseFileError} when a restore would refuse the backup.
 */
export function previewRestore(options: Omit<RestoreOptions, 'actor'>): Promise<RestorePreview> {
  const { databasePath, product = 'hub', now, revive = [] } = options
  return withPrivateFolder(dirname(databasePath), async folder => {
    const { path: draft } = await importBackup({ ...options, product, folder })
    const present = await openPresent({ databasePath, product, folder, now })
    try {
      const actor = { id: '', name: '', address: '' }
      const { changes } = prepareRestore(draft, present, { ...options, product, actor, revive })
      return { ...changes, seats: seatsOf(draft, options) }
    } finally {
      present.close()
    }
  })
}

/**
 * Checks a backup as a restore would, without putting it anywhere.
 *
 * @param options.folder - Where a private copy of it may lie meanwhile.
 * @returns how many entries its audit log has.
 * @throws {DatabaseFileError} when a restore would refuse it.
 */
export function checkBackup(options: {
  source: string
  product: Product
  folder: string
  now: number
}): Promise<number> {
  return withPrivateFolder(options.folder, async folder => {
    const { entries } = await importBackup({ ...options, folder })
    return entries
  })
}

/** Leaving the write-ahead log takes a lock that nobody gets while a server holds the database open. */
function assertUnused(path: string): void {
  if (!existsSync(path)) return
  let raw: Database.Database | undefined
  try {
    raw = new Database(path, { fileMustExist: true, timeout: 500 })
    raw.pragma('trusted_schema = OFF')
    raw.pragma('journal_mode = DELETE')
  } catch (cause) {
    if (cause instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(cause.code))
      throw new DatabaseFileError(`A server runs on ${path}; stop it first.`, { cause })
    // Whatever else is wrong with it is what a backup is put in its place for.
  } finally {
    raw?.close()
  }
}

/** Copies what is there as it is, whatever it is, under a name that nothing has. */
async function keepPresent(
  { databasePath, now, product = 'hub' }: RestoreOptions,
  present: PresentDatabase,
  workFolder: string,
): Promise<string | null> {
  if (!existsSync(databasePath)) return null
  const folder = join(dirname(databasePath), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Damaged or altered as it is, it may hold what a specialist can save; it is not listed as a backup.
  const name = `${newBackupName(product, now, 'before_restore')}${present.fault === null ? '' : '.damaged'}`
  const copy = join(workFolder, 'present-copy.db')
  if (present.readable) await copyDatabase(databasePath, copy)
  else copyFileSync(databasePath, copy, constants.COPYFILE_EXCL)
  if (present.fault === null) forgetSessions(copy)
  renameSync(copy, join(folder, name))
  const log = `${databasePath}-wal`
  if (!present.readable && existsSync(log)) {
    copyFileSync(log, `${copy}-wal`, constants.COPYFILE_EXCL)
    renameSync(`${copy}-wal`, join(folder, `${name}-wal`))
  }
  return name
}

/** Replaces the content, unless something was written since it was read: an ending might be lost with it. */
async function replaceContent(
  draft: string,
  databasePath: string,
  present: PresentDatabase,
  previous: string | null,
): Promise<void> {
  const source = openDatabaseFile(draft, { readonly: true })
  try {
    await copyContent(source, databasePath, () => {
      if (present.isOvertaken()) throw new HttpError('DATABASE_BUSY', { retryAfterSeconds: 2 })
    })
  } catch (error) {
    // Nothing was replaced, so what was there before is still there.
    if (previous !== null) rmSync(join(dirname(databasePath), 'backups', previous), { force: true })
    throw error
  } finally {
    source.close()
  }
}

function exchangeFile(draft: string, databasePath: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(`${databasePath}${end}`, { force: true })
  renameSync(draft, databasePath)
  syncPath(dirname(databasePath))
}

function seatsOf(
  draft: string,
  { product = 'hub', now }: Pick<RestoreOptions, 'product' | 'now'>,
): SeatCount | null {
  if (product === 'control') return null
  const raw = openDatabaseFile(draft, { readonly: true })
  try {
    return countSeats(raw, now)
  } finally {
    raw.close()
  }
}
