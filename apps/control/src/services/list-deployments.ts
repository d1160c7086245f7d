import type { DeploymentState, deploymentDetail, deploymentsPage, deploymentsQuery } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { deploymentView } from '../fleet/deployment-view.ts'
import { findDeployment, loadDeploymentPage } from '../store/deployments.ts'
import { loadTransitions } from '../store/sweeps.ts'
import { reasonOf } from '../sweep/transition-reason.ts'

type Deps = Pick<ControlDeps, 'database' | 'clock'>

const transitionsMax = 50

/** One page of deployments by name, each with its state now. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listDeployments(
  { database, clock }: Deps,
  { limit, cursor, ...filter }: z.infer<typeof deploymentsQuery>,
): Promise<z.infer<typeof deploymentsPage>> {
  const now = clock.now()
  const { rows, total, totalCapped, next } = await loadDeploymentPage(
    database.db,
    filter,
    { limit, cursor },
    now,
  )
  return { deployments: rows.map(row => deploymentView(row, now)), total, totalCapped, next }
}

/** One deployment with the changes that sweeps found. @throws {HttpError} DEPLOYMENT_NOT_FOUND */
export async function showDeployment(
  { database, clock }: Deps,
  id: string,
): Promise<z.infer<typeof deploymentDetail>> {
  const row = await findDeployment(database.db, id)
  if (!row) throw new HttpError('DEPLOYMENT_NOT_FOUND')
  const transitions = await loadTransitions(database.db, 'deployment', id, transitionsMax)
  return {
    ...deploymentView(row, clock.now()),
    transitions: transitions.map(({ at, from_state, to_state }) => ({
      at,
      from: from_state as DeploymentState | null,
      to: to_state as DeploymentState,
      reason: reasonOf('deployment', from_state, to_state),
    })),
  }
}
