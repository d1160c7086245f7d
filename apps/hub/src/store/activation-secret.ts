import type { HubDatabase } from './database.ts'

/** The short key that a license was activated with; null where it came as signed text. */
export function loadShortKey(database: HubDatabase, license: string): string | null {
  return (
    database.raw
      .prepare<[string], string>('SELECT short_key FROM activation_secret WHERE license = ?')
      .pluck()
      .get(license) ?? null
  )
}

/** Keeps the short key of a license; null forgets it. */
export function saveShortKey(tx: HubDatabase, license: string, shortKey: string | null, now: number): void {
  if (shortKey === null) {
    tx.raw.prepare('DELETE FROM activation_secret WHERE license = ?').run(license)
    return
  }
  tx.raw
    .prepare('REPLACE INTO activation_secret (license, short_key, set_at) VALUES (?, ?, ?)')
    .run(license, shortKey, now)
}

/** Every short key that is kept, with the license it stands for; empty where that is not known yet. */
export function loadShortKeys(database: HubDatabase): { license: string; shortKey: string }[] {
  return database.raw
    .prepare<[], { license: string; shortKey: string }>(
      'SELECT license, short_key AS shortKey FROM activation_secret',
    )
    .all()
}
