import { appendAuditEntry, auditHead, type ChainedRecord, parseAuditDetail } from '@licet/server'
import type { Actor } from '../deps.ts'
import type { HubDatabase } from './database.ts'

/** What was done, and to what; `detail` never holds a token, key or password. */
export interface AuditNote {
  actor: Actor
  /** `noun.verb`, for example `user.create`. */
  action: string
  /** Id of what it was done to; empty when it is the installation itself. */
  target: string
  detail?: Record<string, unknown>
}

/** Which entries are wanted; texts match as parts, times are epoch seconds, both inclusive. */
export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  q?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

const columns =
  'sequence, id, at, actor, actor_name AS actorName, action, target, detail, address, previous, hash'

/** Appends an entry to the audit chain, in the transaction of the deed: both are written or neither. */
export function appendAudit(tx: HubDatabase, note: AuditNote, now: number): void {
  const { actor, action, target, detail } = note
  appendAuditEntry(tx.raw, {
    at: now,
    actor: actor.id,
    actorName: actor.name,
    address: actor.address,
    action,
    target,
    detail: detail ?? {},
  })
}

/** Writes the first entry of the chain, which names the installation; does nothing when there is one. */
export function beginAudit(tx: HubDatabase, installationId: string, now: number): void {
  if (auditHead(tx.raw).sequence > 0) return
  const actor: Actor = { id: 'system', name: 'System', kind: 'system', role: 'admin', address: '' }
  appendAudit(tx, { actor, action: 'audit.begin', target: installationId, detail: { installationId } }, now)
}

/** One page of entries, newest first. @param before - Sequence that the page ends before; null for the newest. */
export function loadAuditPage(
  database: HubDatabase,
  filter: AuditFilter,
  page: { limit: number; before: number | null },
): { entries: ChainedRecord[]; total: number } {
  const { where, values } = conditions(filter)
  const count = `SELECT count(*) FROM audit WHERE ${where}`
  const total =
    database.raw
      .prepare<unknown[], number>(count)
      .pluck()
      .get(...values) ?? 0
  const sql = `SELECT ${columns} FROM audit WHERE ${where} AND sequence < ? ORDER BY sequence DESC LIMIT ?`
  const rows = database.raw
    .prepare<unknown[], Omit<ChainedRecord, 'detail'> & { detail: string }>(sql)
    .all(...values, page.before ?? Number.MAX_SAFE_INTEGER, page.limit)
  return {
    entries: rows.map(row => ({ ...row, detail: parseAuditDetail(row.detail) })),
    total,
  }
}

function conditions(filter: AuditFilter): { where: string; values: unknown[] } {
  const parts: [string, unknown][] = []
  if (filter.actor) parts.push(['(actor = ? OR instr(lower(actor_name), lower(?)) > 0)', filter.actor])
  if (filter.action) parts.push(["(action = ? OR action LIKE ? || '.%')", filter.action])
  if (filter.q) {
    parts.push([
      "instr(lower(action || ' ' || target || ' ' || actor_name || ' ' || detail), lower(?)) > 0",
      filter.q,
    ])
  }
  if (filter.from !== undefined) parts.push(['at >= ?', filter.from])
  if (filter.to !== undefined) parts.push(['at <= ?', filter.to])
  return {
    where: parts.map(([sql]) => sql).join(' AND ') || '1',
    values: parts.flatMap(([sql, value]) => Array<unknown>(sql.split('?').length - 1).fill(value)),
  }
}
