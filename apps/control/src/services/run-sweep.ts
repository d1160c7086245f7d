import type { SweepReport } from '@licet/api'
import type { Actor, ControlDeps } from '../deps.ts'
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
