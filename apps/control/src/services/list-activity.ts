import type { activationsPage, activationsQuery, heartbeatsPage, heartbeatsQuery } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { loadActivationPage, loadHeartbeatPage } from '../store/activity.ts'
import { heartbeatViewOf } from './heartbeat-views.ts'

type HeartbeatsPage = z.infer<typeof heartbeatsPage>
type ActivationsPage = z.infer<typeof activationsPage>

/** One page of questions that machines asked, newest first. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listHeartbeats(
  { database }: Pick<ControlDeps, 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof heartbeatsQuery>,
): Promise<HeartbeatsPage> {
  const { rows, next } = await loadHeartbeatPage(database.db, filter, { limit, cursor })
  return {
    heartbeats: rows.map(row => ({
      ...heartbeatViewOf(row),
      installationId: row.installation_id,
      customer: { id: row.customer_id ?? '', name: row.customer_name ?? '' },
    })),
    next,
  }
}

/** One page of machines, the one activated last first. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listActivations(
  { database }: Pick<ControlDeps, 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof activationsQuery>,
): Promise<ActivationsPage> {
  const { rows, next } = await loadActivationPage(database.db, filter, { limit, cursor })
  return {
    activations: rows.map(row => ({
      id: row.id,
      licenseId: row.licenseId,
      machineId: row.machineId,
      installationId: row.installationId,
      fingerprint: { ...row.fingerprint },
      hostname: row.hostname,
      productVersion: row.productVersion,
      state: row.state,
      copyOf: row.copyOf,
      activatedAt: row.firstAt,
      lastSeenAt: row.lastSeenAt,
      leaseEndsAt: row.leaseEndsAt,
      counter: row.counter,
      endedAt: row.endedAt,
      customer: row.customer,
    })),
    next,
  }
}
