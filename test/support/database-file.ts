import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** The path of the one SQLite database in a data directory. */
export function databasePath(dataDir: string): string {
  const names = readdirSync(dataDir).filter(name => /\.(db|sqlite3?)$/.test(name))
  if (names.length !== 1)
    throw new Error(`expected one database in the data directory, found ${names.join(', ')}`)
  return join(dataDir, names[0] as string)
}

/** Opens a Hub's database behind its back, as an operator or an intruder would. */
export function openDatabase(dataDir: string): Database.Database {
  const database = new Database(databasePath(dataDir))
  database.pragma('busy_timeout = 10000')
  return database
}
