import { closeSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assertIntact, openDatabaseFile, type Product } from '../open-file.ts'
import { assertSchema } from '../schema/assert-schema.ts'
import { copyContent } from './copy-content.ts'
import { forgetSessions } from './forget-sessions.ts'
import { withPrivateFolder } from './private-folder.ts'

/**
 * Copies a database while servers run on it, checks the copy and only then gives it its name.
 *
 * The copy holds every write that was committed before the call but no session, is one file of its own (no WAL beside it), readable by its
 * owner only, and on the disk when this returns.
 *
 * @param databasePath - The database that is in use.
 * @param targetPath - Where the copy goes; its folder exists. A file already there is replaced.
 * @returns the size in bytes.
 * @throws {DatabaseFileError} when the source cannot be read, or the copy is not intact or its schema not ours, so that no restore
 *   would take it; no file is left behind.
 */
export function backupDatabase(
  databasePath: string,
  targetPath: string,
  product: Product = 'hub',
): Promise<{ bytes: number }> {
  return withPrivateFolder(dirname(targetPath), async folder => {
    const draft = join(folder, 'copy.db')
    await copyDatabase(databasePath, draft)
    await assertOwn(draft, product)
    forgetSessions(draft)
    renameSync(draft, targetPath)
    syncPath(dirname(targetPath))
    return { bytes: statSync(targetPath).size }
  })
}

/** Copies an intact database as it is, into a file that must not exist yet. @throws {DatabaseFileError} */
export async function copyDatabase(databasePath: string, targetPath: string): Promise<void> {
  const source = openDatabaseFile(databasePath, { readonly: true })
  try {
    closeSync(openSync(targetPath, 'wx', 0o600))
    await copyContent(source, targetPath)
  } finally {
    source.close()
  }
  const copy = openDatabaseFile(targetPath)
  try {
    copy.pragma('journal_mode = DELETE')
    assertIntact(copy)
  } finally {
    copy.close()
  }
  syncPath(targetPath)
}

async function assertOwn(path: string, product: Product): Promise<void> {
  const raw = openDatabaseFile(path, { readonly: true })
  try {
    await assertSchema(raw, product, 'The database')
  } finally {
    raw.close()
  }
}

/** Waits until a file or folder is on the disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
