import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backup, type backupMade } from '@licet/api'
import {
  type BackupMade,
  backupDatabase,
  DatabaseFileError,
  databaseError,
  HttpError,
  newBackupName,
  takeInBackup,
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

/**
 * Copies the database while it is in use; the copy holds every write that was acknowledged before. Audited.
 *
 * @throws {HttpError} DATABASE_ALTERED: no restore would take the copy.
 */
export async function createBackup(
  deps: BackupDeps & Pick<HubDeps, 'database'>,
  actor: Actor,
): Promise<z.infer<typeof backupMade>> {
  const folder = backupFolder(deps.databasePath)
  const name = newBackupName('hub', deps.now(), 'manual')
  const { warning } = await backupOwn(deps.databasePath, join(folder, name))
  auditOrRemove(deps, actor, 'backup.create', name)
  return { ...describe(folder, name), warning }
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
 * Keeps the rows of an uploaded copy beside the others, once it has proven to be an intact backup. In rescue nothing can be audited.
 *
 * @param body - More than 512 MiB is refused while it arrives.
 * @throws {HttpError} BODY_TOO_LARGE, BACKUP_UNUSABLE
 */
export async function keepUpload(deps: BackupDeps, body: AsyncIterable<Uint8Array>): Promise<Backup> {
  const folder = backupFolder(deps.databasePath)
  const name = newBackupName('hub', deps.now(), 'manual')
  await usable(() =>
    takeInBackup({
      targetPath: join(folder, name),
      product: 'hub',
      now: deps.now(),
      write: path =>
        pipeline(
          limited(body, uploadBytesMax),
          createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
        ),
    }),
  )
  return describe(folder, name)
}

async function backupOwn(databasePath: string, targetPath: string): Promise<BackupMade> {
  try {
    return await backupDatabase(databasePath, targetPath)
  } catch (cause) {
    // What the machine cannot do is no change of the database.
    const fault = databaseError(cause)
    if (fault !== undefined) throw fault
    if (!(cause instanceof DatabaseFileError)) throw cause
    throw new HttpError('DATABASE_ALTERED', {
      fields: { database: cause.message },
      body: { fault: cause.fault },
      cause,
    })
  }
}

/** Runs something on a file; what is wrong with the file becomes the answer. @throws {HttpError} BACKUP_UNUSABLE, with the reason */
export async function usable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof DatabaseFileError)) throw cause
    throw new HttpError('BACKUP_UNUSABLE', {
      fields: { file: cause.message },
      body: { fault: cause.fault },
      cause,
    })
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
