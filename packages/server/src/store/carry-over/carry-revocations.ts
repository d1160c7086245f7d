import type { CarryOver } from './create-carry-over.ts'
import { put, putRows, type Row, replaceTable } from './rows.ts'

/**
 * Keeps every revocation, and the list that was given out. The list is due afterwards: it is signed anew, above every sequence
 * that was given out, when the server starts.
 */
export function carryRevocations({ present, raw }: CarryOver): void {
  putRows(present, raw, 'revocation')
  const revoke = raw.prepare(
    `UPDATE license SET status = 'revoked', status_reason = @status_reason, status_at = @status_at,
       suspended_by = NULL, machines = 0 WHERE id = @id AND status <> 'revoked'`,
  )
  const end = raw.prepare(
    `UPDATE machine SET state = 'revoked', ended_at = @status_at
     WHERE license_id = @id AND state IN ('active', 'flagged')`,
  )
  const sql = `SELECT id, status_reason, status_at FROM license WHERE status = 'revoked'`
  for (const row of present.prepare<[], Row>(sql).iterate()) if (revoke.run(row).changes > 0) end.run(row)
  const highest = 'SELECT max(sequence) FROM revocation_list'
  const [mine, theirs] = [raw, present].map(database => Number(database.prepare(highest).pluck().get() ?? 0))
  if ((theirs ?? 0) > (mine ?? 0)) replaceTable(present, raw, 'revocation_list')
  put(raw, 'secret', { name: 'revocations_due', value: '1' })
}
