import type Database from 'better-sqlite3'

/**
 * One connection, inside one transaction, on either database: for the few statements that are needed on both without a query
 * builder.
 */
export interface SqlConnection {
  /** Runs one statement; each `?` stands for the next value. @returns its rows, none where it has none. */
  query<Row = unknown>(sql: string, ...values: readonly (string | number)[]): Promise<Row[]>
}

/** The statements of an open SQLite file. */
export function onSqlite(raw: Database.Database): SqlConnection {
  return {
    query: async <Row>(sql: string, ...values: readonly (string | number)[]) => {
      const statement = raw.prepare<(string | number)[], Row>(sql)
      if (statement.reader) return statement.all(...values)
      statement.run(...values)
      return []
    },
  }
}
