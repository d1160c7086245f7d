import { setImmediate as turn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { DatabaseFileError, plainFault } from '../open-file.ts'
import { tablesOf } from '../schema/schema-objects.ts'

const rowsPerTurn = 5000
const smallestRow = -(2n ** 63n)
/** Leaves room to count on from. */
const sequenceMax = 2 ** 52

/**
 * Copies every row of a foreign file into a database that our migrations made, table by table, by the columns that we have. Our
 * constraints judge each row. Others get their turn in between.
 *
 * @param raw - Of the same schema, by our own hand.
 * @param path - The foreign file, its schema found to be ours and its pages intact.
 * @throws {DatabaseFileError} naming the table whose row breaks a rule.
 */
export async function copyRows(raw: Database.Database, path: string): Promise<void> {
  raw.pragma('foreign_keys = OFF')
  raw.prepare('ATTACH ? AS "foreign"').run(path)
  const tables = tablesOf(raw)
  for (const table of tables) await onTable(table, () => copyTable(raw, table))
  if (countOf(raw, "main.sqlite_schema WHERE name = 'sqlite_sequence'") > 0)
    await onTable('sqlite_sequence', async () => copySequences(raw))
  raw.exec('DETACH "foreign"')
  for (const table of tables) assertValues(raw, table)
  const orphan = (raw.pragma('foreign_key_check') as { table: string }[])[0]
  if (orphan !== undefined) throw refusedRow(orphan.table, 'it refers to a row that is not there')
}

async function copyTable(raw: Database.Database, table: string): Promise<void> {
  const columns = columnsOf(raw, table)
    .map(({ name }) => `"${name}"`)
    .join(', ')
  const rows = `FROM "foreign"."${table}" WHERE rowid >= ? ORDER BY rowid LIMIT ${rowsPerTurn}`
  const last = raw
    .prepare<[bigint], bigint | null>(`SELECT max(rowid) FROM (SELECT rowid ${rows})`)
    .pluck()
    .safeIntegers()
  const copy = raw.prepare(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} ${rows}`)
  raw.exec(`DELETE FROM main."${table}"`)
  let from = smallestRow
  for (let to = last.get(from); typeof to === 'bigint'; to = last.get(from)) {
    copy.run(from)
    from = to + 1n
    await turn()
  }
}

function copySequences(raw: Database.Database): void {
  const wrong = countOf(
    raw,
    `"foreign".sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND ${sequenceMax}`,
  )
  if (wrong > 0) throw refusedRow('sqlite_sequence', 'a counter stands where none can be')
  raw.exec(`DELETE FROM main.sqlite_sequence;
    INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM "foreign".sqlite_sequence
      WHERE name IN (SELECT name FROM main.sqlite_schema)`)
}

/** What no constraint of a column says: its kind of value, and that it is a number which a program can count with. */
function assertValues(raw: Database.Database, table: string): void {
  const rules = columnsOf(raw, table).map(({ name, type }) => {
    const column = `"${name}"`
    if (/INT/i.test(type))
      return `CASE typeof(${column}) WHEN 'null' THEN 0 WHEN 'integer' THEN ${column} NOT BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER} ELSE 1 END`
    if (/TEXT/i.test(type)) return `typeof(${column}) NOT IN ('text', 'null')`
    return '0'
  })
  if (countOf(raw, `main."${table}" WHERE ${rules.join(' OR ')}`) > 0)
    throw refusedRow(table, 'a value is not of the kind of its column')
}

function columnsOf(raw: Database.Database, table: string): { name: string; type: string }[] {
  return raw
    .prepare<[string], { name: string; type: string }>("SELECT name, type FROM pragma_table_info(?, 'main')")
    .all(table)
}

function countOf(raw: Database.Database, what: string): number {
  return raw.prepare<[], number>(`SELECT count(*) FROM ${what}`).pluck().get() ?? 0
}

async function onTable(table: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError)) throw cause
    if (cause.code.startsWith('SQLITE_CONSTRAINT')) throw refusedRow(table, cause.message, cause)
    if (/^SQLITE_(CORRUPT|NOTADB|FORMAT|TOOBIG)/.test(cause.code))
      throw new DatabaseFileError('The backup is damaged.', { cause, ...plainFault('damaged') })
    throw cause
  }
}

function refusedRow(table: string, why: string, cause?: unknown): DatabaseFileError {
  return new DatabaseFileError(`The backup holds a row in the table ${table} that it cannot hold: ${why}.`, {
    cause,
    fault: { code: 'row_refused', values: { table } },
  })
}
