import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/**
 * The type of text that is searched by its beginning, and of whatever is joined with it: compared byte by byte, whatever language the
 * database was made in. PostgreSQL uses no index for a comparison of two columns of which only the other one has this type.
 */
export function searchedText(tx: Kysely<unknown>): 'text' | RawBuilder<unknown> {
  return tx.getExecutor().adapter instanceof PostgresAdapter ? sql`text COLLATE "C"` : 'text'
}
