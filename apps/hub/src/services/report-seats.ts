import type { seatReport } from '@licet/api'
import { seatLimit } from '@licet/license'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import type { HubDatabase } from '../store/database.ts'
import { daySeconds, loadSeatDays, type SeatDay } from '../store/seat-peaks.ts'
import { loadSettings } from '../store/settings.ts'
import { loadSeatHolders } from '../store/user-pages.ts'
import { countSeats } from '../store/users.ts'
import { toHolder } from './assert-seats.ts'

const trendDays = 365
const inactiveMax = 200

/** Tells how seats are used now, how they were used each day of the last year, and who has not been seen for long. */
export async function reportSeats({
  database,
  licensing,
  clock,
}: HubDeps): Promise<z.infer<typeof seatReport>> {
  const limit = seatLimit(await licensing.state())
  const now = clock.now()
  const used = countSeats(database)
  const trend = dailyTrend(loadSeatDays(database, today(now) - (trendDays - 1) * daySeconds, now), {
    now,
    used,
    limit,
  })
  const inactiveSince = now - loadSettings(database).inactiveDays * daySeconds
  return {
    limit,
    used,
    ...countAccounts(database),
    peak: peakOf(trend),
    trend,
    inactive: loadSeatHolders(database, inactiveMax, inactiveSince).map(toHolder),
  }
}

type Point = { day: number; used: number; limit: number | null }

/**
 * One point a day, oldest first, up to today. A day on which nothing changed stands where the one before it ended.
 *
 * @param days - The days with changes, oldest first; one before the first wanted day gives the level to begin at.
 */
export function dailyTrend(
  days: readonly SeatDay[],
  present: { now: number; used: number; limit: number | null },
): Point[] {
  const last = today(present.now)
  const first = Math.max(days[0]?.day ?? last, last - (trendDays - 1) * daySeconds)
  const byDay = new Map(days.map(day => [day.day, day]))
  const before = days.filter(({ day }) => day < first).at(-1)
  let level = before ? { closing: before.closing, limit: before.limit } : { closing: 0, limit: present.limit }
  const points: Point[] = []
  for (let day = first; day <= last; day += daySeconds) {
    const changed = byDay.get(day)
    // The level carried over from the day before was in use at the start of this one.
    points.push({
      day,
      used: Math.max(changed?.used ?? 0, level.closing),
      limit: changed?.limit ?? level.limit,
    })
    if (changed) level = { closing: changed.closing, limit: changed.limit }
  }
  const point = points.at(-1)
  if (point) Object.assign(point, { used: Math.max(point.used, present.used), limit: present.limit })
  return points
}

function peakOf(trend: readonly Point[]): { used: number; at: number } | null {
  const peak = trend.reduce<Point | null>(
    (best, point) => (best && best.used >= point.used ? best : point),
    null,
  )
  return peak ? { used: peak.used, at: peak.day } : null
}

function countAccounts(database: HubDatabase): { disabled: number; byRole: { admin: number; user: number } } {
  const counts = { disabled: 0, byRole: { admin: 0, user: 0 } }
  const sql = 'SELECT role, enabled, count(*) AS n FROM user GROUP BY role, enabled'
  for (const { role, enabled, n } of database.raw
    .prepare<[], { role: 'admin' | 'user'; enabled: number; n: number }>(sql)
    .all()) {
    if (enabled === 1) counts.byRole[role] += n
    else counts.disabled += n
  }
  return counts
}

const today = (now: number): number => now - (now % daySeconds)
