import type { SweepReport, sweepHistory } from '@licet/api/control'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { loadSweeps } from '../store/sweeps.ts'
import { applySweep, assertPlanHolds } from '../sweep/apply-sweep.ts'
import { planSweep } from '../sweep/plan-sweep.ts'

/**
 * Sweeps the fleet, or says what a sweep would change.
 *
 * @param wanted.hash - Of the plan that was looked at: nothing is done where it would be another by now.
 * @throws {HttpError} PLAN_STALE
 */
export async function runSweep(
  deps: Pick<ControlDeps, 'database' | 'clock'>,
  actor: Actor,
  { plan, hash }: { plan: boolean; hash: string | undefined },
): Promise<SweepReport> {
  if (plan) {
    const at = deps.clock.now()
    return { sweepId: null, at, ...(await planSweep(deps.database.db, at)), applied: 0 }
  }
  if (hash !== undefined) await assertPlanHolds(deps, hash)
  return applySweep(deps, actor)
}

const listedMax = 50

/** The latest runs of the sweep, newest first. */
export async function listSweeps({
  database,
}: Pick<ControlDeps, 'database'>): Promise<z.infer<typeof sweepHistory>['sweeps']> {
  const rows = await loadSweeps(database.db, listedMax)
  return rows.map(({ id, started_at, finished_at, actor_name, scanned, applied }) => ({
    id,
    startedAt: started_at,
    finishedAt: finished_at,
    actorName: actor_name,
    scanned,
    applied,
  }))
}
