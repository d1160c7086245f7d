import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { verifyLongChain } from '../../audit-chain.ts'
import { readAuditChain } from '../audit-log.ts'
import { assertIntact, DatabaseFileError, type Product } from '../open-file.ts'
import { inspectSchema, NewerVersionError } from '../schema/assert-schema.ts'
import { describeFinding } from '../schema/schema-objects.ts'
import { loadSchemaSteps } from '../schema/schema-steps.ts'
import { copyContent } from './copy-content.ts'
import { openReadOnly } from './foreign-file.ts'

/** The database that a backup takes the place of, as far as it can be believed. */
export interface PresentDatabase {
  /** For reading what is carried over, its tables those of today's version or of a newer one; null where they are not ours. */
  raw: Database.Database | null
  /** Whether SQLite can work with the file at all: then its content is replaced, else the file. */
  readable: boolean
  /** What is wrong with it, in a sentence; null where nothing is, or nothing is there. */
  fault: string | null
  /** Whether its audit chain holds. */
  logHolds: boolean
  /** Whether anything was written to it since it was opened here. Of one that no server runs on it is not asked. */
  isOvertaken(): boolean
  close(): void
}

/**
 * Opens the database that is there for reading, in a way in which nothing of its schema runs.
 *
 * Objects beside ours do not keep its rows from being read; with an altered or missing table of ours it is not believed. One of an older
 * version is brought up to date in a private copy.
 */
export async function openPresent(options: {
  databasePath: string
  product: Product
  folder: string
  now: number
}): Promise<PresentDatabase> {
  const { databasePath, product, folder, now } = options
  if (!existsSync(databasePath)) return absent(false, null)
  let raw: Database.Database | undefined
  let isOvertaken: PresentDatabase['isOvertaken']
  try {
    raw = openReadOnly(databasePath)
    isOvertaken = watchWrites(raw)
    assertIntact(raw)
  } catch {
    raw?.close()
    return absent(false, 'The database is damaged.')
  }
  const file = raw
  const present = { readable: true, isOvertaken, logHolds: false, close: () => void file.close() }
  try {
    const { steps, findings } = await inspectSchema(raw, product, 'The database')
    const fault = findings[0] ? describeFinding(findings[0], 'The database') : null
    if (findings.some(({ kind }) => kind !== 'extra')) throw new DatabaseFileError(fault ?? '')
    const { names, apply } = await loadSchemaSteps(product)
    if (steps === names.length || fault !== null)
      return { ...present, raw, fault, logHolds: await holds(raw) }
    const copy = await copyForUpgrade(raw, join(folder, 'present.db'))
    const close = () => void [copy, file].map(one => one.close())
    await apply(copy, names.length, now)
    return { ...present, raw: copy, fault, close, logHolds: await holds(copy) }
  } catch (error) {
    // What a newer version added does not keep the rest from being read.
    if (error instanceof NewerVersionError)
      return { ...present, raw, fault: error.message, logHolds: await holds(raw) }
    if (error instanceof DatabaseFileError) return { ...present, raw: null, fault: error.message }
    raw.close()
    throw error
  }
}

function absent(readable: boolean, fault: string | null): PresentDatabase {
  return { raw: null, readable, fault, logHolds: false, isOvertaken: () => false, close: () => undefined }
}

async function holds(raw: Database.Database): Promise<boolean> {
  return (await verifyLongChain(readAuditChain(raw))).ok
}

// A server keeps a write-ahead log; without one a look at the file would wait for whoever writes to it.
function watchWrites(raw: Database.Database): () => boolean {
  if (raw.pragma('journal_mode', { simple: true }) !== 'wal') return () => false
  const version = (): unknown => raw.pragma('data_version', { simple: true })
  const first = version()
  return () => version() !== first
}

async function copyForUpgrade(raw: Database.Database, path: string): Promise<Database.Database> {
  closeSync(openSync(path, 'wx', 0o600))
  await copyContent(raw, path)
  return new Database(path)
}
