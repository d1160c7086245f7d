import type { settingsReport, updateSettings as updateBody } from '@licet/api'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadSettings, type Settings, saveSetting, settingNames } from '../store/settings.ts'
import { transportWarnings } from '../transport-warnings.ts'

/** Changes settings, and notes in the audit log what they were and are. */
export function updateSettings(
  { database, clock }: HubDeps,
  actor: Actor,
  change: z.infer<typeof updateBody>,
): Settings {
  return database.transact(tx => {
    const before = loadSettings(tx)
    const changed = settingNames.filter(name => change[name] !== undefined && change[name] !== before[name])
    for (const name of changed) saveSetting(tx, name, change[name])
    if (changed.length > 0) {
      const detail = Object.fromEntries(changed.map(name => [name, { from: before[name], to: change[name] }]))
      appendAudit(tx, { actor, action: 'settings.update', target: '', detail }, clock.now())
    }
    return loadSettings(tx)
  })
}

/** The settings, and what comes from the environment and can only be changed there. */
export function reportSettings({ config, database }: HubDeps): z.infer<typeof settingsReport> {
  const warnings = transportWarnings(config)
  const environment = config.report.map(({ name, value, source }) => {
    const warning = warnings.find(found => found.name === name)
    return { name, value, source, ...(warning && { warning: warning.code }) }
  })
  return { ...loadSettings(database), environment }
}
