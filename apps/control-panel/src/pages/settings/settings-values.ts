import type { ControlSettings } from './settings-query.ts'

const hourSeconds = 3_600
const daySeconds = 86_400

/** The settings in the units in which people think of them. */
export interface SettingsValues extends Omit<ControlSettings, 'heartbeatSeconds' | 'graceSeconds'> {
  heartbeatHours: number
  graceDays: number
}

/** Settings as the form shows them; what the server only reports is left out. */
export function formOf(settings: ControlSettings): SettingsValues {
  return {
    requireSecondFactor: settings.requireSecondFactor,
    defaultLanguage: settings.defaultLanguage,
    keyPrefix: settings.keyPrefix,
    activationMessage: settings.activationMessage,
    heartbeatHours: Math.round((settings.heartbeatSeconds / hourSeconds) * 100) / 100,
    graceDays: Math.round((settings.graceSeconds / daySeconds) * 100) / 100,
  }
}

/** What differs from the settings in force; a period that was not touched keeps its odd seconds. */
export function changedSettings(values: SettingsValues, settings: ControlSettings): Partial<ControlSettings> {
  const before = formOf(settings)
  const { heartbeatHours, graceDays, ...same } = values
  const changed = Object.entries(same).filter(([name, value]) => value !== before[name as keyof typeof same])
  return {
    ...Object.fromEntries(changed),
    ...(heartbeatHours === before.heartbeatHours
      ? {}
      : { heartbeatSeconds: Math.round(heartbeatHours * hourSeconds) }),
    ...(graceDays === before.graceDays ? {} : { graceSeconds: Math.round(graceDays * daySeconds) }),
  }
}
