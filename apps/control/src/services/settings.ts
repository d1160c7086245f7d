import type { ControlSettings, controlSettingsReport, updateControlSettings } from '@licet/api/control'
import { listeningWarnings } from '@licet/server/config'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadSettings, saveSetting, settingNames } from '../store/settings.ts'

/** Changes settings, and notes in the audit log what they were and are. */
export async function updateSettings(
  { clock, database }: Pick<ControlDeps, 'clock' | 'database'>,
  actor: Actor,
  change: z.infer<typeof updateControlSettings>,
): Promise<ControlSettings> {
  return database.transact(async tx => {
    const before = await loadSettings(tx)
    const changed = settingNames.filter(name => change[name] !== undefined && change[name] !== before[name])
    for (const name of changed) await saveSetting(tx, name, change[name])
    if (changed.length === 0) return before
    const detail = Object.fromEntries(changed.map(name => [name, { from: before[name], to: change[name] }]))
    await appendAudit(tx, { actor, action: 'settings.manage', target: '', detail, at: clock.now() })
    return loadSettings(tx)
  })
}

/** The settings, and what comes from elsewhere and can only be changed there. */
export async function reportSettings({
  config,
  database,
  forwarding,
  limits,
  trust,
}: ControlDeps): Promise<z.infer<typeof controlSettingsReport>> {
  const { perAddress, perKey } = limits
  const warnings = listeningWarnings('CONTROL', config)
  return {
    ...(await loadSettings(database.db)),
    issuer: trust.issuer,
    limits: { perAddress, perKey },
    unnamedProxy: forwarding.lastAddress(),
    database: database.kind,
    instances: await database.instances(),
    environment: config.report.map(({ name, value, source }) => {
      const warning = warnings.find(found => found.name === name)
      return { name, value, source, ...(warning && { warning: warning.code }) }
    }),
  }
}
