import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { deriveDeploymentState } from '../../src/fleet/derive-deployment-state.ts'
import { vendorState } from '../../src/licensing/vendor-state.ts'
import { deploymentsBetween } from '../../src/store/deployments.ts'
import { deploymentStateAt, licenseStateAt } from '../../src/store/state-expressions.ts'
import { openFleetDatabase } from '../support/fleet-database.ts'
import { seedFleet } from '../support/seed-fleet.ts'

const day = 86_400
const start = 1_800_000_000
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length] as T

/** Mixed radix, so that every combination of the values comes up. */
function digits(index: number, ...radixes: number[]): number[] {
  let rest = index
  return radixes.map(radix => {
    const digit = rest % radix
    rest = Math.floor(rest / radix)
    return digit
  })
}

it('derives the same states in a query as everywhere else, for every combination and at every boundary', async () => {
  const database = await openFleetDatabase(start)
  await seedFleet(database, {
    licenses: 3 * 4 * 2 * 2 * 2 * 3,
    now: start,
    deployed: true,
    license: index => {
      const [status, expiry, bound, locks, heartbeat] = digits(index, 3, 4, 2, 2, 2) as [
        number,
        number,
        number,
        number,
        number,
      ]
      const expiresAt = pick([null, start + 10 * day, start + 20 * day, start + 400 * day], expiry)
      return {
        status: pick(['in_force', 'suspended', 'revoked'], status),
        expires_at: expiresAt,
        warns_at: expiresAt === null ? null : expiresAt - 30 * day,
        starts_at: pick([null, start + day], expiry),
        bound,
        locks,
        heartbeat_seconds: pick([null, day], heartbeat),
      }
    },
    machine: index => ({
      state: pick(['active', 'flagged', 'released'], Math.floor(index / 96)),
      lease_ends_at: pick([null, start + 14 * day], Math.floor(index / 5)),
    }),
  })
  const offsets = [0, 1, 2, 10, 14, 20, 370, 400].flatMap(days => [days * day - 1, days * day])
  for (const now of offsets.map(offset => start + offset)) {
    const licenses = await database.db
      .selectFrom('license as l')
      .selectAll()
      .select(licenseStateAt(now).as('found'))
      .execute()
    expect(licenses).toHaveLength(288)
    for (const row of licenses) {
      const dated = {
        status: row.status as 'in_force',
        startsAt: row.starts_at,
        expiresAt: row.expires_at,
        warnDays: row.warn_days,
      }
      expect(row.found, `${row.id} at ${now}`).toBe(vendorState(dated, now).state)
    }
    const deployments = await deploymentsBetween(database.db, '', 'dep_~')
      .select(deploymentStateAt(now).as('found'))
      .select(sql<string>`d.id`.as('id'))
      .execute()
    expect(deployments).toHaveLength(288)
    for (const row of deployments) {
      const license = {
        revoked: row.status === 'revoked',
        suspended: row.status === 'suspended',
        expiresAt: row.expires_at,
        bound: row.bound === 1,
        locks: row.locks === 1,
        heartbeatSeconds: row.heartbeat_seconds,
      }
      const machine =
        row.last_seen_at === null ? null : { lastSeenAt: row.last_seen_at, leaseEndsAt: row.lease_ends_at }
      expect(row.found, `${row.id} at ${now}`).toBe(deriveDeploymentState({ license, machine }, now).state)
    }
  }
})
