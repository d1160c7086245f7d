import { restoreDatabase } from '@licet/server'
import type { Actor } from '../deps.ts'
import { type BackupDeps, backupPath, usable } from './backups.ts'

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
