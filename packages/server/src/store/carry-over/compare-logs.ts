import type Database from 'better-sqlite3'
import { auditHead } from '../audit-log.ts'
import type { LogRelation } from './restore-changes.ts'

/** What the audit logs of two databases have in common. */
export interface LogComparison {
  relation: LogRelation
  /** The last entry that both have; 0 where there is none. */
  common: number
  presentEntries: number
  backupEntries: number
}

/**
 * Compares the log in use with the one of a backup, whose chain was verified before.
 *
 * @param presentHolds - Whether the chain in use was found to hold: it may be long, so it is not verified in here.
 */
export function compareLogs(
  present: Database.Database,
  backup: Database.Database,
  presentHolds: boolean,
): LogComparison {
  const presentEntries = auditHead(present).sequence
  const backupEntries = auditHead(backup).sequence
  const lengths = { presentEntries, backupEntries }
  if (!presentHolds) return { relation: 'unknown', common: 0, ...lengths }
  const common = lastCommon(present, backup, Math.min(presentEntries, backupEntries))
  if (common === backupEntries) return { relation: 'part', common, ...lengths }
  if (common === presentEntries) return { relation: 'newer', common, ...lengths }
  return { relation: common === 0 ? 'other' : 'branch', common, ...lengths }
}

/** A hash stands for everything before it, so the last common one is found by halving. */
function lastCommon(present: Database.Database, backup: Database.Database, entries: number): number {
  const [mine, theirs] = [present, backup].map(raw =>
    raw.prepare<[number], string>('SELECT hash FROM audit WHERE sequence = ?').pluck(),
  ) as [Database.Statement<[number], string>, Database.Statement<[number], string>]
  let [low, high] = [0, entries]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (mine.get(middle) === theirs.get(middle)) low = middle
    else high = middle - 1
  }
  return low
}
