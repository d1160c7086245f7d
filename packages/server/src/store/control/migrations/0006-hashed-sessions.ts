import { sql } from 'kysely'
import type { Migration } from '../migrations.ts'

/** Sessions are known by the hash of their token: those from before end, and half-finished sign-ins with them. */
export const hashedSessions: Migration = {
  name: '0006-hashed-sessions',
  up: async tx => {
    for (const table of ['session', 'verification', 'used_code'])
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
  },
}
