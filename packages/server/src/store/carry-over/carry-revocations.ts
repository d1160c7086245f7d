import type { CarryOver } from './create-carry-over.ts'
import { put, type Row, rowsOf } from './rows.ts'

/**
 * Keeps every revocation, and the list that was given out. The list is due afterwards: it is signed anew, above every sequence
 * that was given out, when the server starts.
 */
export function carryRevocations({ present, raw }: CarryOver): void {
  for (const row of rowsOf(present, 'revocation')) put(raw, 'revocation', row)
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
  if ((theirs ?? 0) > (mine ?? 0)) {
    raw.exec('DELETE FROM revocation_list')
    for (const row of rowsOf(present, 'revocation_list')) put(raw, 'revocation_list', row)
  }
  put(raw, 'secret', { name: 'revocations_due', value: '1' })
}
