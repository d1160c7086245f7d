import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hasInstanceKey } from '@licet/activation'
import { DatabaseUnusable, type Fetch, findSchemaFault } from '@licet/server'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { builtInSchema } from './built-in.ts'
import type { HubConfig } from './config.ts'
import { openDeps } from './open-deps.ts'
import { createRescueApp } from './rescue-app.ts'
import { type HubDatabase, openDatabase } from './store/database.ts'
import { transportWarnings } from './transport-warnings.ts'

/** A Hub that answers requests, in health or in rescue. */
export interface Hub {
  /** For requests that come from a socket. */
  fetch: Fetch
  /** Lines for whoever starts it: where to set up, where the sample license lies. */
  greeting(url: string): string[]
  close(): void
}

/**
 * Opens everything in the data directory and puts the Hub together.
 *
 * With a damaged database it opens in rescue: only backups can be listed and restored, and after a restore the same process
 * goes on as usual.
 *
 * @throws {StartRefused} when the configuration does not allow what is in the data directory.
 */
export async function openHub(config: HubConfig, log: Logger): Promise<Hub> {
  for (const { name, message, remedy } of transportWarnings(config)) log.warn(`${name}: ${message} ${remedy}`)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  let current: Hub = await openSound(config, log).catch(error => {
    if (!(error instanceof DatabaseUnusable)) throw error
    log.error({ err: error }, 'the database cannot be used; only restoring a backup works')
    return openRescue(config, log, error.code, async () => {
      current = await openSound(config, log)
    })
  })
  return {
    fetch: (request, env) => current.fetch(request, env),
    greeting: url => current.greeting(url),
    close: () => current.close(),
  }
}

async function openSound(config: HubConfig, log: Logger): Promise<Hub> {
  assertNotEmptied(config)
  const database = openDatabase(
    databasePath(config),
    Math.floor(Date.now() / 1000) + config.clockOffsetSeconds,
  )
  try {
    await assertOwnSchema(database, log)
    const deps = await openDeps(config, log, database)
    const app = createApp(deps)
    return {
      fetch: (request, env) => {
        database.shareReading()
        return app.fetch(request, env)
      },
      greeting: url => greeting(config, deps.setupToken.text(), url),
      close: () => {
        deps.close()
        closeDatabase(database)
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

// SQLite takes an empty file for a new database; here, where an installation has lived, it is one that was lost.
function assertNotEmptied(config: HubConfig): void {
  const size = statSync(databasePath(config), { throwIfNoEntry: false })?.size
  if (size === 0 && hasInstanceKey(config.dataDir)) throw new DatabaseUnusable('The database is empty.')
}

// What changes what our own statements do is not worked with; what merely lies beside our tables is told.
async function assertOwnSchema({ raw }: HubDatabase, log: Logger): Promise<void> {
  const fault = await findSchemaFault(raw, 'hub', builtInSchema)
  if (fault?.harmful) throw new DatabaseUnusable(fault.message, { code: 'DATABASE_ALTERED' })
  if (fault !== null) log.warn(`${fault.message} No backup can be made before it is removed.`)
}

function openRescue(
  config: HubConfig,
  log: Logger,
  code: DatabaseUnusable['code'],
  recover: () => Promise<void>,
): Hub {
  const app = createRescueApp({ config, log, code, databasePath: databasePath(config), recover })
  return {
    fetch: (request, env) => app.fetch(request, env),
    greeting: () => [],
    close: () => undefined,
  }
}

/** Where the database of an installation lies. */
export function databasePath({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  return join(dataDir, 'hub.db')
}

function greeting(config: HubConfig, setupToken: string | null, url: string): string[] {
  const lines: string[] = []
  if (setupToken !== null) {
    // A token that the operator chose is known already; only one made here is printed.
    const token = config.setupToken === null ? `#token=${setupToken}` : ''
    lines.push('', 'Create the first administrator at', `  ${url}/setup${token}`)
    if (config.setupToken === null)
      lines.push(`  The token also lies in ${join(config.dataDir, 'setup-token')} until it is used.`)
  }
  const sample = join(config.dataDir, 'evaluation', 'sample.license')
  if (config.evaluation) {
    lines.push('', 'This is an evaluation: development keys are trusted.')
    if (existsSync(sample)) lines.push(`A license to try lies in ${sample}`)
  }
  return lines.length === 0 ? [] : [...lines, '']
}

function closeDatabase(database: HubDatabase): void {
  try {
    database.raw.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // Another process is reading; the last one to close does it.
  }
  database.close()
}
