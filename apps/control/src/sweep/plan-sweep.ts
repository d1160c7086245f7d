import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { SweepReport, SweepTransition } from '@licet/api/control'
import type { Queryable } from '../store/database.ts'
import type { SweptKind } from '../store/state-expressions.ts'
import { changesBetween, type FoundChange, nextStretch } from '../store/sweeps.ts'
import { reasonOf } from './transition-reason.ts'

/** Licenses first: the state of a deployment follows from its license. */
export const sweptKinds: readonly SweptKind[] = ['license', 'deployment']

/** Rows looked at in one step; between two steps others are served. */
export const stretchRows = 1000
const listedMax = 500

/** What a sweep would change at this moment; nothing is written. */
export type SweepPlan = Pick<SweepReport, 'planned' | 'plannedTotal' | 'byTransition' | 'scanned' | 'hash'>

/**
 * Looks at the whole fleet and says what is no longer as the last sweep found it.
 *
 * @param now - Epoch seconds: the moment that every state is derived for.
 */
export async function planSweep(database: Queryable, now: number): Promise<SweepPlan> {
  const plan = createPlan()
  for (const kind of sweptKinds) {
    let position = ''
    for (;;) {
      const { end, rows } = await nextStretch(database, kind, position, stretchRows)
      if (end === null) break
      plan.take(kind, await changesBetween(database, kind, [position, end], now), rows)
      position = end
      await setImmediate()
    }
  }
  return plan.finish()
}

/** Gathers changes into a plan: all are counted and hashed, the first 500 are listed. */
export function createPlan(): {
  take(kind: SweptKind, changes: readonly FoundChange[], rows: number): void
  finish(): SweepPlan
} {
  const planned: SweepTransition[] = []
  const counts = new Map<string, SweepReport['byTransition'][number]>()
  const hash = createHash('sha256')
  let [plannedTotal, scanned] = [0, 0]
  return {
    take: (kind, changes, rows) => {
      scanned += rows
      plannedTotal += changes.length
      for (const { id, from, to } of changes) {
        hash.update(`${kind} ${id} ${from ?? ''} ${to}\n`)
        if (planned.length < listedMax) planned.push({ kind, id, from, to, reason: reasonOf(kind, from, to) })
        const name = `${kind} ${from ?? ''} ${to}`
        const counted = counts.get(name) ?? { kind, from, to, count: 0 }
        counted.count += 1
        counts.set(name, counted)
      }
    },
    finish: () => ({
      planned,
      plannedTotal,
      scanned,
      byTransition: [...counts.values()].toSorted((a, b) => b.count - a.count),
      hash: hash.digest('hex'),
    }),
  }
}
