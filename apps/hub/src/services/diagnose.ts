import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { diagnostics } from '@licet/api'
import { lengthText } from '@licet/license'
import { findSchemaFault, readAuditChain, verifyLongChain } from '@licet/server'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import type { Snapshot } from '../licensing/snapshot.ts'
import { keysetChain } from '../licensing/trust.ts'
import { transportWarnings } from '../transport-warnings.ts'
import { skewText } from './skew-text.ts'

type Report = z.infer<typeof diagnostics>
type Check = Report['checks'][number]

const diskBytesMin = 256 * 1024 * 1024

/** Looks at everything that can be wrong with this installation, and says what to do about what is. */
export async function diagnose(deps: HubDeps): Promise<Report> {
  const { licensing, clock, config, installation, version } = deps
  const snapshot = await licensing.snapshot()
  return {
    at: clock.now(),
    version,
    checks: [
      fine('version', version),
      fine('node', process.version),
      fine('installation', installation.id),
      config.evaluation
        ? fault(
            'evaluation',
            'warning',
            'on',
            'Development keys are trusted.',
            'Start without HUB_EVALUATION=1 for real use.',
          )
        : fine('evaluation', 'off'),
      trustCheck(snapshot),
      licenseCheck(deps, snapshot),
      ...artifactChecks(snapshot),
      clockCheck(deps),
      await databaseCheck(deps),
      await auditCheck(deps),
      diskCheck(config.dataDir),
      permissionCheck(config.dataDir),
      fine('network', outboundConnections(config)),
      proxyCheck(deps),
      ...transportChecks(config),
    ],
  }
}

function transportChecks(config: HubDeps['config']): Check[] {
  const found = transportWarnings(config)
  if (found.length === 0) return [fine('transport', 'encrypted or local')]
  return found.map(({ name, code, message, remedy }) =>
    fault(`transport_${code.toLowerCase()}`, 'warning', name, message, remedy),
  )
}

function outboundConnections({ controlUrl, notify }: HubDeps['config']): string {
  const targets = [
    ...(controlUrl === null ? [] : ['a control plane']),
    ...(notify.webhook === null && notify.mail === null ? [] : ['receivers of notifications']),
  ]
  return targets.length === 0 ? 'no outbound connections' : `configured: ${targets.join(', ')}`
}

function proxyCheck({ config, forwarding }: HubDeps): Check {
  const unnamed = forwarding.lastAddress()
  if (unnamed === null) return fine('proxy', `${config.trustedProxies.length} named`)
  return fault(
    'proxy',
    'warning',
    unnamed,
    'This address forwards others but is not trusted, so everybody behind it counts as one.',
    'If it is your proxy, add it to HUB_TRUSTED_PROXIES.',
  )
}

function trustCheck({ trust, chains }: Snapshot): Check {
  const count = `${trust.keys.size} keys, sequence ${keysetChain(chains).sequence}`
  if (trust.keys.size > 0) return fine('trust', count)
  return fault(
    'trust',
    'failed',
    count,
    'No license can be verified.',
    'Install a build that holds your vendor’s keys.',
  )
}

function licenseCheck({ licensing, managed }: HubDeps, snapshot: Snapshot): Check {
  const configured = managed.fault()
  if (configured !== null) {
    return fault('license', 'failed', configured.code, configured.message, 'Correct HUB_LICENSE or its file.')
  }
  const { kind, message, remedy, valid } = licensing.evaluate(snapshot)
  return valid ? fine('license', kind) : fault('license', 'warning', kind, message, remedy)
}

function artifactChecks({ damaged }: Snapshot): Check[] {
  return damaged.map(({ kind, code }) =>
    fault(kind, 'failed', code, `A stored ${kind} text no longer verifies.`, 'Load it again.'),
  )
}

function clockCheck({ clock }: HubDeps): Check {
  const value = `${clock.system()} (counts as ${clock.now()})`
  const warning = clock.warning()
  if (warning === 'none') return fine('clock', value)
  const skewSeconds = clock.skewSeconds()
  const message =
    skewSeconds !== null
      ? skewText(skewSeconds)
      : warning === 'behind'
        ? `The clock is ${lengthText(clock.now() - clock.system())} behind a time known to have passed.`
        : `The clock jumped: it is ${lengthText(clock.system() - clock.known())} ahead of the time known to have passed.`
  return fault('clock', 'warning', value, message, 'Set the machine’s clock.')
}

async function databaseCheck({ database }: HubDeps): Promise<Check> {
  const findings = database.raw.pragma('quick_check(1)', { simple: true })
  const sqlite = database.raw.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
  const altered = await findSchemaFault(database.raw, 'hub')
  if (altered !== null) {
    const remedy = 'Find out who added it. Remove it, or restore a backup; until then none can be made.'
    const outcome = altered.harmful ? 'failed' : 'warning'
    const check = fault('database', outcome, 'altered', altered.message, remedy)
    return altered.fault === null ? check : { ...check, fault: altered.fault }
  }
  if (findings === 'ok') return fine('database', `intact, SQLite ${sqlite}`)
  return fault('database', 'failed', 'damaged', 'The database is damaged.', 'Restore a backup.')
}

async function auditCheck({ database }: HubDeps): Promise<Check> {
  const { entries, brokenAt } = await verifyLongChain(readAuditChain(database.raw))
  if (brokenAt === null) return fine('audit', `whole, ${entries} entries`)
  return fault(
    'audit',
    'failed',
    `broken at entry ${brokenAt}`,
    'The audit log was edited: its chain is broken. Backups that are made now are taken by no restore.',
    'Restore an older backup whose chain holds; what was ended since stays ended. Its log goes on.',
  )
}

function diskCheck(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(dataDir)
  const value = `${Math.floor((bavail * bsize) / 1_048_576)} MiB free`
  if (bavail * bsize >= diskBytesMin) return fine('disk', value)
  return fault('disk', 'warning', value, 'The disk is nearly full.', 'Free some space.')
}

function permissionCheck(dataDir: string): Check {
  try {
    accessSync(dataDir, constants.W_OK)
  } catch {
    return fault(
      'permissions',
      'failed',
      'read-only',
      'The data directory cannot be written.',
      'Correct its owner.',
    )
  }
  const open = statSync(join(dataDir, 'instance-key.json')).mode & 0o077
  if (open === 0) return fine('permissions', 'private')
  const remedy = 'Take the rights of group and others away.'
  return fault('permissions', 'warning', 'open', 'Others can read this installation’s key.', remedy)
}

function fine(id: string, value: string): Check {
  return { id, outcome: 'ok', value, message: '', remedy: '' }
}

function fault(
  id: string,
  outcome: 'warning' | 'failed',
  value: string,
  message: string,
  remedy: string,
): Check {
  return { id, outcome, value, message, remedy }
}
