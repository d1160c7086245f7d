import { setImmediate } from 'node:timers/promises'
import type { Overview, VendorLicenseState } from '@licet/api/control'
import type { ControlDeps } from '../deps.ts'
import { currentTrust } from '../keys/current-trust.ts'
import { countActivations, countHeartbeats } from '../store/activity.ts'
import type { Queryable } from '../store/database.ts'
import { lastLicenseNumber } from '../store/licenses.ts'
import { countDecided, countEnding, reportedSeats } from '../store/overview.ts'
import { listAttention } from './attention.ts'
import { countDeployments } from './count-deployments.ts'
import type { PastCounts } from './past-counts.ts'

const day = 86_400
const hour = 3600
const reportedDays = 30
const stretchLicenses = 2000

/** Counts the whole fleet at one moment, in steps between which others are served. */
export async function gatherOverview(
  deps: Pick<ControlDeps, 'database' | 'clock' | 'trust' | 'log'>,
  past: PastCounts,
): Promise<Overview> {
  const database = deps.database.db
  const now = deps.clock.now()
  const licenses = await countLicenses(database, now)
  const { byState, total, inTrouble } = await countDeployments(database, now)
  const lastHour = await countHeartbeats(database, now - hour + 1, now + 1)
  const perDay = await past.by('activations', day, 30, now, countActivations)
  return {
    at: now,
    licenses: {
      total: licenses.byState.reduce((sum, { count }) => sum + count, 0),
      byState: licenses.byState,
      expiring: {
        within30Days: await countUntil(database, now, 30),
        within60Days: await countUntil(database, now, 60),
        within90Days: await countUntil(database, now, 90),
      },
    },
    expiryByMonth: licenses.expiryByMonth,
    seats: { sold: licenses.seatsInForce, reported: await countReported(database, now) },
    deployments: { total, byState },
    heartbeats: {
      lastHour,
      perMinute: Math.round((lastHour / 60) * 10) / 10,
      byHour: await past.by('heartbeats', hour, 24, now, countHeartbeats),
    },
    activationsByDay: perDay.map(({ at, count }) => ({ day: at, count })),
    attention: await listAttention(database, { trust: await currentTrust(deps, database), inTrouble, now }),
  }
}

/** Licenses by state, and what of those in force ends in which month. */
async function countLicenses(
  database: Queryable,
  now: number,
): Promise<{
  byState: Overview['licenses']['byState']
  expiryByMonth: Overview['expiryByMonth']
  seatsInForce: number
}> {
  const { suspended, revoked, unminted } = await countDecided(database)
  const counts = new Map<string, number>(Object.entries({ suspended, revoked, unminted }))
  const months = monthStarts(now, 14)
  const spans = [0, ...months].map((from, index) => ({ from, until: months[index] ?? null }))
  const expiryByMonth: Overview['expiryByMonth'] = []
  let seatsInForce = 0
  for (const span of spans) {
    const tallies = await countEnding(database, span, now)
    for (const { state, licenses } of tallies) counts.set(state, (counts.get(state) ?? 0) + licenses)
    const inForce = tallies.filter(({ state }) => state === 'active' || state === 'expiring')
    seatsInForce += inForce.reduce((sum, { seats }) => sum + seats, 0)
    if (span.from > 0 && span.until !== null)
      expiryByMonth.push({
        month: new Date(span.from * 1000).toISOString().slice(0, 7),
        from: span.from,
        licenses: tallies.reduce((sum, { licenses }) => sum + licenses, 0),
        seats: tallies.reduce((sum, { seats }) => sum + seats, 0),
      })
    await setImmediate()
  }
  const byState = [...counts]
    .filter(([, count]) => count > 0)
    .map(([state, count]) => ({ state: state as VendorLicenseState, count }))
  return { byState, expiryByMonth, seatsInForce }
}

async function countUntil(database: Queryable, now: number, days: number): Promise<number> {
  const tallies = await countEnding(database, { from: now, until: now + days * day }, now)
  return tallies.reduce((sum, { licenses }) => sum + licenses, 0)
}

async function countReported(database: Queryable, now: number): Promise<number> {
  const last = await lastLicenseNumber(database)
  let seats = 0
  for (let from = 0; from < last; from += stretchLicenses) {
    seats += await reportedSeats(database, [from, from + stretchLicenses], now - reportedDays * day)
    await setImmediate()
  }
  return seats
}

/** The first second (UTC) of this month and of those after it. */
function monthStarts(now: number, count: number): number[] {
  const date = new Date(now * 1000)
  return Array.from({ length: count }, (_, offset) =>
    Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1) / 1000),
  )
}
