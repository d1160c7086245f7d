import { randomBytes } from 'node:crypto'
import type { ScryptCost } from '@licet/issuer'
import { createAttemptLimits, createForwardingWatch, keepPrivateFile, type PasswordCost } from '@licet/server'
import type { Logger } from 'pino'
import { openActivationLimits } from './access/activation-limits.ts'
import { systemActor } from './access/actor.ts'
import { openAuth } from './access/auth.ts'
import { openSetupToken } from './access/setup-token.ts'
import { version } from './built-in.ts'
import { createClock } from './clock.ts'
import type { ControlConfig } from './config.ts'
import type { ControlDeps } from './deps.ts'
import { loadEvaluationKeys } from './keys/evaluation-keys.ts'
import { openKeyRing } from './keys/key-ring.ts'
import { loadTrust } from './keys/load-trust.ts'
import { makeFirstKeys } from './keys/make-first-keys.ts'
import { passphrasePath, refuseDevelopmentKeys } from './keys/refuse-development-keys.ts'
import { createMetrics } from './metrics.ts'
import { appendAudit, loadAuditHead } from './store/audit.ts'
import type { ControlDatabase } from './store/database.ts'
import { keepSecret } from './store/secrets.ts'
import { hasSuperAdmin } from './store/staff.ts'

/**
 * Opens everything that routes and services use.
 *
 * @param costs - Of hashing passwords and deriving the sealing key; lower in tests only.
 * @throws {StartRefused} unusable trust; what an evaluation has left, in production.
 */
export async function openDeps(
  config: ControlConfig,
  log: Logger,
  database: ControlDatabase,
  costs: { password?: PasswordCost; sealing?: ScryptCost } = {},
): Promise<ControlDeps> {
  const trust = await loadTrust(config)
  const clock = createClock(config.clockOffsetSeconds, trust)
  const metrics = createMetrics()
  await refuseDevelopmentKeys(config, database.db)
  const controlId = await beginAudit(database, clock.now())
  const passphrase = config.keyPassphrase ?? keepPrivateFile(passphrasePath(config))
  await makeFirstKeys({
    database,
    passphrase,
    isMade: config.keyPassphrase === null,
    evaluation: config.evaluation,
    adopt: async () => (config.evaluation ? loadEvaluationKeys(config.dataDir) : []),
    now: clock.now(),
    cost: costs.sealing,
  })
  const keys = await openKeyRing({ database: database.db, passphrase, log })
  metrics.signing.set(keys.state().state === 'ready' ? 1 : 0)
  return {
    config,
    database,
    clock,
    keys,
    trust,
    log,
    limits: openActivationLimits({ database, clock, metrics, perAddress: config.activationLimit }),
    attempts: createAttemptLimits(() => performance.now() / 1000),
    auth: openAuth({
      database,
      secure: config.tls !== null || config.publicUrl?.startsWith('https:') === true,
      cost: costs.password,
    }),
    setupToken: openSetupToken(config, await hasSuperAdmin(database.db)),
    metrics,
    forwarding: createForwardingWatch(log, 'CONTROL_TRUSTED_PROXIES'),
    controlId,
    version,
  }
}

/** Writes the first entry of the chain, which names this control plane. @returns its id. */
async function beginAudit(database: ControlDatabase, now: number): Promise<string> {
  return database.transact(async tx => {
    const id = await keepSecret(tx, 'control_id', `ctl_${randomBytes(16).toString('hex')}`)
    if ((await loadAuditHead(tx)).sequence > 0) return id
    await appendAudit(tx, {
      actor: systemActor,
      action: 'audit.begin',
      target: id,
      detail: { installationId: id },
      at: now,
    })
    return id
  })
}
