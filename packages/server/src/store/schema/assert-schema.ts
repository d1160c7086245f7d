import type Database from 'better-sqlite3'
import { DatabaseFileError, type Product, plainFault } from '../open-file.ts'
import { referenceSchema } from './reference-schema.ts'
import {
  compareSchemas,
  describeFinding,
  findingFault,
  printableName,
  readSchemaObjects,
  type SchemaFinding,
  type SchemaObject,
} from './schema-objects.ts'
import { loadSchemaSteps } from './schema-steps.ts'

/** What a database says of itself, and how its schema parts from what our steps make. */
export interface SchemaReport {
  /** How many of our steps it has seen. */
  steps: number
  /** Empty: the schema is ours. */
  findings: SchemaFinding[]
}

/** The table that lists the steps, as either product makes it. */
const plainTable =
  /^CREATE TABLE migration \(name TEXT PRIMARY KEY, applied_at (INTEGER|BIGINT) NOT NULL\)( STRICT)?$/

/** A database names a step that this program does not know. */
export class NewerVersionError extends DatabaseFileError {}

/** A table that every version of one product has, and the other has not. */
const ownTables: Readonly<Record<Product, string>> = { hub: 'artifact', control: 'signing_key' }
const names: Readonly<Record<Product, string>> = { hub: 'a Hub', control: 'a control plane' }

/**
 * Compares the schema of a database with what our migrations make, up to the last that it names. Nothing of the schema is run.
 *
 * @param what - How messages call it: `The backup`.
 * @throws {DatabaseFileError} another product's, another program's, a newer version's, or with a history that no version has.
 */
export async function inspectSchema(
  raw: Database.Database,
  product: Product,
  what: string,
): Promise<SchemaReport> {
  const found = readSchemaObjects(raw)
  assertProduct(found, product, what)
  const history = found.find(({ name }) => name === 'migration')
  // Asked of a plain table only: reading a view, or a column that is computed, would run what stands in it.
  if (history?.type !== 'table' || !plainTable.test(history.sql)) {
    const { type = 'table' } = history ?? {}
    const kind = type === 'table' ? 'changed' : 'extra'
    throw schemaError({ kind, type, name: 'migration' }, what)
  }
  const steps = await countSteps(raw, product, what)
  return { steps, findings: compareSchemas(found, await referenceSchema(product, steps)) }
}

/**
 * Asserts that the schema of a database is exactly what our migrations make.
 *
 * @returns how many of our steps it has seen.
 * @throws {DatabaseFileError} naming the first object that is not ours.
 */
export async function assertSchema(raw: Database.Database, product: Product, what: string): Promise<number> {
  const { steps, findings } = await inspectSchema(raw, product, what)
  if (findings[0]) throw schemaError(findings[0], what)
  return steps
}

function schemaError(finding: SchemaFinding, what: string): DatabaseFileError {
  return new DatabaseFileError(describeFinding(finding, what), { fault: findingFault(finding) })
}

function assertProduct(found: readonly SchemaObject[], product: Product, what: string): void {
  const has = (name: string): boolean => found.some(object => object.name === name)
  if (has('migration') && has('audit') && has('user') && has(ownTables[product])) return
  const other = product === 'hub' ? 'control' : 'hub'
  if (has('migration') && has(ownTables[other]))
    throw new DatabaseFileError(
      `${what} is one of ${names[other]}, not of ${names[product]}.`,
      plainFault(other === 'hub' ? 'of_a_hub' : 'of_a_control_plane'),
    )
  throw new DatabaseFileError(
    `${what} is a database, but not one of this program.`,
    plainFault('another_program'),
  )
}

async function countSteps(raw: Database.Database, product: Product, what: string): Promise<number> {
  const { names: steps } = await loadSchemaSteps(product)
  const applied = raw.prepare<[number]>('SELECT name FROM migration LIMIT ?').pluck().all(1000)
  const newer = applied.find(name => !steps.includes(String(name)))
  if (newer !== undefined)
    throw new NewerVersionError(`${what} was written by a newer version (${printableName(newer)}).`, {
      fault: { code: 'newer_version', values: { name: printableName(newer) } },
    })
  const missing = steps.slice(0, applied.length).find(name => !applied.includes(name))
  if (missing !== undefined || applied.length === 0)
    throw new DatabaseFileError(
      `${what} does not name the steps that made its schema.`,
      plainFault('steps_unnamed'),
    )
  const mark = raw.pragma('application_id', { simple: true }) || raw.pragma('user_version', { simple: true })
  if (mark !== 0)
    throw new DatabaseFileError(`${what} carries the mark of another program.`, plainFault('another_mark'))
  return applied.length
}
