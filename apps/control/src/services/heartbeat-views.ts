import type { HeartbeatView } from '@licet/api/control'
import type { HeartbeatOutcome, StoredHeartbeat } from '../store/heartbeats.ts'

/** A question of a machine as it crosses HTTP. */
export function heartbeatViewOf(row: StoredHeartbeat): HeartbeatView {
  return {
    id: row.id,
    at: row.at,
    licenseId: row.license_id,
    machineRow: row.machine_row,
    hostname: row.hostname,
    outcome: row.outcome as HeartbeatOutcome,
    counter: row.counter,
    productVersion: row.product_version,
    skewSeconds: row.skew_seconds,
    directives: JSON.parse(row.directives) as string[],
    address: row.address,
  }
}
