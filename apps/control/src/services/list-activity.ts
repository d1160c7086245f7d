import type { activationsPage, activationsQuery, heartbeatsPage, heartbeatsQuery } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { loadActivationPage, loadHeartbeatPage } from '../store/activity.ts'
import { heartbeatViewOf } from './heartbeat-views.ts'
import { machineViewOf } from './show-license.ts'

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
    activations: rows.map(row => ({ ...machineViewOf(row), customer: row.customer })),
    next,
  }
}
