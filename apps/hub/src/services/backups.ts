import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backup } from '@licet/api'
import {
  assertIntact,
  assertOurs,
  backupDatabase,
  DatabaseFileError,
  HttpError,
  openDatabaseFile,
} from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'

/** A copy of the database in `backups/`. */
export type Backup = z.infer<typeof backup>

const named = /^hub-(\d{1,12})-\d{1,10}-(manual|before_migration|before_restore|scheduled)\.db$/

/** What the backup services need; in rescue mode there is no database to audit in. */
export interface BackupDeps {
  /** The database file that is in use. */
  databasePath: string
  /** Epoch seconds. */
  now: () => number
}

/** The copies that lie beside the database, newest first. */
export function listBackups({ databasePath }: Pick<BackupDeps, 'databasePath'>): Backup[] {
  const folder = backupFolder(databasePath)
  return readdirSync(folder)
    .filter(name => named.test(name))
    .map(name => describe(folder, name))
    .toSorted((a, b) => b.createdAt - a.createdAt || b.name.localeCompare(a.name))
}

/** Copies the database while it is in use; the copy holds every write that was acknowledged before. Audited. */
export async function createBackup(
  deps: BackupDeps & Pick<HubDeps, 'database'>,
  actor: Actor,
): Promise<Backup> {
  const folder = backupFolder(deps.databasePath)
  const name = newName(deps.now(), 'manual')
  await backupDatabase(deps.databasePath, join(folder, name))
  auditOrRemove(deps, actor, 'backup.create', name)
  return describe(folder, name)
}

/** Where a copy lies. @param name - As listed; anything else, a path above all, is no backup. @throws {HttpError} BACKUP_NOT_FOUND */
export function backupPath({ databasePath }: Pick<BackupDeps, 'databasePath'>, name: string): string {
  const path = join(backupFolder(databasePath), name)
  if (!named.test(name) || !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new HttpError('BACKUP_NOT_FOUND')
  return path
}

/** Where a copy lies that somebody takes away; audited. @throws {HttpError} BACKUP_NOT_FOUND */
export function openDownload(
  deps: BackupDeps & Pick<HubDeps, 'database'>,
  actor: Actor,
  name: string,
): string {
  const path = backupPath(deps, name)
  deps.database.transact(tx =>
    appendAudit(tx, { actor, action: 'backup.download', target: name }, deps.now()),
  )
  return path
}

/** Deletes a copy. @throws {HttpError} BACKUP_NOT_FOUND */
export function deleteBackup(deps: BackupDeps & Pick<HubDeps, 'database'>, actor: Actor, name: string): void {
  const path = backupPath(deps, name)
  deps.database.transact(tx => appendAudit(tx, { actor, action: 'backup.delete', target: name }, deps.now()))
  rmSync(path)
}

/** 512 MiB. */
const uploadBytesMax = 536_870_912

/** Takes in a copy that was kept elsewhere; audited. @throws {HttpError} BODY_TOO_LARGE, BACKUP_UNUSABLE */
export async function receiveBackup(
  deps: BackupDeps & Pick<HubDeps, 'database'>,
  actor: Actor,
  body: AsyncIterable<Uint8Array>,
): Promise<Backup> {
  const received = await keepUpload(deps, body)
  auditOrRemove(deps, actor, 'backup.upload', received.name)
  return received
}

/**
 * Writes an uploaded copy beside the others, once it has proven to be an intact backup. In rescue nothing can be audited.
 *
 * @param body - More than 512 MiB is refused while it arrives.
 * @throws {HttpError} BODY_TOO_LARGE, BACKUP_UNUSABLE
 */
export async function keepUpload(deps: BackupDeps, body: AsyncIterable<Uint8Array>): Promise<Backup> {
  const folder = backupFolder(deps.databasePath)
  const name = newName(deps.now(), 'manual')
  const draft = join(folder, `${name}.upload`)
  try {
    await pipeline(limited(body, uploadBytesMax), createWriteStream(draft, { mode: 0o600, flush: true }))
    assertBackup(draft)
    await backupDatabase(draft, join(folder, name))
    return describe(folder, name)
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
}

// A copy that nobody can account for does not stay.
function auditOrRemove(
  deps: BackupDeps & Pick<HubDeps, 'database'>,
  actor: Actor,
  action: string,
  name: string,
): void {
  try {
    deps.database.transact(tx => appendAudit(tx, { actor, action, target: name }, deps.now()))
  } catch (error) {
    rmSync(join(backupFolder(deps.databasePath), name), { force: true })
    throw error
  }
}

async function* limited(body: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > bytesMax) throw new HttpError('BODY_TOO_LARGE')
    yield chunk
  }
}

/** Asserts that a file is an intact database of a Hub. @throws {HttpError} BACKUP_UNUSABLE */
export function assertBackup(path: string): void {
  try {
    const raw = openDatabaseFile(path, { readonly: true })
    try {
      assertIntact(raw)
      assertOurs(raw, 'hub')
    } finally {
      raw.close()
    }
  } catch (cause) {
    if (cause instanceof DatabaseFileError) throw new HttpError('BACKUP_UNUSABLE', { cause })
    throw cause
  }
}

function describe(folder: string, name: string): Backup {
  const [, at = '0', reason = 'manual'] = named.exec(name) ?? []
  return {
    name: basename(name),
    bytes: statSync(join(folder, name)).size,
    createdAt: Number(at),
    reason: backup.shape.reason.parse(reason),
  }
}

function backupFolder(databasePath: string): string {
  const folder = join(dirname(databasePath), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

let made = 0
function newName(now: number, reason: Backup['reason']): string {
  made = (made + 1) % 1000
  return `hub-${now}-${process.pid}${String(made).padStart(3, '0')}-${reason}.db`
}
