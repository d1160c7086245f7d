import type { heartbeatView } from '@licet/api/control'
import { type Expression, type RawBuilder, type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { ControlTransaction, Queryable } from './database.ts'
import type { HeartbeatTable } from './licensing-tables.ts'
import { nextTimeIds, timeStart } from './time-id.ts'

const skewSecondsMax = 300

/** How a question of a machine ended. */
export type HeartbeatOutcome = z.infer<typeof heartbeatView>['outcome']

/** One question of a machine and how it ended. Times in epoch seconds. */
export interface Heartbeat {
  at: number
  licenseId: string
  machineRow: string | null
  installationId: string
  hostname: string | null
  productVersion: string | null
  skewSeconds: number | null
  requestId: string | null
  counter: number
  outcome: HeartbeatOutcome
  directives: readonly string[]
  address: string
}

/** A question as its row. */
export type StoredHeartbeat = Selectable<HeartbeatTable>

/** Keeps questions of one moment, several at once, each under an id that rises with time and in their order. */
export async function insertHeartbeats(
  tx: ControlTransaction,
  heartbeats: readonly Heartbeat[],
): Promise<void> {
  const [first] = heartbeats
  if (first === undefined) return
  const ids = await nextTimeIds(tx, 'heartbeat', { at: first.at, count: heartbeats.length })
  await tx
    .insertInto('heartbeat')
    .values(
      heartbeats.map((heartbeat, index) => ({
        id: ids[index] ?? '',
        at: heartbeat.at,
        license_id: heartbeat.licenseId,
        machine_row: heartbeat.machineRow,
        installation_id: heartbeat.installationId,
        hostname: heartbeat.hostname,
        product_version: heartbeat.productVersion,
        skew_seconds: heartbeat.skewSeconds,
        request_id: heartbeat.requestId,
        counter: heartbeat.counter,
        outcome: heartbeat.outcome,
        directives: JSON.stringify(heartbeat.directives),
        address: heartbeat.address,
      })),
    )
    .execute()
}

/** The latest questions about a license, newest first. */
export function loadHeartbeats(database: Queryable, licenseId: string, limit: number) {
  return database
    .selectFrom('heartbeat')
    .selectAll()
    .where('license_id', '=', licenseId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Forgets questions from before a moment. What tells an old request from a new one is kept elsewhere, for good. */
export async function deleteHeartbeats(tx: ControlTransaction, before: number): Promise<void> {
  await tx.deleteFrom('heartbeat').where('id', '<', timeStart('heartbeat', before)).execute()
}

/**
 * Whether a clock was more than five minutes off. The bound is part of the text, as that of the index `heartbeat_skewed` is: only
 * so both databases answer from it.
 */
export function isSkewed(skewSeconds: Expression<unknown>): RawBuilder<boolean> {
  return sql<boolean>`abs(${skewSeconds}) > ${sql.lit(skewSecondsMax)}`
}
