import { DatabaseFileError, HttpError, restoreDatabase } from '@licet/server'
import { migrate } from '@licet/server/schema/hub'
import type { Actor } from '../deps.ts'
import { assertBackup, type BackupDeps, backupPath } from './backups.ts'

/**
 * Puts a backup in the place of the database; works in rescue mode, without a usable database, too.
 *
 * Before, the present state is copied to `backups/`. Every session ends, the clock's floor and what was revoked stay, and
 * the restore stands in the audit log of the restored database. Other processes on the same file see it like any commit.
 *
 * @returns the copy that was made before; null when there was nothing to copy.
 * @throws {HttpError} BACKUP_NOT_FOUND, BACKUP_UNUSABLE; nothing was changed.
 */
export async function restoreBackup(
  deps: BackupDeps,
  actor: Actor,
  name: string,
): Promise<{ previous: string | null }> {
  const source = backupPath(deps, name)
  assertBackup(source)
  const now = deps.now()
  try {
    const { previous } = await restoreDatabase({
      source,
      databasePath: deps.databasePath,
      now,
      actor: { id: actor.id, name: actor.name, address: actor.address },
      migrate: raw => migrate(raw, deps.databasePath, now),
    })
    return { previous }
  } catch (cause) {
    if (cause instanceof DatabaseFileError) throw new HttpError('BACKUP_UNUSABLE', { cause })
    throw cause
  }
}
