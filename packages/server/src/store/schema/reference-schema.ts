import Database from 'better-sqlite3'
import type { Product } from '../open-file.ts'
import { readSchemaObjects, type SchemaObject } from './schema-objects.ts'
import { loadSchemaSteps } from './schema-steps.ts'

const known = new Map<string, readonly SchemaObject[]>()

/** What the first `count` steps of a product make of an empty database. */
export async function referenceSchema(product: Product, count: number): Promise<readonly SchemaObject[]> {
  const key = `${product} ${count}`
  const made = known.get(key) ?? (await buildReference(product, count))
  known.set(key, made)
  return made
}

async function buildReference(product: Product, count: number): Promise<SchemaObject[]> {
  const { apply } = await loadSchemaSteps(product)
  const raw = new Database(':memory:')
  try {
    await apply(raw, count, 0)
    return readSchemaObjects(raw)
  } finally {
    raw.close()
  }
}
