import { sql } from 'kysely'
import type { Migration } from '../migrations.ts'

/** Who made a token, and when it ended with them. The makers of those that exist stand in the audit log. */
export const tokenMakers: Migration = {
  name: '0008-token-makers',
  up: async tx => {
    await tx.schema.alterTable('api_token').addColumn('maker_id', 'text').execute()
    await tx.schema.alterTable('api_token').addColumn('ended_at', 'bigint').execute()
    await sql`UPDATE api_token SET maker_id = (
      SELECT actor FROM audit WHERE audit.target = api_token.id AND audit.detail LIKE '%"token_create"%'
      ORDER BY sequence LIMIT 1)`.execute(tx)
  },
}
