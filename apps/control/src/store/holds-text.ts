import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/** Whether a column contains a text, whatever the case of its letters; the text's own `%` and `_` stand for themselves. */
export function holdsText(column: Expression<string | null>, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, symbol => `\\${symbol}`)}%`
  return sql<SqlBool>`lower(${column}) LIKE ${pattern} ESCAPE '\\'`
}
