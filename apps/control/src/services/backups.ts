import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, type backupMade } from '@licet/api'
import { backupDatabase, DatabaseFileError, databaseError, HttpError, newBackupName } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'

/** A copy of the SQLite database in `backups/`. */
export type Backup = z.infer<typeof backup>

type Deps = Pick<ControlDeps, 'config' | 'database' | 'clock'>

const named = /^control-(\d{1,12})-\d{1,10}-(manual|before_migration|before_restore)\.db$/

/** The copies that lie beside the database, newest first. */
export function listBackups({ config }: Pick<Deps, 'config'>): Backup[] {
  const folder = backupFolder(config)
  return readdirSync(folder)
    .filter(name => named.test(name))
    .map(name => describeBackup(folder, name))
    .toSorted((a, b) => b.createdAt - a.createdAt || b.name.localeCompare(a.name))
}

/**
 * Copies the database while it is in use; the copy holds every write that was acknowledged before. Private keys are in it as
 * they are in the database: sealed. Audited.
 *
 * @throws {HttpError} BACKUP_BY_POSTGRES, DATABASE_ALTERED: no restore would take the copy
 */
export async function createBackup(
  { config, database, clock }: Deps,
  actor: Actor,
): Promise<z.infer<typeof backupMade>> {
  if (database.kind === 'postgres') throw new HttpError('BACKUP_BY_POSTGRES')
  const folder = backupFolder(config)
  const now = clock.now()
  const name = newBackupName('control', now, 'manual')
  const databasePath = join(config.dataDir, 'control.db')
  const { warning } = await backupDatabase(databasePath, join(folder, name), 'control').catch(
    (cause: unknown) => {
      // What the machine cannot do is no change of the database.
      const fault = databaseError(cause)
      if (fault !== undefined) throw fault
      if (!(cause instanceof DatabaseFileError)) throw cause
      throw new HttpError('DATABASE_ALTERED', {
        fields: { database: cause.message },
        body: { fault: cause.fault },
        cause,
      })
    },
  )
  try {
    await database.transact(tx =>
      appendAudit(tx, {
        actor,
        action: 'settings.manage',
        target: name,
        detail: { verb: 'backup' },
        at: now,
      }),
    )
  } catch (error) {
    // A copy that nobody can account for does not stay.
    rmSync(join(folder, name), { force: true })
    throw error
  }
  return { ...describeBackup(folder, name), warning }
}

/** Where a copy lies that somebody takes away; audited. @throws {HttpError} BACKUP_NOT_FOUND */
export async function openBackup(
  { config, database, clock }: Deps,
  actor: Actor,
  name: string,
): Promise<string> {
  const path = join(backupFolder(config), name)
  if (!named.test(name) || !statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new HttpError('BACKUP_NOT_FOUND')
  await database.transact(tx =>
    appendAudit(tx, {
      actor,
      action: 'settings.manage',
      target: name,
      detail: { verb: 'download' },
      at: clock.now(),
    }),
  )
  return path
}

function describeBackup(folder: string, name: string): Backup {
  const [, at = '0', reason = 'manual'] = named.exec(name) ?? []
  return {
    name,
    bytes: statSync(join(folder, name)).size,
    createdAt: Number(at),
    reason: backup.shape.reason.parse(reason),
  }
}

function backupFolder({ dataDir }: Pick<ControlDeps['config'], 'dataDir'>): string {
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
