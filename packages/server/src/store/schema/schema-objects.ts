import { createHash } from 'node:crypto'
import type { FileFault } from '@licet/api'
import type Database from 'better-sqlite3'

/** One row of `sqlite_schema`. */
export interface SchemaObject {
  type: string
  name: string
  table: string
  /** Blanks collapsed; empty for an index that SQLite makes itself. */
  sql: string
}

/** How a schema parts from what it should be. */
export interface SchemaFinding {
  kind: 'extra' | 'changed' | 'missing'
  type: string
  name: string
}

/** More than any of our schemas has. */
const objectsMax = 2000

/** Statistics that `ANALYZE` and `PRAGMA optimize` leave; they hold no rows of ours and are not copied. */
const statistics = /^sqlite_stat[134]$/

/** Reads a schema without running anything of it. */
export function readSchemaObjects(raw: Database.Database): SchemaObject[] {
  // What a foreign file holds there need not be text.
  const rows = raw.prepare<[number], Record<keyof SchemaObject, unknown>>(
    'SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema LIMIT ?',
  )
  return rows
    .all(objectsMax)
    .map(({ type, name, table, sql }) => ({
      type: String(type),
      name: String(name),
      table: String(table),
      sql: (typeof sql === 'string' ? sql : '').replaceAll(/\s+/g, ' '),
    }))
    .filter(({ name }) => !statistics.test(name))
}

/** Names every table of a database but those that SQLite keeps for itself. */
export function tablesOf(raw: Database.Database): string[] {
  return raw
    .prepare<[], string>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .pluck()
    .all()
}

/** A short form of a schema, whatever order its objects were made in. */
export function schemaDigest(objects: readonly SchemaObject[]): string {
  const rows = objects
    .map(({ type, name, table, sql }) => JSON.stringify([type, name, table, sql]))
    .toSorted()
  return createHash('sha256').update(rows.join('\n')).digest('base64url')
}

/** Compares a schema with what it should be; the worst first: what runs by itself, then what of ours is not ours any more. */
export function compareSchemas(
  found: readonly SchemaObject[],
  expected: readonly SchemaObject[],
): SchemaFinding[] {
  const ours = new Map(expected.map(object => [object.name, object]))
  const theirs = new Map(found.map(object => [object.name, object]))
  const findings: SchemaFinding[] = []
  for (const object of found) {
    const { type, name } = object
    const own = ours.get(name)
    if (own === undefined || own.type !== type) findings.push({ kind: 'extra', type, name })
    else if (own.table !== object.table || own.sql !== object.sql)
      findings.push({ kind: 'changed', type, name })
  }
  for (const { type, name } of expected) if (!theirs.has(name)) findings.push({ kind: 'missing', type, name })
  return findings.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** Whether a finding can change what our own statements do; a table, view or index beside ours cannot. */
export function isHarmful({ kind, type }: SchemaFinding): boolean {
  return kind !== 'extra' || type === 'trigger'
}

/** Says a finding in a sentence. @param what - What was looked at: `The backup`. */
export function describeFinding({ kind, type, name }: SchemaFinding, what: string): string {
  const shown = printableName(name)
  const article = /^[aeiou]/.test(type) ? 'an' : 'a'
  if (kind === 'extra') return `${what} holds ${article} ${type} of its own: ${shown}.`
  if (kind === 'missing') return `${what} lacks the ${type} ${shown}.`
  return `${what} holds another definition of the ${type} ${shown}.`
}

/** The same as {@link describeFinding}, for a page that speaks another language. */
export function findingFault({ kind, type, name }: SchemaFinding): FileFault {
  return { code: `object_${kind}`, values: { type: printableName(type), name: printableName(name) } }
}

/** A name out of a foreign file, as it may stand in a message: short, and nothing that steers a terminal. */
export function printableName(name: unknown): string {
  return String(name)
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')
    .slice(0, 80)
}

function rankOf({ kind, type }: SchemaFinding): number {
  if (type === 'trigger') return 0
  if (type === 'view') return 1
  return 2 + ['changed', 'missing', 'extra'].indexOf(kind)
}
