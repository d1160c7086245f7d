import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Context, readSetting } from './context.ts'
import { CliError } from './errors.ts'
import type * as hubDatabase from './hub-database.ts'

/** What the commands on a Hub's own machine are given. */
export interface HubFiles {
  dataDir: string
  databasePath: string
}

type HubDatabase = typeof hubDatabase

const nodeMajorMin = 22

/** Where a Hub's files lie: `--data-dir`, else `HUB_DATA_DIR`, else `./data/hub`. */
export function hubFiles(context: Context, dataDir: string | undefined): HubFiles {
  const folder = resolve(dataDir ?? readSetting(context, 'HUB_DATA_DIR') ?? join('data', 'hub'))
  return { dataDir: folder, databasePath: join(folder, 'hub.db') }
}

/** The same, but the database must be there. @throws {CliError} DATABASE_MISSING */
export function existingHubFiles(context: Context, dataDir: string | undefined): HubFiles {
  const files = hubFiles(context, dataDir)
  if (!existsSync(files.databasePath)) throw new CliError('DATABASE_MISSING', files.databasePath)
  return files
}

/**
 * Loads the database functions and runs one of them; what they refuse becomes an error of this program.
 *
 * @throws {CliError} NODE_TOO_OLD, DATABASE_UNUSABLE, PASSWORD_REFUSED
 */
export async function onHubDatabase<Result>(
  work: (hub: HubDatabase) => Result | Promise<Result>,
): Promise<Result> {
  // The database library ends an older Node with a segmentation fault as soon as it is loaded.
  if (Number.parseInt(process.versions.node, 10) < nodeMajorMin)
    throw new CliError('NODE_TOO_OLD', process.version)
  const hub = await import('./hub-database.ts')
  try {
    return await work(hub)
  } catch (error) {
    throw asCliError(error)
  }
}

function asCliError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'DatabaseFileError') return new CliError('DATABASE_UNUSABLE', error.message)
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('PASSWORD_')) return new CliError('PASSWORD_REFUSED', `${code}: ${error.message}`)
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)) return new CliError('DATABASE_UNUSABLE', code)
  return error
}
