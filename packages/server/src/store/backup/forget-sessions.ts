import type Database from 'better-sqlite3'
import { openDatabaseFile } from '../open-file.ts'
import { tablesOf } from '../schema/schema-objects.ts'

const tables = ['session', 'verification', 'used_code']

/** Empties a copied database of sessions and half-finished sign-ins: no copy lets anybody in, nor revives what ended since. */
export function forgetSessions(path: string): void {
  const copy = openDatabaseFile(path)
  try {
    copy.pragma('secure_delete = ON')
    deleteSessionRows(copy)
  } finally {
    copy.close()
  }
}

/** Ends every session and half-finished sign-in of a database, of whatever version. */
export function deleteSessionRows(raw: Database.Database): void {
  const present = tablesOf(raw)
  for (const table of tables.filter(name => present.includes(name))) raw.exec(`DELETE FROM ${table}`)
}
