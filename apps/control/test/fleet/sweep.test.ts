import { createLogger } from '@licet/server'
import { describe, expect, it } from 'vitest'
import { systemActor } from '../../src/access/actor.ts'
import type { ControlDatabase } from '../../src/store/database.ts'
import { loadSweeps } from '../../src/store/sweeps.ts'
import { applySweep, assertPlanHolds } from '../../src/sweep/apply-sweep.ts'
import { planSweep } from '../../src/sweep/plan-sweep.ts'
import { sweepThisHour } from '../../src/sweep/schedule-sweep.ts'
import { openFleetDatabase } from '../support/fleet-database.ts'
import { seededId, seedFleet } from '../support/seed-fleet.ts'

const day = 86_400
const start = 1_800_000_000

async function openFleet(licenses: number) {
  const database = await openFleetDatabase(start)
  await seedFleet(database, { licenses, now: start, deployed: true })
  let now = start
  const deps = { database, clock: { now: () => now } }
  return { database, deps, setNow: (at: number) => (now = at) }
}

async function written(database: ControlDatabase) {
  const count = async (table: 'transition' | 'audit' | 'swept_state'): Promise<number> => {
    const row = await database.db
      .selectFrom(table)
      .select(eb => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    transitions: await count('transition'),
    audit: await count('audit'),
    swept: await count('swept_state'),
  }
}

describe('the health sweep', () => {
  it('plans what it then applies, and has nothing left to do the second time', async () => {
    const { database, deps } = await openFleet(25)
    const plan = await planSweep(database.db, start)
    expect(plan).toMatchObject({ plannedTotal: 50, scanned: 25 + 25 })
    expect(await written(database)).toEqual({ transitions: 0, audit: 0, swept: 0 })

    const first = await applySweep(deps, systemActor)
    expect(first).toMatchObject({ applied: 50, hash: plan.hash })
    const after = await written(database)
    expect(after).toEqual({ transitions: 0, audit: 0, swept: 50 })

    const second = await applySweep(deps, systemActor)
    expect(second).toMatchObject({ applied: 0, planned: [], plannedTotal: 0 })
    expect(await written(database)).toEqual(after)
  })

  it('finds each change of state once, with one audit entry for its batch', async () => {
    const { database, deps, setNow } = await openFleet(25)
    await applySweep(deps, systemActor)
    await database.transact(tx =>
      tx.updateTable('license').set({ status: 'revoked' }).where('id', '=', seededId('lic', 3)).execute(),
    )
    setNow(start + 2 * day)
    const report = await applySweep(deps, systemActor)
    expect(report.applied).toBe(1 + 25)
    expect(report.byTransition).toEqual([
      { kind: 'deployment', from: 'active', to: 'grace', count: 24 },
      { kind: 'license', from: 'active', to: 'revoked', count: 1 },
      { kind: 'deployment', from: 'active', to: 'revoked', count: 1 },
    ])
    expect(report.planned[0]).toEqual({
      kind: 'license',
      id: seededId('lic', 3),
      from: 'active',
      to: 'revoked',
      reason: 'It was revoked.',
    })
    expect(await written(database)).toEqual({ transitions: 26, audit: 2, swept: 50 })
  })

  it('writes one transition each when four sweeps run at once', async () => {
    const { database, deps, setNow } = await openFleet(40)
    await applySweep(deps, systemActor)
    setNow(start + 14 * day)
    const reports = await Promise.all([1, 2, 3, 4].map(() => applySweep(deps, systemActor)))
    expect(reports.reduce((sum, { applied }) => sum + applied, 0)).toBe(40)
    expect((await written(database)).transitions).toBe(40)
  })

  it('takes a run up where it was broken off', async () => {
    const { database, deps, setNow } = await openFleet(2500)
    await applySweep(deps, systemActor)
    setNow(start + 366 * day)
    let commits = 0
    const breaking: ControlDatabase = {
      ...database,
      transact: work => {
        commits += 1
        return commits > 2 ? Promise.reject(new Error('gone')) : database.transact(work)
      },
    }
    await expect(applySweep({ ...deps, database: breaking }, systemActor)).rejects.toThrow('gone')
    expect((await written(database)).transitions).toBe(1000)
    const rest = await applySweep(deps, systemActor)
    expect(rest.applied).toBe(2500 + 2500 - 1000)
    expect((await written(database)).transitions).toBe(5000)
    expect((await applySweep(deps, systemActor)).applied).toBe(0)
  })

  it('refuses a plan that would be another by now, and writes nothing', async () => {
    const { database, deps, setNow } = await openFleet(5)
    const { hash } = await planSweep(database.db, start)
    await assertPlanHolds(deps, hash)
    setNow(start + 366 * day)
    await expect(assertPlanHolds(deps, hash)).rejects.toMatchObject({ code: 'PLAN_STALE' })
    expect(await written(database)).toEqual({ transitions: 0, audit: 0, swept: 0 })
  })
})

describe('the hourly sweep', () => {
  it('is done once an hour by however many instances try', async () => {
    const { database, deps, setNow } = await openFleet(10)
    const log = createLogger({ level: 'silent', name: 'test' })
    setNow(start - (start % 3600) + 420)
    const tries = await Promise.all([1, 2, 3].map(() => sweepThisHour({ ...deps, log })))
    expect(tries.some(({ swept }) => swept)).toBe(true)
    expect(await sweepThisHour({ ...deps, log })).toEqual({ swept: false })
    expect(await loadSweeps(database.db, 10)).toHaveLength(1)
    setNow(start - (start % 3600) + 3600 + 420)
    expect(await sweepThisHour({ ...deps, log })).toEqual({ swept: true })
    expect(await loadSweeps(database.db, 10)).toHaveLength(2)
  })
})
