import type Database from 'better-sqlite3'
import type { Product } from '../open-file.ts'

/** The steps by which the schema of a product came to be. */
export interface SchemaSteps {
  /** Oldest first. */
  names: readonly string[]
  /** Applies those of the first `count` steps that a SQLite database has not seen. @param now - Epoch seconds. */
  apply: (raw: Database.Database, count: number, now: number) => Promise<void>
}

/** Loads the steps of one product; the query builder of the other is not loaded with them. */
export async function loadSchemaSteps(product: Product): Promise<SchemaSteps> {
  if (product === 'hub') return (await import('../hub/migrations.ts')).hubSteps
  return (await import('../control/migrations.ts')).controlSteps
}
