import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, createAccount, setUp, signIn } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let first: Hub
let hub: Hub
let ada: Account & { id: string }
let uma: Account & { id: string }
const exp = wallClock() + 40 * daySeconds
beforeAll(async () => {
  first = await startHub()
  ada = await setUp(first)
  uma = await addAccount(first)
  await first.admin.post('/api/license/activate', {
    key: first.license({ exp, policy: { enforcement: 'locked' } }),
  })
  await first.stop()
  hub = await first.beside({ clockOffsetSeconds: 41 * daySeconds })
})
afterAll(() => hub.stop())

test('a license that locks says so once it has expired', async () => {
  const { body } = await hub.sibling.get('/api/license/status')
  expect(body).toMatchObject({
    valid: false,
    enforcement: 'locked',
    restricts: 'everything',
    customer: 'Acme Corp',
  })
})

describe('locked, every write outside the break-glass list is 402 LICENSE_LOCKED, and nothing moves:', () => {
  test.each<[string, () => ReturnType<typeof hub.admin.get>]>([
    ['creating an account', () => hub.admin.post('/api/users', createAccount())],
    ['renaming an account', () => hub.admin.patch(`/api/users/${uma.id}`, { name: 'x' })],
    ['promoting an account', () => hub.admin.patch(`/api/users/${uma.id}`, { role: 'admin' })],
    ['importing accounts', () => hub.admin.post('/api/users/import', { users: [createAccount()] })],
    [
      'making a service key',
      () => hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }),
    ],
    ['changing the settings', () => hub.admin.patch('/api/settings', { seatWarningPercent: 70 })],
  ])('%s', async (_, deed) => {
    await expectNothingMoved(hub, async () => expectError(await deed(), 402, 'LICENSE_LOCKED'))
  })
})

describe('locked, break-glass holds:', () => {
  test('administrators sign in and out', async () => {
    const token = await signIn(hub, ada)
    expect((await hub.anonymous.as(token).get('/api/session')).status).toBe(200)
    expect((await hub.anonymous.as(token).delete('/api/session')).status).toBe(204)
  })

  test('the status, the license page and the lists answer', async () => {
    for (const path of [
      '/api/license/status',
      '/api/license',
      '/api/users',
      '/api/audit',
      '/api/license/history',
    ]) {
      expect([path, (await hub.admin.get(path)).status]).toEqual([path, 200])
    }
    expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  })

  test('an account can be disabled', async () => {
    const answer = await hub.admin.patch(`/api/users/${uma.id}`, { enabled: false })
    expect(answer.status, answer.text).toBe(200)
    expectError(await hub.admin.patch(`/api/users/${uma.id}`, { enabled: true }), 402)
  })

  test('a preview and a renewal are taken, and unlock at once', async () => {
    const key = hub.license({ exp: wallClock() + 400 * daySeconds, policy: { enforcement: 'locked' } })
    expect((await hub.admin.post('/api/license/preview', { key })).body.applicable).toBe(true)
    expect((await hub.admin.post('/api/license/activate', { key })).body).toMatchObject({ valid: true })
    expect((await hub.admin.patch(`/api/users/${uma.id}`, { enabled: true })).status).toBe(200)
  })
})

describe('a soft license restricts nothing when it expires', () => {
  test('but new accounts over its seats', async () => {
    const soft = await startHub()
    const admin = await setUp(soft)
    await soft.admin.post('/api/license/activate', { key: soft.license({ exp, seats: 2 }) })
    await soft.stop()
    const later = await soft.beside({ clockOffsetSeconds: 41 * daySeconds })
    expect((await later.sibling.get('/api/license/status')).body).toMatchObject({
      valid: false,
      state: 'expired',
      error: 'License expired',
      enforcement: 'soft',
    })
    expect((await later.admin.patch(`/api/users/${admin.id}`, { name: 'Works' })).status).toBe(200)
    expect((await later.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] })).status).toBe(
      201,
    )
    await addAccount(later)
    expectError(await later.admin.post('/api/users', createAccount()), 402, 'SEATS_EXHAUSTED')
    await later.stop()
  })
})
