import { setImmediate } from 'node:timers/promises'
import type { Deployment, DeploymentState, Overview } from '@licet/api/control'
import type { Queryable } from '../store/database.ts'
import { countDeploymentStates, deploymentStretch, loadDeploymentsIn } from '../store/deployments.ts'
import { deploymentView } from './deployment-view.ts'

const stretchRows = 2000
const troubledMax = 20
const troubled: readonly DeploymentState[] = ['locked', 'grace']

/** Counts the deployments by state, stretch by stretch so that others are served in between, and names the first in trouble. */
export async function countDeployments(
  database: Queryable,
  now: number,
): Promise<{ byState: Overview['deployments']['byState']; total: number; inTrouble: Deployment[] }> {
  const counts = new Map<DeploymentState, number>()
  const inTrouble: Deployment[] = []
  let position = ''
  for (;;) {
    const { end } = await deploymentStretch(database, position, stretchRows)
    if (end === null) break
    const rows = await countDeploymentStates(database, [position, end], now)
    for (const { state, count } of rows) counts.set(state, (counts.get(state) ?? 0) + count)
    if (inTrouble.length < troubledMax && troubled.some(state => rows.some(row => row.state === state)))
      inTrouble.push(
        ...(await loadDeploymentsIn(database, [position, end], troubled, { now, limit: troubledMax })).map(
          row => deploymentView(row, now),
        ),
      )
    position = end
    await setImmediate()
  }
  const byState = [...counts].map(([state, count]) => ({ state, count }))
  const total = byState.reduce((sum, { count }) => sum + count, 0)
  return { byState, total, inTrouble: inTrouble.slice(0, troubledMax) }
}
