import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Product } from '@licet/server'
import type { Command } from 'commander'
import { type Context, readSetting } from './context.ts'
import { CliError } from './errors.ts'
import { describeDenied } from './input/describe-denied.ts'

/** The options by which a command finds the database of a server on this machine. */
export interface DatabaseOptions {
  dataDir?: string
  controlPlane?: boolean
}

/** Where the database of a Hub or a control plane is. */
export interface DatabasePlace {
  product: Product
  dataDir: string
  databasePath: string
  /** `postgres://…` of a control plane that keeps its database there; null: the file. */
  url: string | null
}

/** Adds those options. */
export function withDatabaseOptions(command: Command): Command {
  return command
    .option('--data-dir <dir>', 'data directory (default: HUB_DATA_DIR, else ./data/hub)')
    .option(
      '--control-plane',
      'of the control plane: CONTROL_DATABASE_URL, else CONTROL_DATA_DIR, else ./data/control; not needed beside a --data-dir of one',
    )
}

/** Finds the database that a command is for; whether it is there is not looked at. @throws {CliError} SETTING_TWICE */
export function findDatabase(context: Context, { dataDir, controlPlane }: DatabaseOptions): DatabasePlace {
  const named = dataDir === undefined ? null : resolve(dataDir)
  if (controlPlane !== true && !(named !== null && holdsControlAlone(named))) {
    const folder = named ?? resolve(readSetting(context, 'HUB_DATA_DIR') ?? join('data', 'hub'))
    return { product: 'hub', dataDir: folder, databasePath: join(folder, 'hub.db'), url: null }
  }
  const folder = named ?? resolve(readSetting(context, 'CONTROL_DATA_DIR') ?? join('data', 'control'))
  // A folder that somebody names is meant, whatever a service is configured with.
  const url = named === null ? (readSetting(context, 'CONTROL_DATABASE_URL') ?? null) : null
  return { product: 'control', dataDir: folder, databasePath: join(folder, 'control.db'), url }
}

/** The same, but a database that is a file must be there. @throws {CliError} DATABASE_MISSING, FILE_UNREADABLE */
export function existingDatabase(context: Context, options: DatabaseOptions): DatabasePlace {
  const place = findDatabase(context, options)
  if (place.url === null) assertThere(place.databasePath)
  return place
}

// What may not be looked at is not missing.
function assertThere(path: string): void {
  try {
    statSync(path)
  } catch (error) {
    const fault = describeDenied(error)
    throw fault === null ? new CliError('DATABASE_MISSING', path) : new CliError('FILE_UNREADABLE', fault)
  }
}

/** The same, for what is done to files alone. @throws {CliError} DATABASE_ON_POSTGRES */
export function assertFile({ url }: DatabasePlace): void {
  if (url !== null) throw new CliError('DATABASE_ON_POSTGRES')
}

function holdsControlAlone(folder: string): boolean {
  return existsSync(join(folder, 'control.db')) && !existsSync(join(folder, 'hub.db'))
}
