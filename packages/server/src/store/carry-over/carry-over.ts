import type Database from 'better-sqlite3'
import type { Product } from '../open-file.ts'
import { carryAuditLog } from './carry-audit-log.ts'
import { carryOverControl } from './carry-over-control.ts'
import { carryOverHub } from './carry-over-hub.ts'
import { type CarryOver, createCarryOver } from './create-carry-over.ts'
import type { RestoreChanges } from './restore-changes.ts'

/**
 * Writes into a restored database what must not go back to how it was when the backup was made: everything that was ended,
 * lowered, replaced or counted since. Call it inside the transaction that prepares the database.
 *
 * @param present - The database in use, sound, with the schema of this version.
 * @param raw - The content of the backup, its audit chain verified, with the schema of this version.
 * @param options.revive - Ids of accounts, service keys and API tokens that are given back all the same.
 * @param options.now - Epoch seconds.
 * @param options.logHolds - Whether the audit chain in use was found to hold.
 */
export function carryOver(
  present: Database.Database,
  raw: Database.Database,
  options: { product: Product; revive: readonly string[]; now: number; logHolds: boolean },
): RestoreChanges {
  const { product, revive, now, logHolds } = options
  const carry: CarryOver = createCarryOver(present, raw, { revive: new Set(revive), now, logHolds })
  const foreign = product === 'control' && controlId(present) !== controlId(raw)
  if (product === 'hub') carryOverHub(carry)
  else if (!foreign) carryOverControl(carry)
  const { relation, presentEntries, backupEntries } = carry.logs
  const kept = carryAuditLog(carry)
  return {
    present: 'sound',
    log: { relation, kept, presentEntries, backupEntries },
    foreign,
    carriedOver: carry.carriedOver,
    lost: carry.lost,
  }
}

function controlId(raw: Database.Database): unknown {
  return raw.prepare(`SELECT value FROM secret WHERE name = 'control_id'`).pluck().get()
}
