import type { Selectable } from 'kysely'
import type { ControlTransaction, Queryable } from './database.ts'
import { deploymentStretch, deploymentsBetween } from './deployments.ts'
import type { SweepTable, SweptStateTable } from './fleet-tables.ts'
import { deploymentStateAt, licenseStateAt, type SweptKind, sweptStateOf } from './state-expressions.ts'

/** A run of the sweep as it is stored. */
export type SweepRow = Selectable<SweepTable>

/** Something whose state is not the one the last sweep found. */
export interface FoundChange {
  id: string
  from: string | null
  to: string
}

/** A stretch of rows in the order they are swept; `end` is the position after it, null behind the last row. */
export interface Stretch {
  end: string | null
  rows: number
}

/** Licenses are swept by number, deployments by id. The stretch after `position` (empty: the start), of `size` rows at most. */
export async function nextStretch(
  database: Queryable,
  kind: SweptKind,
  position: string,
  size: number,
): Promise<Stretch> {
  if (kind === 'deployment') return deploymentStretch(database, position, size)
  const { last } = await database
    .selectFrom('license')
    .select(eb => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const from = Number(position)
  const end = Math.min(from + size, last ?? 0)
  return end <= from ? { end: null, rows: 0 } : { end: String(end), rows: end - from }
}

/** What changed between two positions, in the order of the positions. */
export async function changesBetween(
  database: Queryable,
  kind: SweptKind,
  [from, to]: readonly [string, string],
  now: number,
): Promise<FoundChange[]> {
  return kind === 'license'
    ? licenseChanges(database, Number(from), Number(to), now)
    : deploymentChanges(database, from, to, now)
}

async function licenseChanges(
  database: Queryable,
  from: number,
  to: number,
  now: number,
): Promise<FoundChange[]> {
  const [seen, state] = [sweptStateOf('license', 'l.id'), licenseStateAt(now)]
  return database
    .selectFrom('license as l')
    .select(['l.id', seen.as('from'), state.as('to')])
    .where('l.number', '>', from)
    .where('l.number', '<=', to)
    .where(state, 'is distinct from', seen)
    .orderBy('l.number')
    .execute()
}

async function deploymentChanges(
  database: Queryable,
  from: string,
  to: string,
  now: number,
): Promise<FoundChange[]> {
  const [seen, state] = [sweptStateOf('deployment', 'd.id'), deploymentStateAt(now)]
  return deploymentsBetween(database, from, to)
    .clearSelect()
    .select(['d.id', seen.as('from'), state.as('to')])
    .where(state, 'is distinct from', seen)
    .orderBy('d.id')
    .execute()
}

/** Writes down what was found. A first sight is remembered, and is no transition. */
export async function saveChanges(
  tx: ControlTransaction,
  sweepId: string,
  kind: SweptKind,
  changes: readonly FoundChange[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return
  const swept: SweptStateTable[] = changes.map(({ id, to }) => ({
    kind,
    id,
    state: to,
    since: now,
  }))
  await tx
    .insertInto('swept_state')
    .values(swept)
    .onConflict(conflict =>
      conflict.columns(['kind', 'id']).doUpdateSet(eb => ({
        state: eb.ref('excluded.state'),
        since: eb.ref('excluded.since'),
      })),
    )
    .execute()
  const transitions = changes.filter(({ from }) => from !== null)
  if (transitions.length === 0) return
  await tx
    .insertInto('transition')
    .values(
      transitions.map(({ id, from, to }) => ({
        sweep_id: sweepId,
        kind,
        id,
        from_state: from,
        to_state: to,
        at: now,
      })),
    )
    .execute()
}

/** The latest changes of one thing, newest first. */
export function loadTransitions(database: Queryable, kind: SweptKind, id: string, limit: number) {
  return database
    .selectFrom('transition')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('sweep_id', 'desc')
    .limit(limit)
    .execute()
}

/** The run that has not come to its end; the oldest, should there be several. */
export function findUnfinishedSweep(database: Queryable): Promise<SweepRow | undefined> {
  return database
    .selectFrom('sweep')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('started_at')
    .orderBy('id')
    .executeTakeFirst()
}

/** The latest runs, newest first. */
export function loadSweeps(database: Queryable, limit: number): Promise<SweepRow[]> {
  return database
    .selectFrom('sweep')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Whether a run was started between two moments, both included; one that lies ahead was started by a clock that was wrong. */
export async function hasSweepBetween(database: Queryable, from: number, to: number): Promise<boolean> {
  const found = await database
    .selectFrom('sweep')
    .select('id')
    .where('started_at', '>=', from)
    .where('started_at', '<=', to)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A run by id. */
export function findSweep(database: Queryable, id: string): Promise<SweepRow | undefined> {
  return database.selectFrom('sweep').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Stores a new run. */
export async function insertSweep(tx: ControlTransaction, row: SweepRow): Promise<void> {
  await tx.insertInto('sweep').values(row).execute()
}

/** Writes down how far a run has come. */
export async function saveSweep(tx: ControlTransaction, row: SweepRow): Promise<void> {
  const { id, phase, position, scanned, applied, finished_at } = row
  await tx
    .updateTable('sweep')
    .set({ phase, position, scanned, applied, finished_at })
    .where('id', '=', id)
    .execute()
}
