import type { HubDatabase } from './database.ts'

/** The banners that an account has put away and that are still away: for a week at most, whatever clock it was that noted it. */
export function loadDismissals(database: HubDatabase, userId: string, now: number): Set<string> {
  const sql = 'SELECT banner FROM banner_dismissal WHERE user_id = ? AND until > ? AND until <= ?'
  const rows = database.raw.prepare<[string, number, number], string>(sql).pluck()
  return new Set(rows.all(userId, now, now + dismissalSecondsMax))
}

/** No banner allows to be put away for longer. */
const dismissalSecondsMax = 7 * 86_400

/** Puts a banner away for one account. */
export function saveDismissal(tx: HubDatabase, userId: string, banner: string, until: number): void {
  tx.raw
    .prepare('REPLACE INTO banner_dismissal (user_id, banner, until) VALUES (?, ?, ?)')
    .run(userId, banner, until)
}
