import { randomBytes } from 'node:crypto'
import type { HubDatabase } from './database.ts'

/** Where a license came from. */
export type LicenseSource = 'panel' | 'environment' | 'file'

/** A license as it was loaded: the bytes, and who did what when. What it grants is only ever read from the bytes. */
export interface StoredLicense {
  position: number
  id: string
  token: string
  source: LicenseSource
  activatedAt: number
  activatedBy: string
  endedAt: number | null
  endedBy: string | null
  endReason: 'superseded' | 'removed' | null
}

interface Row extends Omit<StoredLicense, 'token'> {
  token: Buffer
}

const columns = `position, id, token, source, activated_at AS activatedAt, activated_by AS activatedBy,
  ended_at AS endedAt, ended_by AS endedBy, end_reason AS endReason`

/** The licenses that are held: in force, or waiting for their start. Oldest first. */
export function loadHeldLicenses(database: HubDatabase): StoredLicense[] {
  return database.raw
    .prepare<[], Row>(`SELECT ${columns} FROM license WHERE ended_at IS NULL ORDER BY position`)
    .all()
    .map(toStored)
}

/** The newest `limit` licenses that were ever loaded, newest first. */
export function loadLicenseHistory(database: HubDatabase, limit: number): StoredLicense[] {
  return database.raw
    .prepare<[number], Row>(`SELECT ${columns} FROM license ORDER BY position DESC LIMIT ?`)
    .all(limit)
    .map(toStored)
}

/** The licenses that have ended, the one loaded last first. */
export function loadEndedLicenses(database: HubDatabase): StoredLicense[] {
  return database.raw
    .prepare<[], Row>(`SELECT ${columns} FROM license WHERE ended_at IS NOT NULL ORDER BY position DESC`)
    .all()
    .map(toStored)
}

/** Every license that was ever loaded here, the newest first. */
export function loadAllLicenses(database: HubDatabase): StoredLicense[] {
  return database.raw
    .prepare<[], Row>(`SELECT ${columns} FROM license ORDER BY position DESC`)
    .all()
    .map(toStored)
}

/** Stores a license under a new id. */
export function saveLicense(
  tx: HubDatabase,
  license: Pick<StoredLicense, 'token' | 'source' | 'activatedAt' | 'activatedBy'>,
): void {
  tx.raw
    .prepare('INSERT INTO license (id, token, source, activated_at, activated_by) VALUES (?, ?, ?, ?, ?)')
    .run(
      `lic_${randomBytes(12).toString('hex')}`,
      Buffer.from(license.token, 'latin1'),
      license.source,
      license.activatedAt,
      license.activatedBy,
    )
}

/** Ends a held license. */
export function endLicense(
  tx: HubDatabase,
  position: number,
  end: { at: number; by: string; reason: 'superseded' | 'removed' },
): void {
  tx.raw
    .prepare(
      'UPDATE license SET ended_at = ?, ended_by = ?, end_reason = ? WHERE position = ? AND ended_at IS NULL',
    )
    .run(end.at, end.by, end.reason, position)
}

// Whatever bytes a tampered row holds, they become some text, and that text does not verify.
function toStored(row: Row): StoredLicense {
  return { ...row, token: Buffer.from(row.token).toString('latin1') }
}
