import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { assertIntact, openDatabaseFile } from './open-file.ts'

// As many pages as any database here has: the copy is one step, and a busy writer cannot make it start over for ever.
const pagesPerStep = 1_000_000

/**
 * Copies a database while servers run on it, checks the copy and only then gives it its name.
 *
 * The copy holds every write that was committed before the call, is one file of its own (no WAL beside it), readable by its
 * owner only, and on the disk when this returns.
 *
 * @param databasePath - The database that is in use.
 * @param targetPath - Where the copy goes; its folder exists. A file already there is replaced.
 * @returns the size in bytes.
 * @throws {DatabaseFileError} when the source cannot be read or the copy is not intact; no file is left behind.
 */
export async function backupDatabase(databasePath: string, targetPath: string): Promise<{ bytes: number }> {
  const draft = `${targetPath}.${process.pid}.partial`
  const source = openDatabaseFile(databasePath, { readonly: true })
  try {
    await source.backup(draft, { progress: () => pagesPerStep })
    chmodSync(draft, 0o600)
    settle(draft)
    syncPath(draft)
    renameSync(draft, targetPath)
    syncPath(dirname(targetPath))
    return { bytes: statSync(targetPath).size }
  } finally {
    source.close()
    for (const leftover of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`])
      rmSync(leftover, { force: true })
  }
}

/** Makes a copied database one plain file and checks it. */
export function settle(path: string): void {
  const copy = openDatabaseFile(path)
  try {
    copy.pragma('journal_mode = DELETE')
    assertIntact(copy)
  } finally {
    copy.close()
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
