import { setImmediate } from 'node:timers/promises'
import type { Deployment, DeploymentState, Overview } from '@licet/api'
import { sql } from 'kysely'
import type { Queryable } from '../store/database.ts'
import { deploymentStretch, deploymentsBetween } from '../store/deployments.ts'
import { deploymentStateAt } from '../store/state-expressions.ts'
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
    const rows = await deploymentsBetween(database, position, end)
      .clearSelect()
      .select(eb => [deploymentStateAt(now).as('state'), eb.fn.countAll<number>().as('count')])
      .groupBy(sql`1`)
      .execute()
    for (const { state, count } of rows as { state: DeploymentState; count: number }[])
      counts.set(state, (counts.get(state) ?? 0) + count)
    if (inTrouble.length < troubledMax && troubled.some(state => rows.some(row => row.state === state)))
      inTrouble.push(...(await findTroubled(database, [position, end], now)))
    position = end
    await setImmediate()
  }
  const byState = [...counts].map(([state, count]) => ({ state, count }))
  const total = byState.reduce((sum, { count }) => sum + count, 0)
  return { byState, total, inTrouble: inTrouble.slice(0, troubledMax) }
}

async function findTroubled(
  database: Queryable,
  [from, to]: readonly [string, string],
  now: number,
): Promise<Deployment[]> {
  const rows = await deploymentsBetween(database, from, to)
    .where(deploymentStateAt(now), 'in', troubled)
    .orderBy('d.id')
    .limit(troubledMax)
    .execute()
  return rows.map(row => deploymentView(row, now))
}
