import { setImmediate } from 'node:timers/promises'
import type { SweepReport } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { createId } from '../store/create-id.ts'
import type { ControlTransaction } from '../store/database.ts'
import type { SweptKind } from '../store/state-expressions.ts'
import {
  changesBetween,
  type FoundChange,
  findSweep,
  findUnfinishedSweep,
  hasSweepBetween,
  insertSweep,
  nextStretch,
  saveChanges,
  saveSweep,
} from '../store/sweeps.ts'
import { createPlan, planSweep, stretchRows, sweptKinds } from './plan-sweep.ts'

type Deps = Pick<ControlDeps, 'database' | 'clock'>

const lookAheadRowsMax = 50_000

/** Asserts that a plan is still what would be done. @throws {HttpError} PLAN_STALE */
export async function assertPlanHolds({ database, clock }: Deps, hash: string): Promise<void> {
  const plan = await planSweep(database.db, clock.now())
  if (plan.hash !== hash) throw new HttpError('PLAN_STALE')
}

/**
 * Brings what the sweep remembers in line with what is true, stretch by stretch, each in a transaction of its own with its
 * audit entry and the position it came to.
 *
 * A run that was broken off, by a crash for one, is taken up where it stands; several at once share one run, and each stretch
 * is done by one of them. What changed is told apart inside the transaction, so every change is written once.
 *
 * @param unlessSince - Starts no run where one has started since that moment, epoch seconds.
 * @returns What this call wrote.
 */
export async function applySweep(deps: Deps, actor: Actor, unlessSince?: number): Promise<SweepReport> {
  const { database, clock } = deps
  const plan = createPlan()
  const id = await database.transact(tx => openSweep(tx, actor, clock.now(), unlessSince))
  if (id === null) return { sweepId: null, at: clock.now(), ...plan.finish(), applied: 0 }
  for (;;) {
    const step = await nextStep(deps, id)
    if (step === null) break
    const done = await database.transact(tx => takeStep(tx, actor, step, clock.now()))
    if (done !== null) plan.take(step.kind, done.changes, done.rows)
    await setImmediate()
  }
  const result = plan.finish()
  return { sweepId: id, at: clock.now(), ...result, applied: result.plannedTotal }
}

/** One stretch of a run; what lies before it, from `from`, was looked at and is as it was. */
interface Step {
  id: string
  kind: SweptKind
  from: string
  start: string
  passedRows: number
}

/** Starts a run, or takes up the one that was broken off; its id. */
async function openSweep(
  tx: ControlTransaction,
  actor: Actor,
  now: number,
  unlessSince: number | undefined,
): Promise<string | null> {
  const unfinished = await findUnfinishedSweep(tx)
  if (unfinished !== undefined) return unfinished.id
  if (unlessSince !== undefined && (await hasSweepBetween(tx, unlessSince, now))) return null
  const id = createId('swp')
  await insertSweep(tx, {
    id,
    started_at: now,
    actor_name: actor.name,
    phase: 'license',
    position: '',
    scanned: 0,
    applied: 0,
    finished_at: null,
  })
  return id
}

/** Looks ahead, without holding anybody up, for the next stretch in which something changed; the end counts as one. */
async function nextStep({ database, clock }: Deps, id: string): Promise<Step | null> {
  const sweep = await findSweep(database.db, id)
  if (sweep === undefined || sweep.finished_at !== null) return null
  const kind = sweep.phase as SweptKind
  let [start, passedRows] = [sweep.position, 0]
  while (passedRows < lookAheadRowsMax) {
    const { end, rows } = await nextStretch(database.db, kind, start, stretchRows)
    if (end === null) break
    if ((await changesBetween(database.db, kind, [start, end], clock.now())).length > 0) break
    start = end
    passedRows += rows
    await setImmediate()
  }
  return { id, kind, from: sweep.position, start, passedRows }
}

/** Does one stretch; null when somebody else has done it meanwhile. */
async function takeStep(
  tx: ControlTransaction,
  actor: Actor,
  { id, kind, from, start, passedRows }: Step,
  now: number,
): Promise<{ changes: FoundChange[]; rows: number } | null> {
  const sweep = await findSweep(tx, id)
  if (sweep === undefined || sweep.finished_at !== null) return null
  if (sweep.phase !== kind || sweep.position !== from) return null
  const { end, rows } = await nextStretch(tx, kind, start, stretchRows)
  const scanned = sweep.scanned + passedRows + rows
  if (end === null) {
    const next = sweptKinds[sweptKinds.indexOf(kind) + 1]
    const after = next === undefined ? { finished_at: now } : { phase: next, position: '' }
    await saveSweep(tx, { ...sweep, scanned, ...after })
    return { changes: [], rows: passedRows }
  }
  const changes = await changesBetween(tx, kind, [start, end], now)
  await saveChanges(tx, id, kind, changes, now)
  await saveSweep(tx, {
    ...sweep,
    position: end,
    scanned,
    applied: sweep.applied + changes.length,
  })
  const transitions = changes.filter(change => change.from !== null)
  if (transitions.length > 0)
    await appendAudit(tx, {
      actor,
      action: 'license.revoke',
      target: id,
      detail: {
        verb: 'sweep',
        kind,
        transitions: transitions.map(change => `${change.id}: ${change.from} → ${change.to}`),
      },
      at: now,
    })
  return { changes, rows: passedRows + rows }
}
