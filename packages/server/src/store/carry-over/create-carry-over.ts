import type Database from 'better-sqlite3'
import { compareLogs, type LogComparison } from './compare-logs.ts'
import type { CarriedOver, Lost } from './restore-changes.ts'

/** What carrying over works with. */
export interface CarryOver {
  /** The database in use. */
  present: Database.Database
  /** The content of the backup, which becomes the database in use. */
  raw: Database.Database
  /** Epoch seconds. */
  now: number
  logs: LogComparison
  /** Whether what is in use is younger than the backup, so that it decides where both say something. */
  presentDecides: boolean
  /** Ids that are given back all the same. */
  revive: ReadonlySet<string>
  /** Whether something that only the backup has was here and was ended; what only an earlier restore took away was not. */
  wasEnded: (id: string) => boolean
  /** When something was last acted on after the backup, by the audit log; null where it says nothing. */
  endedAt: (id: string) => number | null
  carriedOver: CarriedOver[]
  lost: Lost[]
}

/** Compares two databases by their audit logs. */
export function createCarryOver(
  present: Database.Database,
  raw: Database.Database,
  { revive, now, logHolds }: Pick<CarryOver, 'revive' | 'now'> & { logHolds: boolean },
): CarryOver {
  const logs = compareLogs(present, raw, logHolds)
  const isFromHere = logs.relation === 'part'
  const after = isFromHere ? logs.common : 0
  const actions = lastActions(present)
  const losses = lossesByRestores(present, after)
  return {
    present,
    raw,
    now,
    logs,
    presentDecides: logs.relation !== 'newer',
    revive,
    wasEnded: id => {
      const last = actions.get(id)?.sequence ?? 0
      const lostAt = losses.get(id)
      if (lostAt !== undefined && lostAt > last) return false
      // A backup from here holds nothing that was not here; of any other, the log says what was.
      return isFromHere || last > 0
    },
    endedAt: id => {
      const last = actions.get(id)
      return last === undefined || last.sequence <= after ? null : last.at
    },
    carriedOver: [],
    lost: [],
  }
}

interface LastAction {
  sequence: number
  at: number
}

function lastActions(present: Database.Database): Map<string, LastAction> {
  const rows = present
    .prepare<[], LastAction & { target: string }>(
      'SELECT target, max(sequence) AS sequence, at FROM audit GROUP BY target',
    )
    .all()
  return new Map(rows.map(({ target, sequence, at }) => [target, { sequence, at }]))
}

/** What restores have taken away since, and in which entry that stands. */
function lossesByRestores(present: Database.Database, after: number): Map<string, number> {
  const rows = present
    .prepare<[number], { id: string; sequence: number }>(
      `SELECT value AS id, sequence FROM audit, json_each(iif(json_valid(detail), detail, '{}'), '$.lostIds')
       WHERE action = 'backup.restore' AND sequence > ? AND json_valid(detail) ORDER BY sequence`,
    )
    .all(after)
  return new Map(rows.map(({ id, sequence }) => [id, sequence]))
}
