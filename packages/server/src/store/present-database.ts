import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { inspectSchema, NewerVersionError } from './assert-schema.ts'
import { openReadOnly } from './foreign-file.ts'
import { assertIntact, DatabaseFileError, type Product } from './open-file.ts'
import { describeFinding } from './schema-objects.ts'
import { loadSchemaSteps } from './schema-steps.ts'

/** The database that a backup takes the place of, as far as it can be believed. */
export interface PresentDatabase {
  /** For reading what is carried over, its tables those of today's version or of a newer one; null where they are not ours. */
  raw: Database.Database | null
  /** Whether SQLite can work with the file at all: then its content is replaced, else the file. */
  readable: boolean
  /** What is wrong with it, in a sentence; null where nothing is, or nothing is there. */
  fault: string | null
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
  if (!existsSync(databasePath)) return { raw: null, readable: false, fault: null }
  let raw: Database.Database | undefined
  try {
    raw = openReadOnly(databasePath)
    assertIntact(raw)
  } catch {
    raw?.close()
    return { raw: null, readable: false, fault: 'The database is damaged.' }
  }
  try {
    const { steps, findings } = await inspectSchema(raw, product, 'The database')
    const fault = findings[0] ? describeFinding(findings[0], 'The database') : null
    if (findings.some(({ kind }) => kind !== 'extra')) throw new DatabaseFileError(fault ?? '')
    const { names, apply } = await loadSchemaSteps(product)
    if (steps === names.length || fault !== null) return { raw, readable: true, fault }
    const copy = await copyForUpgrade(raw, join(folder, 'present.db'))
    raw.close()
    await apply(copy, names.length, now)
    return { raw: copy, readable: true, fault }
  } catch (error) {
    // What a newer version added does not keep the rest from being read.
    if (error instanceof NewerVersionError) return { raw, readable: true, fault: error.message }
    raw.close()
    if (!(error instanceof DatabaseFileError)) throw error
    return { raw: null, readable: true, fault: error.message }
  }
}

async function copyForUpgrade(raw: Database.Database, path: string): Promise<Database.Database> {
  closeSync(openSync(path, 'wx', 0o600))
  await raw.backup(path, { progress: () => 1_000_000 })
  return new Database(path)
}
