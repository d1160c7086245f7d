import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import type { Answer } from '../support/caller.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { repetitions } from '../support/repetitions.ts'
import { wallClock } from '../support/token.ts'

const trials = repetitions('LICET_SEAT_TRIALS', 1)
const racers = 64
let hubs: Hub[]
let hub: Hub
let ada: { id: string }
let idle: string[]
beforeAll(async () => {
  hub = await startHub()
  hubs = [hub, ...(await Promise.all([1, 2, 3].map(() => hub.beside())))]
  ada = await setUp(hub)
  const made = await Promise.all(
    hubs.map(each => {
      const users = Array.from({ length: racers / hubs.length }, () => createAccount())
      return each.admin.post('/api/users/import', { users })
    }),
  )
  expect(made.map(answer => answer.status)).toEqual([201, 201, 201, 201])
  idle = made.flatMap(answer => answer.body.users.map((user: { id: string }) => user.id))
  await disableAll()
}, 180_000)
afterAll(async () => {
  await Promise.all(hubs.map(each => each.stop()))
})

async function disableAll(): Promise<void> {
  const { users } = (await hub.admin.get('/api/users?limit=200&enabled=true')).body
  const ids = users.map((user: { id: string }) => user.id).filter((id: string) => id !== ada.id)
  if (ids.length > 0) expect((await hub.admin.post('/api/users/disable', { ids })).status).toBe(200)
}

const license = async (changes: Parameters<Hub['license']>[0]): Promise<void> => {
  const answer = await hub.admin.post('/api/license/activate', { key: hub.license(changes), replace: true })
  expect(answer.status, answer.text).toBe(200)
}
const door = (index: number): Hub => hubs[index % hubs.length] as Hub
const used = async (): Promise<number> => (await hub.admin.get('/api/users')).body.seats.used
const enable = (index: number): Promise<Answer> =>
  door(index).admin.patch(`/api/users/${idle[index % idle.length]}`, { enabled: true })
const count = (answers: readonly Answer[], status: number): number =>
  answers.filter(answer => answer.status === status).length

describe.each(Array.from({ length: trials }, (_, trial) => trial + 1))(
  'trial %i: 64 requests over 4 processes',
  trial => {
    test('re-enable exactly as many accounts as there are seats', async () => {
      await disableAll()
      await license({ seats: 10, jti: `enable-${trial}` })
      const answers = await Promise.all(Array.from({ length: racers }, (_, index) => enable(index)))
      expect([count(answers, 200), count(answers, 402)]).toEqual([9, 55])
      expect(await used()).toBe(10)
    })

    test('create exactly as many accounts as there are seats', async () => {
      await disableAll()
      await license({ seats: 5, jti: `create-${trial}` })
      const answers = await Promise.all(
        Array.from({ length: racers }, (_, index) => door(index).admin.post('/api/users', createAccount())),
      )
      expect([count(answers, 201), count(answers, 402)]).toEqual([4, 60])
      expect(await used()).toBe(5)
      const { users } = (await hub.admin.get('/api/users?limit=200&enabled=true')).body
      for (const user of users) if (user.id !== ada.id) await hub.admin.delete(`/api/users/${user.id}`)
    }, 120_000)

    test.each([
      ['larger', 20, 40],
      ['smaller', 40, 20],
    ])(
      'never exceed the limit of the second they are written in, while a %s license takes over',
      async (size, before, after) => {
        await disableAll()
        await hub.admin.delete('/api/license')
        await license({ seats: before, jti: `${size}-now-${trial}` })
        const nbf = wallClock() + 3
        await license({ seats: after, nbf, jti: `${size}-next-${trial}` })
        const since = (await hub.admin.get('/api/audit/checkpoint')).body.sequence
        const answers = await Promise.all(
          Array.from({ length: racers }, async (_, index) => {
            await reached((nbf - 0.32) * 1000 + index * 10)
            return enable(index)
          }),
        )
        expect(count(answers, 200) + count(answers, 402)).toBe(racers)
        const { entries } = (await hub.admin.get('/api/audit?limit=200')).body
        const taken = entries
          .filter((entry: { sequence: number }) => entry.sequence > since)
          .toSorted((one: { sequence: number }, two: { sequence: number }) => one.sequence - two.sequence)
        expect(taken).toHaveLength(count(answers, 200))
        for (const [index, { at }] of taken.entries()) {
          expect(index + 2).toBeLessThanOrEqual(at < nbf ? before : after)
        }
        expect(await used()).toBe(taken.length + 1)
      },
    )
  },
)

/** Resolves at a moment of the wall clock: a license starts at one. */
function reached(epochMilliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, epochMilliseconds - Date.now())))
}
