import { type ControlSettings, controlSettings } from '@licet/api/control'
import type { ControlTransaction, Queryable } from './database.ts'

/** What holds until somebody changes it. */
export const defaultSettings: ControlSettings = {
  requireSecondFactor: 'nobody',
  defaultLanguage: 'en',
  keyPrefix: 'LICET',
  heartbeatSeconds: 86_400,
  graceSeconds: 1_209_600,
  activationMessage: '',
}

/** The name of every setting. */
export const settingNames = controlSettings.keyof().options

/** The settings; a stored value that does not fit any more counts as never set. */
export async function loadSettings(database: Queryable): Promise<ControlSettings> {
  const rows = await database.selectFrom('setting').selectAll().execute()
  const stored = new Map(rows.map(({ name, value }) => [name, value]))
  const found: ControlSettings = { ...defaultSettings }
  for (const name of settingNames) {
    const text = stored.get(name)
    const parsed = text === undefined ? null : controlSettings.shape[name].safeParse(JSON.parse(text))
    if (parsed?.success) Object.assign(found, { [name]: parsed.data })
  }
  return found
}

export async function saveSetting(
  tx: ControlTransaction,
  name: keyof ControlSettings,
  value: unknown,
): Promise<void> {
  const text = JSON.stringify(value)
  await tx
    .insertInto('setting')
    .values({ name, value: text })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value: text }))
    .execute()
}
