import type Database from 'better-sqlite3'
import type { CarryOver } from './create-carry-over.ts'
import { put, type Row } from './rows.ts'

/**
 * Lets the audit log in use go on after the restore. Only a log that is broken, a log that the backup goes on from, and the one
 * of a server that was never set up give way to that of the backup.
 *
 * @returns whose log goes on.
 */
export function carryAuditLog({ present, raw, logs }: CarryOver): 'present' | 'backup' {
  const { relation, common } = logs
  const isUnused = relation === 'other' && !hasAccounts(present)
  if (relation === 'newer' || relation === 'unknown' || isUnused) return 'backup'
  raw.prepare('DELETE FROM audit WHERE sequence > ?').run(common)
  const tail = present.prepare<[number], Row>('SELECT * FROM audit WHERE sequence > ? ORDER BY sequence')
  for (const row of tail.iterate(common)) put(raw, 'audit', row)
  return 'present'
}

function hasAccounts(raw: Database.Database): boolean {
  return raw.prepare('SELECT 1 FROM user').get() !== undefined
}
