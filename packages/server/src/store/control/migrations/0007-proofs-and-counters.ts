import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migrations.ts'

/**
 * What a first activation is proven by, and what an old request is known by for good: the highest counter of each machine,
 * the requests that no counter tells apart, and the newest time that was signed.
 */
export const proofsAndCounters: Migration = {
  name: '0007-proofs-and-counters',
  up: async tx => {
    await sql`ALTER TABLE license ADD COLUMN proof_revision integer NOT NULL DEFAULT 1`.execute(tx)
    await sql`ALTER TABLE machine ADD COLUMN counter_max bigint NOT NULL DEFAULT 0`.execute(tx)
    await sql`ALTER TABLE machine ADD COLUMN restored_at bigint`.execute(tx)
    await sql`ALTER TABLE machine ADD COLUMN taken_over_at bigint`.execute(tx)
    await sql`UPDATE machine SET counter_max = counter`.execute(tx)
    await keepUsedRequests(tx)
    await keepSignedTime(tx)
  },
}

async function keepUsedRequests(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('used_request')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('at', 'bigint', c => c.notNull())
    .execute()
  await sql`
    INSERT INTO used_request (id, at)
    SELECT request_id, min(at) FROM heartbeat
    WHERE request_id IS NOT NULL AND (counter = 0 OR outcome IN ('activated', 'released'))
    GROUP BY request_id`.execute(tx)
}

async function keepSignedTime(tx: Kysely<unknown>): Promise<void> {
  await tx.schema
    .createTable('signed_time')
    .addColumn('id', 'integer', c => c.primaryKey().check(sql`id = 1`))
    .addColumn('at', 'bigint', c => c.notNull())
    .execute()
  await sql`INSERT INTO signed_time (id, at) SELECT 1, coalesce(max(last_seen_at), 0) FROM machine`.execute(
    tx,
  )
}
