import { existsSync } from 'node:fs'
import type { FileFault } from '@licet/api'
import Database from 'better-sqlite3'

/** A file is not an intact database, or not one of ours; the message is for whoever runs the command. */
export class DatabaseFileError extends Error {
  override readonly name = 'DatabaseFileError'
  /** The same for a page that speaks another language; null where whoever sits at the machine is told, in English. */
  readonly fault: FileFault | null

  constructor(message: string, options: ErrorOptions & { fault?: FileFault } = {}) {
    super(message, options)
    this.fault = options.fault ?? null
  }
}

/** A fault without anything that it is about. */
export function plainFault(code: FileFault['code']): { fault: FileFault } {
  return { fault: { code, values: {} } }
}

/**
 * Opens an existing database file beside a server that may be running on it.
 *
 * @throws {DatabaseFileError} when there is no such file, or it is damaged, or it is something else.
 */
export function openDatabaseFile(path: string, options: { readonly?: boolean } = {}): Database.Database {
  if (!existsSync(path)) throw new DatabaseFileError(`There is no database at ${path}.`)
  let raw: Database.Database | undefined
  try {
    raw = new Database(path, { fileMustExist: true, readonly: options.readonly ?? false, timeout: 5000 })
    raw.pragma('trusted_schema = OFF')
    raw.pragma('cell_size_check = ON')
    if (!options.readonly) raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    raw.prepare('SELECT count(*) FROM sqlite_schema').get()
    return raw
  } catch (cause) {
    raw?.close()
    throw new DatabaseFileError(`${path} cannot be read as a database.`, {
      cause,
      ...plainFault('unreadable'),
    })
  }
}

/**
 * Asserts that every page of a database is intact and every reference holds.
 *
 * @throws {DatabaseFileError} otherwise.
 */
export function assertIntact(raw: Database.Database): void {
  let verdict: unknown
  let orphans: unknown
  try {
    verdict = raw.pragma('integrity_check(1)', { simple: true })
    orphans = raw.pragma('foreign_key_check')
  } catch (cause) {
    throw new DatabaseFileError('The database is damaged.', { cause, ...plainFault('damaged') })
  }
  if (verdict !== 'ok' || !Array.isArray(orphans) || orphans.length > 0)
    throw new DatabaseFileError('The database is damaged.', plainFault('damaged'))
}

/** Whose database a file is. */
export type Product = 'hub' | 'control'
