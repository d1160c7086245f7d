import { settings } from '@licet/api'
import { z } from 'zod'
import type { HubDatabase } from './database.ts'

export type Settings = z.infer<typeof settings>

/** What holds until somebody changes it. */
export const defaultSettings: Settings = {
  requireSecondFactor: 'nobody',
  expiryBannerForEverybody: false,
  seatWarningPercent: 90,
  inactiveDays: 90,
  defaultLanguage: 'en',
}

/** The settings; a stored value that does not fit any more counts as never set. */
export function loadSettings(database: HubDatabase): Settings {
  const rows = database.raw
    .prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')
    .all()
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]))
  return settingsOrDefaults.parse(stored)
}

// Each field for itself: one that does not fit takes none of the others with it.
const settingsOrDefaults = z.object({
  requireSecondFactor: settings.shape.requireSecondFactor.catch(defaultSettings.requireSecondFactor),
  expiryBannerForEverybody: settings.shape.expiryBannerForEverybody.catch(
    defaultSettings.expiryBannerForEverybody,
  ),
  seatWarningPercent: settings.shape.seatWarningPercent.catch(defaultSettings.seatWarningPercent),
  inactiveDays: settings.shape.inactiveDays.catch(defaultSettings.inactiveDays),
  defaultLanguage: settings.shape.defaultLanguage.catch(defaultSettings.defaultLanguage),
})

/** The name of every setting. */
export const settingNames = settings.keyof().options

export function saveSetting(tx: HubDatabase, name: keyof Settings, value: unknown): void {
  tx.raw.prepare('REPLACE INTO setting (name, value) VALUES (?, ?)').run(name, JSON.stringify(value))
}
