import { existsSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { auditHead } from '../audit-log.ts'
import { appendRestoreEntries } from '../carry-over/append-restore-entries.ts'
import { carryOver } from '../carry-over/carry-over.ts'
import { assertRevivable, nothingPresent, type RestoreChanges } from '../carry-over/restore-changes.ts'
import { assertIntact, openDatabaseFile, type Product } from '../open-file.ts'
import { syncPath } from './backup-database.ts'
import { deleteSessionRows } from './forget-sessions.ts'
import type { PresentDatabase } from './present-database.ts'

/** What a restored database is prepared with. */
export interface PrepareOptions {
  product: Product
  /** The backup. */
  source: string
  databasePath: string
  /** Epoch seconds. */
  now: number
  actor: { id: string; name: string; address: string }
  /** Ids of accounts, service keys and API tokens that were ended since and are given back. */
  revive: readonly string[]
}

/** What a restore changes, and why nothing could be carried over; null when it was, or nothing was there. */
export interface Prepared {
  changes: RestoreChanges
  notCarriedOver: string | null
}

/**
 * Prepares the rows of a backup for taking the place of the present database: every session ends, what must not go back is carried
 * over, and the restore is audited.
 *
 * @param draft - Path of a database that our migrations made, with the rows of the backup.
 */
export function prepareRestore(draft: string, present: PresentDatabase, options: PrepareOptions): Prepared {
  const raw = openDatabaseFile(draft)
  try {
    const backup = auditHead(raw)
    const prepared = raw
      .transaction(() => {
        deleteSessionRows(raw)
        const carried = carryFrom(raw, present, options)
        assertRevivable(carried.changes, options.revive)
        const replaced = present.raw ? auditHead(present.raw) : null
        const { fault } = present
        appendRestoreEntries(raw, options, { changes: carried.changes, backup, replaced, fault })
        return carried
      })
      .immediate()
    assertIntact(raw)
    raw.pragma('journal_mode = DELETE')
    return prepared
  } finally {
    raw.close()
    syncPath(draft)
  }
}

function carryFrom(
  raw: Database.Database,
  { raw: present, fault, logHolds }: PresentDatabase,
  options: PrepareOptions,
): Prepared {
  const nothing = (): Prepared => ({
    changes: nothingPresent(existsSync(options.databasePath) ? 'damaged' : 'absent', auditHead(raw).sequence),
    notCarriedOver: fault,
  })
  if (present === null) return nothing()
  try {
    return {
      changes: raw.transaction(() => carryOver(present, raw, { ...options, logHolds }))(),
      notCarriedOver: null,
    }
  } catch (error) {
    // A newer version may have changed what is to be carried over.
    if (fault === null) throw error
    return nothing()
  }
}
