import type { HubDatabase } from './database.ts'

/** The banners that an account has put away and that are still away. */
export function loadDismissals(database: HubDatabase, userId: string, now: number): Set<string> {
  const sql = 'SELECT banner FROM banner_dismissal WHERE user_id = ? AND until > ?'
  return new Set(database.raw.prepare<[string, number], string>(sql).pluck().all(userId, now))
}

/** Puts a banner away for one account. */
export function saveDismissal(tx: HubDatabase, userId: string, banner: string, until: number): void {
  tx.raw
    .prepare('REPLACE INTO banner_dismissal (user_id, banner, until) VALUES (?, ?, ?)')
    .run(userId, banner, until)
}
