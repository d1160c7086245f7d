import { sql } from 'kysely'
import type { Migration } from '../migrations.ts'

/** Finds the few questions from machines with a wrong clock among many, without reading the others. */
export const skewedHeartbeats: Migration = {
  name: '0005-skewed-heartbeats',
  up: async tx => {
    await sql`CREATE INDEX heartbeat_skewed ON heartbeat (id) WHERE abs(skew_seconds) > 300`.execute(tx)
  },
}
