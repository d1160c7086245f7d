import type { HubDatabase } from './database.ts'

/** One day (UTC) of seat use: its highest, and how it ended. `day` is the epoch second it began. */
export interface SeatDay {
  day: number
  used: number
  closing: number
  limit: number | null
}

export const daySeconds = 86_400

/**
 * Notes the seats in use, in the transaction that changed them; call it after the change. Days that lie ahead were written by
 * a clock that has been put right since: what was in use on them was in use today.
 */
export function recordSeats(tx: HubDatabase, used: number, limit: number | null, now: number): void {
  const day = now - (now % daySeconds)
  const ahead = tx.raw
    .prepare<[number], number | null>('SELECT max(used) FROM seat_peak WHERE day > ?')
    .pluck()
    .get(day)
  tx.raw.prepare('DELETE FROM seat_peak WHERE day > ?').run(day)
  tx.raw
    .prepare(
      `INSERT INTO seat_peak (day, used, closing, seat_limit) VALUES (?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET used = max(used, excluded.used), closing = excluded.closing,
         seat_limit = excluded.seat_limit`,
    )
    .run(day, Math.max(used, ahead ?? 0), used, limit)
}

/** The days on which seats changed, from `since` until `now`, oldest first, and the last one before. */
export function loadSeatDays(database: HubDatabase, since: number, now: number): SeatDay[] {
  const sql = `SELECT day, used, closing, seat_limit AS "limit" FROM seat_peak
    WHERE day >= coalesce((SELECT max(day) FROM seat_peak WHERE day < ?), ?) AND day <= ? ORDER BY day`
  return database.raw.prepare<[number, number, number], SeatDay>(sql).all(since, since, now)
}
