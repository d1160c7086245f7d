import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../support/caller.ts'
import { type Control, startCluster } from '../support/control.ts'
import { createInstallation, type Installation } from '../support/installation.ts'
import { canStartPostgres, type Postgres, startPostgres } from '../support/postgres.ts'
import { repetitions } from '../support/repetitions.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'

const racers = 64
const interleavings = repetitions('LICET_RACES', 20)
const atOnce = 10
const databases = [
  { name: 'SQLite', processes: 1 },
  ...(canStartPostgres('races on PostgreSQL') ? [{ name: 'PostgreSQL', processes: 3 }] : []),
]

/** When a question was answered, and how; `performance.now()` milliseconds. */
interface Told {
  asked: number
  status: number
  code: string
}

describe.each(databases)('$name, $processes control planes', ({ name, processes }) => {
  let server: Postgres | undefined
  let cluster: Control[]
  const door = (index: number): Control => cluster[index % cluster.length] as Control

  beforeAll(async () => {
    if (name === 'PostgreSQL') server = await startPostgres()
    cluster = await startCluster(processes, server ? { databaseUrl: await server.createDatabase() } : {})
  }, 120_000)
  afterAll(async () => {
    await Promise.all(cluster.map(each => each.stop()))
    await server?.stop()
  })

  test(`of ${racers} machines that race for one node-locked key exactly one wins`, async () => {
    const { id, key } = await issueLicense(door(0).admin, 'node-locked')
    const answers = await Promise.all(
      Array.from({ length: racers }, (_, index) => createInstallation().activate(door(index).anonymous, key)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(
      answers.filter(({ status, body }) => status === 403 && body.code === 'OTHER_MACHINE'),
    ).toHaveLength(racers - 1)
    const { activations } = await showLicense(door(0), id)
    expect(activations.filter(({ state }: { state: string }) => state === 'active')).toHaveLength(1)
  }, 120_000)

  test(
    `after a revocation has returned nothing succeeds, over ${interleavings} interleavings`,
    async () => {
      const late: Told[] = []
      for (let begun = 0; begun < interleavings; begun += atOnce) {
        const races = Array.from({ length: Math.min(atOnce, interleavings - begun) }, (_, index) =>
          revokeInARace(begun + index),
        )
        late.push(...(await Promise.all(races)).flat())
      }
      expect(late).toEqual([])
    },
    60_000 + interleavings * 1_000,
  )

  /** What was asked after the revocation had returned, and not refused for it. */
  async function revokeInARace(index: number): Promise<Told[]> {
    const { id, key } = await issueLicense(door(index).admin, 'self-hosted')
    const holder = createInstallation()
    expect((await holder.activate(door(index).anonymous, key)).status).toBe(200)
    const told: Told[] = []
    const over = new AbortController()
    const ask = async (deed: () => Promise<Answer>): Promise<void> => {
      while (!over.signal.aborted) {
        const asked = performance.now()
        const { status, body } = await deed()
        told.push({ asked, status, code: body.code ?? '' })
      }
    }
    const newcomer = (): Installation => createInstallation()
    const asking = Promise.all([
      ask(() => holder.heartbeat(door(index + 1).anonymous, id)),
      ask(() => newcomer().activate(door(index + 2).anonymous, key)),
    ])
    // Another moment of the exchange each time, without waiting for the clock.
    while (told.length < index % 5) await new Promise(setImmediate)
    const answer = await door(index).admin.post(`/v1/licenses/${id}/revoke`, { reason: 'stolen' })
    const returned = performance.now()
    expect(answer.status, answer.text).toBe(200)
    const afterwards = told.length
    while (told.length < afterwards + 4) await new Promise(setImmediate)
    over.abort()
    await asking
    return told.filter(({ asked, code }) => asked >= returned && code !== 'KEY_REVOKED')
  }
})
