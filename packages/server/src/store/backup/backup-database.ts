import { closeSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { backupWarning } from '@licet/api'
import type { z } from 'zod'
import { verifyLongChain } from '../../audit-chain.ts'
import { readAuditChain } from '../audit-log.ts'
import { assertIntact, openDatabaseFile, type Product } from '../open-file.ts'
import { assertSchema } from '../schema/assert-schema.ts'
import { copyContent } from './copy-content.ts'
import { forgetSessions } from './forget-sessions.ts'
import { withPrivateFolder } from './private-folder.ts'

/** What has to be known of a backup that was made all the same. */
export type BackupWarning = z.infer<typeof backupWarning>

/** A backup that was made. */
export interface BackupMade {
  bytes: number
  /** Null: a restore would take it. */
  warning: BackupWarning | null
}

/**
 * Copies a database while servers run on it, checks the copy and only then gives it its name.
 *
 * The copy holds every write that was committed before the call but no session, is one file of its own (no WAL beside it), readable by its
 * owner only, and on the disk when this returns.
 *
 * @param databasePath - The database that is in use.
 * @param targetPath - Where the copy goes; its folder exists. A file already there is replaced.
 * @returns the size in bytes, and a warning where no restore would take the copy: its audit chain is broken, as that of the database is.
 * @throws {DatabaseFileError} when the source cannot be read, or the copy is not intact or its schema not ours, so that no restore
 *   would take it; no file is left behind.
 */
export function backupDatabase(
  databasePath: string,
  targetPath: string,
  product: Product = 'hub',
): Promise<BackupMade> {
  return withPrivateFolder(dirname(targetPath), async folder => {
    const draft = join(folder, 'copy.db')
    await copyDatabase(databasePath, draft)
    const warning = await inspectOwn(draft, product)
    forgetSessions(draft)
    renameSync(draft, targetPath)
    syncPath(dirname(targetPath))
    return { bytes: statSync(targetPath).size, warning }
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

async function inspectOwn(path: string, product: Product): Promise<BackupWarning | null> {
  const raw = openDatabaseFile(path, { readonly: true })
  try {
    await assertSchema(raw, product, 'The database')
    const { brokenAt } = await verifyLongChain(readAuditChain(raw))
    if (brokenAt === null) return null
    const message = `The audit chain is broken at entry ${brokenAt}: somebody edited the log there. The backup was made, but no restore takes it; keep an older one whose chain holds.`
    return { code: 'AUDIT_CHAIN_BROKEN', message, entry: brokenAt }
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
