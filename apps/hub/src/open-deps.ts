import { openInstanceKey } from '@licet/activation'
import { createForwardingWatch } from '@licet/server'
import { StartRefused } from '@licet/server/config'
import type { Logger } from 'pino'
import { openAuth } from './access/auth.ts'
import { openSetupToken } from './access/setup-token.ts'
import { openControlLink } from './activation/control-link.ts'
import { openMachine } from './activation/machine.ts'
import { builtInTrust, version } from './built-in.ts'
import { openClock } from './clock.ts'
import type { HubConfig } from './config.ts'
import type { HubDeps } from './deps.ts'
import { type HubLicensing, openLicensing } from './licensing/licensing.ts'
import { openManagedLicense } from './licensing/managed-license.ts'
import { readStored, verifyStored } from './licensing/snapshot.ts'
import { openStatusBoard } from './licensing/status-board.ts'
import { joinTrust, loadTrustAnchors, type TrustAnchors } from './licensing/trust.ts'
import { createMetrics } from './metrics.ts'
import { openNotifier } from './notifications/notifier.ts'
import { refuseDevelopmentMaterial } from './refuse-development-material.ts'
import { applyActivationCode } from './services/apply-activation-code.ts'
import { loadArtifact } from './services/load-artifact.ts'
import { beginAudit } from './store/audit.ts'
import type { HubDatabase } from './store/database.ts'
import { countSeats } from './store/users.ts'

/** How often the clock's floor is stored while nothing happens. */
const keepMilliseconds = 300_000
/** Waiting for the disk would hold up the first answer. */
const firstKeepMilliseconds = 1000

/**
 * Opens everything that routes and services use, and starts what runs beside them.
 *
 * @param compiledIn - The trust of the build.
 * @throws {StartRefused} unusable trust; a production license in evaluation; what an evaluation has left, in production.
 */
export async function openDeps(
  config: HubConfig,
  log: Logger,
  database: HubDatabase,
  compiledIn: unknown = builtInTrust,
): Promise<HubDeps & { close(): void }> {
  const installation = openInstanceKey(config.dataDir)
  const anchors = await readAnchors(config, compiledIn)
  const builtWith = await joinTrust(anchors)
  const clock = openClock(
    database,
    config.clockOffsetSeconds,
    err => log.warn({ err }, 'the clock floor was not stored'),
    builtWith,
  )
  const machine = await openMachine({
    root: config.machineRoot,
    issuer: builtWith.issuer,
    productVersion: config.productVersion ?? version,
    installation,
    clock,
    log,
  })
  const control = openControlLink(config)
  const licensing = openLicensing({
    database,
    clock,
    anchors,
    installationId: installation.id,
    countSeats,
    fingerprint: () => machine.current().fingerprint,
  })
  if (config.evaluation) await refuseProductionLicense(database, licensing, installation.id, clock.now())
  else refuseDevelopmentMaterial(database, anchors)
  database.transact(tx => beginAudit(tx, installation.id, clock.now()))
  const managed = openManagedLicense({
    configured: config.managedLicense,
    load: order => loadArtifact(deps, order),
    log,
  })
  const deps: HubDeps = {
    config,
    database,
    clock,
    log,
    installation,
    machine,
    control,
    licensing,
    board: openStatusBoard({ licensing, clock, evaluation: config.evaluation }),
    managed,
    notifier: openNotifier({ config, database, clock, installation, licensing, log }),
    auth: openAuth({
      database,
      secure: config.tls !== null || config.publicUrl?.startsWith('https:') === true,
    }),
    setupToken: openSetupToken({ config, database }),
    metrics: createMetrics(),
    forwarding: createForwardingWatch(log, 'HUB_TRUSTED_PROXIES'),
    version,
  }
  await managed.apply()
  await applyActivationCode(deps)
  machine.follow()
  control.follow(deps)
  managed.follow()
  deps.notifier.follow()
  const keeping = setInterval(() => clock.keep(), keepMilliseconds).unref()
  const firstKeeping = setTimeout(() => clock.keep(), firstKeepMilliseconds).unref()
  return {
    ...deps,
    close: () => {
      clearInterval(keeping)
      clearTimeout(firstKeeping)
      managed.close()
      machine.close()
      void control.close()
      deps.notifier.close()
      clock.keep()
    },
  }
}

async function readAnchors(config: HubConfig, compiledIn: unknown): Promise<TrustAnchors> {
  try {
    return await loadTrustAnchors(config, compiledIn)
  } catch (error) {
    const name = config.trustFile === null ? 'The trusted keys' : 'HUB_TRUST_FILE'
    throw new StartRefused(`${name}: ${error instanceof Error ? error.message : 'unusable'}`, {
      cause: error,
    })
  }
}

// By the keys of the build alone: whatever else evaluation trusts does not make a license a real one.
async function refuseProductionLicense(
  database: HubDatabase,
  { anchors }: HubLicensing,
  installationId: string,
  now: number,
): Promise<void> {
  const production: TrustAnchors = { ...anchors, main: anchors.production, development: null }
  const { held, facts } = await verifyStored(readStored(database), production, { now, installationId })
  // One that locks was removed and goes on locking: an evaluation is no way out of it.
  const isLocking = facts.removed?.claims.policy.enforcement === 'locked'
  if (!isLocking && held.every(({ verified }) => verified === null)) return
  throw new StartRefused(
    'This data directory holds a production license, so it is not opened in evaluation. Start with HUB_EVALUATION=0.',
  )
}
