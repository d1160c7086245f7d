import type Database from 'better-sqlite3'

/** A row as it lies in a table. */
export type Row = Record<string, unknown>

/** Every row of a table. */
export function rowsOf(raw: Database.Database, table: string): Row[] {
  return raw.prepare<[], Row>(`SELECT * FROM "${table}"`).all()
}

/** Every row of a table, one at a time: for tables that grow with every request. */
export function eachRow(raw: Database.Database, table: string): IterableIterator<Row> {
  return raw.prepare<[], Row>(`SELECT * FROM "${table}"`).iterate()
}

/** The rows of a table by one of its columns. */
export function rowsBy(raw: Database.Database, table: string, column: string): Map<string, Row> {
  return new Map(rowsOf(raw, table).map(row => [String(row[column]), row]))
}

/** Writes a row in place of the one with the same key. @param without - A column that the table fills by itself. */
export function put(raw: Database.Database, table: string, row: Row, without = ''): void {
  write(raw, 'REPLACE', table, row, without)
}

/** Writes a row unless one with the same key is there. */
export function putMissing(raw: Database.Database, table: string, row: Row): void {
  write(raw, 'INSERT OR IGNORE', table, row, '')
}

/** Makes a table what it is in another database. */
export function replaceTable(from: Database.Database, to: Database.Database, table: string): void {
  to.exec(`DELETE FROM "${table}"`)
  putRows(from, to, table)
}

/** Writes every row of a table of one database into another, in place of those with the same key. */
export function putRows(from: Database.Database, to: Database.Database, table: string): void {
  for (const row of eachRow(from, table)) put(to, table, row)
}

/** A number in a column. */
export function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

function write(raw: Database.Database, verb: string, table: string, row: Row, without: string): void {
  const name = `${verb} ${table} ${without} ${Object.keys(row).join()}`
  const known = statements.get(raw) ?? new Map<string, Database.Statement>()
  statements.set(raw, known)
  const statement = known.get(name) ?? prepareWrite(raw, verb, table, row, without)
  known.set(name, statement)
  statement.run(row)
}

/** Only columns that the table has: the row may come from a newer version. */
function prepareWrite(
  raw: Database.Database,
  verb: string,
  table: string,
  row: Row,
  without: string,
): Database.Statement {
  const names = raw
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table)
    .filter(name => name !== without && name in row)
  const listed = names.map(name => `"${name}"`).join(', ')
  const values = names.map(name => `@${name}`).join(', ')
  return raw.prepare(`${verb} INTO "${table}" (${listed}) VALUES (${values})`)
}
