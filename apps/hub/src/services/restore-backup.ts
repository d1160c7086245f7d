import type { restored } from '@licet/api'
import { restoreDatabase } from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { countSeats } from '../store/users.ts'
import { type BackupDeps, backupPath, usable } from './backups.ts'

/** What a restore in a Hub that runs brought about. */
type Outcome = Omit<z.infer<typeof restored>, 'restarting'>

/** The same as {@link restoreBackup}, and how the accounts of the restored database fit its license. */
export async function restoreRunning(
  deps: BackupDeps & Pick<HubDeps, 'database' | 'licensing'>,
  actor: Actor,
  name: string,
): Promise<Outcome> {
  const outcome = await restoreBackup(deps, actor, name)
  const { database, licensing } = deps
  const limit = licensing.limitOf(await licensing.state())
  return { ...outcome, seats: { limit, used: countSeats(database) } }
}

/**
 * Puts a backup in the place of the database; works in rescue mode, without a usable database, too.
 *
 * Before, the present state is copied to `backups/`. Every session ends, the clock's floor and what was revoked stay, and
 * the restore stands in the audit log of the restored database. Other processes on the same file see it like any commit.
 *
 * @returns the copy that was made before, null when there was nothing to copy; and why nothing of what was there could be kept, null
 *   when it could.
 * @throws {HttpError} BACKUP_NOT_FOUND, BACKUP_UNUSABLE; nothing was changed.
 */
export async function restoreBackup(
  deps: BackupDeps,
  actor: Actor,
  name: string,
): Promise<{ previous: string | null; notCarriedOver: string | null }> {
  const source = backupPath(deps, name)
  const { previous, notCarriedOver } = await usable(() =>
    restoreDatabase({
      source,
      databasePath: deps.databasePath,
      now: deps.now(),
      actor: { id: actor.id, name: actor.name, address: actor.address },
    }),
  )
  return { previous, notCarriedOver }
}
