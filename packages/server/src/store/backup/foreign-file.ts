import { constants, createWriteStream, existsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { DatabaseFileError, plainFault } from '../open-file.ts'
import { assertBoundedSchema } from '../schema/schema-pages.ts'

/**
 * Copies a file of unknown origin into a private folder, and with it what lies beside it as its write-ahead log.
 *
 * A rollback journal is refused: it can name further files, which SQLite would remove.
 *
 * @throws {DatabaseFileError} no plain file, or one that was copied while it was in use.
 */
export async function copyForeignFile(source: string, folder: string): Promise<string> {
  const path = join(folder, 'foreign.db')
  if (sizeOf(`${source}-journal`) > 0)
    throw new DatabaseFileError(
      `A journal lies beside the backup (${source}-journal): it was copied in use.`,
      plainFault('journal_beside'),
    )
  await copyExclusively(source, path)
  if (sizeOf(`${source}-wal`) > 0) await copyExclusively(`${source}-wal`, `${path}-wal`)
  return path
}

/**
 * Opens such a copy for reading, in a way in which nothing of its schema runs; its write-ahead log is settled first.
 *
 * @param path - A file in a private folder.
 * @throws {DatabaseFileError} no database.
 */
export async function openForeignFile(path: string): Promise<Database.Database> {
  await settleForeign(path)
  assertBoundedSchema(path)
  return openReadOnly(path)
}

/** Opens a database only to read rows of it, in a way in which nothing of its schema runs. */
export function openReadOnly(path: string): Database.Database {
  const raw = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    raw.pragma('trusted_schema = OFF')
    raw.pragma('cell_size_check = ON')
    raw.pragma('query_only = ON')
    return raw
  } catch (cause) {
    raw.close()
    throw new DatabaseFileError('The backup cannot be read as a database.', {
      cause,
      ...plainFault('unreadable'),
    })
  }
}

/** Waits for no pipe and follows no link at the target; the copy belongs to its owner alone from its first byte. */
async function copyExclusively(source: string, target: string): Promise<void> {
  const file = await open(source, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = await file.stat()
    if (!stat.isFile() || stat.size === 0)
      throw new DatabaseFileError(`${source} cannot be read as a database.`, plainFault('unreadable'))
    const read = file.createReadStream({ autoClose: false, start: 0, end: stat.size - 1 })
    await pipeline(read, createWriteStream(target, { flags: 'wx', mode: 0o600 }))
  } finally {
    await file.close()
  }
}

/** Brings a write-ahead log into the file, without reading any table, and marks the file as one that has none. */
async function settleForeign(path: string): Promise<void> {
  if (existsSync(`${path}-wal`)) {
    const raw = new Database(path, { fileMustExist: true })
    try {
      // The last connection that closes moves the log into the file; it has to have taken part for that.
      raw.exec('BEGIN IMMEDIATE; COMMIT')
    } catch (cause) {
      throw new DatabaseFileError('The backup cannot be read as a database.', {
        cause,
        ...plainFault('unreadable'),
      })
    } finally {
      raw.close()
    }
  }
  const file = await open(path, 'r+')
  try {
    // Bytes 18 and 19: 1 without, 2 with a write-ahead log.
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 18)
    if (buffer.every(byte => byte === 2)) await file.write(Buffer.from([1, 1]), 0, 2, 18)
  } finally {
    await file.close()
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
