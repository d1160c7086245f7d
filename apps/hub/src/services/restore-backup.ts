import type { restored } from '@licet/api'
import {
  HttpError,
  previewRestore,
  type RestoreChanges,
  type RestorePreview,
  ReviveRefused,
  restoreDatabase,
} from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { countSeats } from '../store/users.ts'
import { type BackupDeps, backupPath, usable } from './backups.ts'

/** What a restore in a Hub that runs brought about. */
type Outcome = Omit<z.infer<typeof restored>, 'restarting'>

/** What a restore is asked for. */
export interface RestoreOrder {
  /** A backup, as listed. */
  name: string
  /** Ids of accounts and service keys that were ended since the backup and are given back. */
  revive?: readonly string[] | undefined
}

/** The same as {@link restoreBackup}, and how the accounts of the restored database fit its license. */
export async function restoreRunning(
  deps: BackupDeps & Pick<HubDeps, 'database' | 'licensing'>,
  actor: Actor,
  order: RestoreOrder,
): Promise<Outcome> {
  const outcome = await restoreBackup(deps, actor, order)
  const { database, licensing } = deps
  const limit = licensing.limitOf(await licensing.state())
  return { ...outcome, seats: { limit, used: countSeats(database) } }
}

/**
 * Says what a restore of a backup would leave as it is now, and what would be lost. Nothing is changed.
 *
 * @throws {HttpError} BACKUP_NOT_FOUND, BACKUP_UNUSABLE
 */
export async function previewBackup(deps: BackupDeps, name: string): Promise<RestorePreview> {
  const source = backupPath(deps, name)
  return usable(() => previewRestore({ source, databasePath: deps.databasePath, now: deps.now() }))
}

/**
 * Puts a backup in the place of the database; works in rescue mode, without a usable database, too.
 *
 * Before, the present state is copied to `backups/`. Every session ends, what was ended since the backup stays ended, and
 * the restore stands in the audit log. Other processes on the same file see it like any commit.
 *
 * @returns the copy that was made before, null when there was nothing to copy; why nothing of what was there could be kept, null
 *   when it could; what was left as it was and what was lost.
 * @throws {HttpError} BACKUP_NOT_FOUND, BACKUP_UNUSABLE, REQUEST_INVALID: `revive` names what cannot be given back, DATABASE_BUSY:
 *   others write all the time; nothing was changed.
 */
export async function restoreBackup(
  deps: BackupDeps,
  actor: Actor,
  { name, revive = [] }: RestoreOrder,
): Promise<{ previous: string | null; notCarriedOver: string | null; changes: RestoreChanges }> {
  const source = backupPath(deps, name)
  const restore = async () => {
    try {
      return await restoreDatabase({
        source,
        databasePath: deps.databasePath,
        now: deps.now(),
        actor: { id: actor.id, name: actor.name, address: actor.address },
        revive,
      })
    } catch (cause) {
      if (!(cause instanceof ReviveRefused)) throw cause
      throw new HttpError('REQUEST_INVALID', { fields: { revive: cause.message }, cause })
    }
  }
  const { previous, notCarriedOver, changes } = await usable(restore)
  return { previous, notCarriedOver, changes }
}
