import type { SqliteDatabase, SqliteStatement } from 'kysely'

const statementsMax = 500

/**
 * Lets one connection compile a statement once instead of with every use. Closing it stays with whoever opened it.
 *
 * @param raw - A connection of better-sqlite3.
 */
export function cacheStatements(raw: { prepare(sql: string): SqliteStatement }): SqliteDatabase {
  const known = new Map<string, SqliteStatement>()
  return {
    prepare: sql => {
      let statement = known.get(sql)
      if (statement === undefined) {
        statement = raw.prepare(sql)
        if (known.size >= statementsMax) known.clear()
        known.set(sql, statement)
      }
      return statement
    },
    close: () => known.clear(),
  }
}
