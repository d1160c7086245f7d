import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { appendAuditEntry } from '../audit-log.ts'
import type { RestoreChanges } from './restore-changes.ts'

interface LogEnd {
  sequence: number
  hash: string
}

/** Kinds of which a later restore asks whether they were ended or only lost by this one. */
const returning: ReadonlySet<string> = new Set(['account', 'service_key', 'api_token'])
/** So many are named; of more, the others count as ended, and can be given back one by one. */
const lostIdsMax = 1000

/**
 * Writes a restore into the audit log that goes on: what was given back, one by one, and then the restore itself with both logs,
 * what was carried over and what was lost, in numbers.
 */
export function appendRestoreEntries(
  raw: Database.Database,
  options: {
    source: string
    now: number
    actor: { id: string; name: string; address: string }
    revive: readonly string[]
  },
  facts: { changes: RestoreChanges; backup: LogEnd; replaced: LogEnd | null; fault: string | null },
): void {
  const { source, now, actor, revive } = options
  const { changes, backup, replaced, fault } = facts
  const by = { at: now, actor: actor.id, actorName: actor.name, address: actor.address }
  const revived = changes.carriedOver.filter(({ id, optional }) => optional && revive.includes(id))
  for (const { id, kind, name, at } of revived)
    appendAuditEntry(raw, { ...by, action: 'backup.revive', target: id, detail: { kind, name, endedAt: at } })
  appendAuditEntry(raw, {
    ...by,
    action: 'backup.restore',
    target: basename(source),
    detail: {
      replacedSequence: replaced?.sequence ?? null,
      replacedHead: replaced?.hash ?? null,
      ...(fault !== null && { replacedFault: fault }),
      backupSequence: backup.sequence,
      backupHead: backup.hash,
      log: changes.log.relation,
      logKept: changes.log.kept,
      carriedOver: countByKind(changes.carriedOver.filter(one => !revived.includes(one))),
      lost: countByKind(changes.lost),
      lostIds: changes.lost
        .filter(({ kind }) => returning.has(kind))
        .map(({ id }) => id)
        .slice(0, lostIdsMax),
    },
  })
}

function countByKind(entries: readonly { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
