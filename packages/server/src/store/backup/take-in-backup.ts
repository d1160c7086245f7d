import { renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Product } from '../open-file.ts'
import { syncPath } from './backup-database.ts'
import { importBackup } from './import-backup.ts'
import { withPrivateFolder } from './private-folder.ts'

/**
 * Makes a backup of our own out of the rows of a file that comes from elsewhere.
 *
 * @param options.write - Writes that file to the path it is handed, which must not exist yet.
 * @param options.targetPath - Where the backup goes; its folder exists. Nothing appears there unless the file proves to be one.
 * @throws {DatabaseFileError} when a restore would refuse it.
 */
export function takeInBackup(options: {
  write: (path: string) => Promise<void>
  targetPath: string
  product: Product
  now: number
}): Promise<void> {
  const { write, targetPath, product, now } = options
  return withPrivateFolder(dirname(targetPath), async folder => {
    const source = join(folder, 'upload.db')
    await write(source)
    const { path } = await importBackup({ source, owned: true, product, folder, now })
    renameSync(path, targetPath)
    syncPath(dirname(targetPath))
  })
}
