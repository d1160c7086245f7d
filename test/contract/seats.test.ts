import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, createAccount, setUp } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let hub: Hub
let ada: Account & { id: string }
let bob: Account & { id: string }
let idle: Account & { id: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
  bob = await addAccount(hub)
  idle = await addAccount(hub)
  await hub.admin.patch(`/api/users/${idle.id}`, { enabled: false })
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 2 }) })
})
afterAll(() => hub.stop())

const seats = async () => (await hub.admin.get('/api/users')).body.seats

test('counts enabled accounts, administrators and users alike', async () => {
  expect(await seats()).toEqual({ limit: 2, used: 2 })
})

describe('over the limit, with 402, the numbers and who holds the seats, and nothing moves,', () => {
  test.each<[string, () => ReturnType<typeof hub.admin.get>]>([
    ['no user is created', () => hub.admin.post('/api/users', createAccount())],
    ['no administrator is created', () => hub.admin.post('/api/users', createAccount({ role: 'admin' }))],
    ['nobody is enabled', () => hub.admin.patch(`/api/users/${idle.id}`, { enabled: true })],
    [
      'nobody is enabled by the way',
      () => hub.admin.patch(`/api/users/${idle.id}`, { name: 'New name', enabled: true }),
    ],
    ['nobody is enabled with others', () => hub.admin.post('/api/users/enable', { ids: [bob.id, idle.id] })],
    ['nobody is imported', () => hub.admin.post('/api/users/import', { users: [createAccount()] })],
  ])('%s', async (_, deed) => {
    await expectNothingMoved(hub, async () => {
      const body = expectError(await deed(), 402, 'SEATS_EXHAUSTED')
      expect(body.seats).toEqual({ limit: 2, used: 2 })
      expect(body.holders.map((holder: Account) => holder.email).toSorted()).toEqual(
        [ada.email, bob.email].toSorted(),
      )
      for (const holder of body.holders) expect(holder).toHaveProperty('lastSeenAt')
    })
  })
})

describe('at the limit, all that takes no seat goes on:', () => {
  test('an enabled account can be renamed, promoted and enabled once more', async () => {
    const answer = await hub.admin.patch(`/api/users/${bob.id}`, {
      name: 'Bob',
      role: 'admin',
      enabled: true,
    })
    expect(answer.status, answer.text).toBe(200)
    await hub.admin.patch(`/api/users/${bob.id}`, { role: 'user' })
  })

  test('a disabled account can be renamed', async () => {
    expect((await hub.admin.patch(`/api/users/${idle.id}`, { name: 'Still idle' })).status).toBe(200)
  })

  test('disabling one frees a seat for another', async () => {
    await hub.admin.patch(`/api/users/${bob.id}`, { enabled: false })
    expect(await seats()).toEqual({ limit: 2, used: 1 })
    expect((await hub.admin.patch(`/api/users/${idle.id}`, { enabled: true })).status).toBe(200)
    expectError(await hub.admin.patch(`/api/users/${bob.id}`, { enabled: true }), 402)
    await hub.admin.patch(`/api/users/${idle.id}`, { enabled: false })
    expect((await hub.admin.patch(`/api/users/${bob.id}`, { enabled: true })).status).toBe(200)
  })
})

test('several are enabled at once, all or none', async () => {
  const { id } = bob
  await hub.admin.patch(`/api/users/${id}`, { enabled: false })
  const enable = (ids: string[]) => hub.admin.post('/api/users/enable', { ids })
  await expectNothingMoved(hub, async () => {
    const body = expectError(await enable([id, idle.id]), 402, 'SEATS_EXHAUSTED')
    expect(body.seats).toEqual({ limit: 2, used: 1 })
    expectError(await enable([id, 'usr_none']), 404, 'USER_NOT_FOUND')
    expectError(await enable([]), 400)
  })
  const answer = await enable([ada.id, id, id])
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body.users.map((user: { id: string; enabled: boolean }) => [user.id, user.enabled])).toEqual([
    [ada.id, true],
    [id, true],
  ])
  expect(await seats()).toEqual({ limit: 2, used: 2 })
})

test('an import that fits only in part is refused whole', async () => {
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 3 }) })
  await expectNothingMoved(hub, async () => {
    expectError(await hub.admin.post('/api/users/import', { users: [createAccount(), createAccount()] }), 402)
  })
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 2 }) })
})

test('a smaller license touches nobody and takes nobody new', async () => {
  const answer = await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 1 }) })
  expect(answer.body).toMatchObject({ valid: true, seats: 1 })
  expect(await seats()).toEqual({ limit: 1, used: 2 })
  const { users } = (await hub.admin.get('/api/users')).body
  expect(users.filter((user: { enabled: boolean }) => user.enabled)).toHaveLength(2)
  const body = expectError(await hub.admin.post('/api/users', createAccount()), 402)
  expect(body.seats).toEqual({ limit: 1, used: 2 })
  expect(body.holders).toHaveLength(2)
})

test('a larger license lifts the limit at once', async () => {
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 3 }) })
  const created = await addAccount(hub)
  expect(await seats()).toEqual({ limit: 3, used: 3 })
  expect((await hub.admin.delete(`/api/users/${created.id}`)).status).toBe(204)
})

test('a license that waits for its day counts for nothing yet', async () => {
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 2 }) })
  await hub.admin.post('/api/license/activate', {
    key: hub.license({ seats: 99, nbf: wallClock() + daySeconds }),
  })
  expectError(await hub.admin.post('/api/users', createAccount()), 402)
})

test('after the license is removed there is no limit', async () => {
  await hub.admin.delete('/api/license')
  expect(await seats()).toEqual({ limit: null, used: 2 })
  const more = await addAccount(hub)
  expect((await hub.admin.patch(`/api/users/${idle.id}`, { enabled: true })).status).toBe(200)
  expect(await seats()).toEqual({ limit: null, used: 4 })
  expect((await hub.admin.delete(`/api/users/${more.id}`)).status).toBe(204)
})
