import { settings } from '@licet/api'
import type { z } from 'zod'
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
  const merged: Record<string, unknown> = { ...defaultSettings }
  for (const { name, value } of rows) {
    const field = settings.shape[name as keyof Settings]
    const parsed = field?.safeParse(JSON.parse(value))
    if (parsed?.success) merged[name] = parsed.data
  }
  return merged as Settings
}

export function saveSetting(tx: HubDatabase, name: keyof Settings, value: unknown): void {
  tx.raw.prepare('REPLACE INTO setting (name, value) VALUES (?, ?)').run(name, JSON.stringify(value))
}
