import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Fetch } from '@licet/server'
import { DatabaseUnusable } from '@licet/server'
import { listeningWarnings, StartRefused } from '@licet/server/config'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { ControlConfig } from './config.ts'
import { evaluationFolder } from './keys/evaluation-keys.ts'
import { publishEvaluationKeyset } from './keys/publish-evaluation-keyset.ts'
import { withdrawCompromisedKeys } from './keys/withdraw-compromised-keys.ts'
import { openDeps } from './open-deps.ts'
import { publishDue } from './services/publish-revocations.ts'
import { openControlDatabase } from './store/database.ts'
import { scheduleSweep } from './sweep/schedule-sweep.ts'

/** A control plane that answers requests. */
export interface Control {
  /** For requests that come from a socket. */
  fetch: Fetch
  /** Lines for whoever starts it: where to set up, and where the trust of an evaluation lies. */
  greeting(url: string): string[]
  close(): Promise<void>
}

const sweepMilliseconds = 3_600_000

/**
 * Opens everything in the data directory and puts the control plane together.
 *
 * @throws {StartRefused} when the configuration does not allow what is there, or the database cannot be used.
 */
export async function openControl(config: ControlConfig, log: Logger): Promise<Control> {
  for (const { name, message, remedy } of listeningWarnings('CONTROL', config))
    log.warn(`${name}: ${message} ${remedy}`)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const path = databasePath(config)
  if (config.databaseUrl === null) assertNotEmptied(config)
  const now = Math.floor(Date.now() / 1000) + config.clockOffsetSeconds
  const database = await openControlDatabase({ url: config.databaseUrl, path }, now).catch(error => {
    throw error instanceof DatabaseUnusable ? unusable(path, error) : error
  })
  try {
    const beside = await database.schemaFault()
    if (beside !== null) log.warn(`${beside.message} No backup can be made before it is removed.`)
    const deps = await openDeps(config, log, database)
    await withdrawCompromisedKeys(deps)
    await publishEvaluationKeyset(deps)
    const app = createApp(deps)
    const sweep = scheduleSweep(deps)
    const sweeping = setInterval(() => {
      void forgetOldAttempts()
      void publishList()
    }, sweepMilliseconds).unref()
    const publishList = () =>
      publishDue(deps).catch((err: unknown) =>
        log.warn({ err }, 'the revocation list that is due was not signed'),
      )
    await publishList()
    const forgetOldAttempts = () =>
      deps.limits.sweep().catch((err: unknown) => log.warn({ err }, 'old attempts were not forgotten'))
    return {
      fetch: (request, env) => app.fetch(request, env),
      greeting: url => greeting(config, deps.setupToken.text, url),
      close: async () => {
        clearInterval(sweeping)
        sweep.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Where the SQLite database lies. */
export function databasePath({ dataDir }: Pick<ControlConfig, 'dataDir'>): string {
  return join(dataDir, 'control.db')
}

// SQLite takes an empty file for a new database; one that has lost its content must not become the start of another.
function assertNotEmptied(config: ControlConfig): void {
  const path = databasePath(config)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === 0) throw unusable(path, new DatabaseUnusable('The database is empty.'))
}

function unusable(path: string, cause: DatabaseUnusable): StartRefused {
  return new StartRefused(
    `${cause.message} Put a copy from ${join(path, '..', 'backups')} or a backup of yours in the place of ${path}: licet restore FILE --control-plane.`,
    { cause },
  )
}

function greeting(config: ControlConfig, setupToken: string | null, url: string): string[] {
  const lines: string[] = []
  if (setupToken !== null) {
    // A token that the operator chose is known already; only one made here is printed.
    const token = config.setupToken === null ? `#token=${setupToken}` : ''
    lines.push('', 'Create the first super_admin at', `  ${url}/setup${token}`)
    if (config.setupToken === null)
      lines.push(`  The token also lies in ${join(config.dataDir, 'setup-token')} until it is used.`)
  }
  const trust = join(evaluationFolder(config.dataDir), 'trust.json')
  if (config.evaluation && existsSync(trust))
    lines.push('', `This is an evaluation: whoever takes part trusts the keys in ${trust}`)
  return lines.length === 0 ? [] : [...lines, '']
}
