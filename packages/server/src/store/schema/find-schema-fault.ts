import type { FileFault } from '@licet/api'
import type Database from 'better-sqlite3'
import { DatabaseFileError, type Product } from '../open-file.ts'
import { inspectSchema } from './assert-schema.ts'
import {
  describeFinding,
  findingFault,
  isHarmful,
  readSchemaObjects,
  schemaDigest,
} from './schema-objects.ts'

/** How the schema of a database in use parts from ours. */
export interface SchemaFault {
  /** A sentence that names the object. */
  message: string
  /** Whether it can change what our own statements do: then nothing may run on it. */
  harmful: boolean
  /** The same for a page that speaks another language. */
  fault: FileFault | null
}

/**
 * Compares the schema of a database in use with what our migrations make; null where they are the same.
 *
 * @param built - The digest of today's schema where the build has worked it out: spares a start from running the migrations to know.
 */
export async function findSchemaFault(
  raw: Database.Database,
  product: Product,
  built: string | null = null,
): Promise<SchemaFault | null> {
  try {
    if (built !== null && schemaDigest(readSchemaObjects(raw)) === built) return null
    const { findings } = await inspectSchema(raw, product, 'The database')
    const [worst] = findings
    if (worst === undefined) return null
    const message = describeFinding(worst, 'The database')
    return { message, harmful: isHarmful(worst), fault: findingFault(worst) }
  } catch (error) {
    if (error instanceof DatabaseFileError)
      return { message: error.message, harmful: true, fault: error.fault }
    throw error
  }
}

/** Asserts that nothing in a database changes what our own statements do. @throws {DatabaseFileError} naming what does. */
export async function assertHarmless(raw: Database.Database, product: Product): Promise<void> {
  const fault = await findSchemaFault(raw, product)
  if (fault?.harmful) throw new DatabaseFileError(fault.message)
}
