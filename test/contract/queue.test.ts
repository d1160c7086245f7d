import { afterEach, expect, test } from 'vitest'
import { addAccount, createAccount, setUp } from '../support/accounts.ts'
import { expectError, until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body

test('a license of the future is taken as scheduled when there is none in force', async () => {
  const hub = await start()
  const nbf = wallClock() + daySeconds
  const answer = await hub.admin.post('/api/license/activate', { key: hub.license({ nbf }) })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({ valid: false, state: 'scheduled', error: expect.stringMatching(/\S/) })
  expect(await status(hub)).toMatchObject({ valid: false, state: 'scheduled', next_change: { at: nbf } })
  expect((await hub.admin.get('/api/users')).body.seats.limit).toBeNull()
})

test('a queued license leaves the one in force, with its seats, and takes over at its second', async () => {
  const hub = await start()
  const begin = wallClock()
  await hub.admin.post('/api/license/activate', { key: hub.license({ jti: 'lic_now', seats: 2 }) })
  const nbf = begin + 6
  const queued = await hub.admin.post('/api/license/activate', {
    key: hub.license({ jti: 'lic_next', seats: 3, nbf }),
  })
  expect(queued.body).toMatchObject({ valid: false, state: 'scheduled' })
  expect(await status(hub)).toMatchObject({
    valid: true,
    license_id: 'lic_now',
    seats: 2,
    queued: { license_id: 'lic_next', starts_at: nbf },
  })
  const after = await until(
    () => status(hub),
    body => body.license_id === 'lic_next',
  )
  expect(wallClock()).toBeGreaterThanOrEqual(nbf)
  expect(after).toMatchObject({ valid: true, state: 'active', seats: 3, queued: null })
  expect((await hub.admin.get('/api/users')).body.seats.limit).toBe(3)
})

test('a queued renewal silences the warning of the license that runs out', async () => {
  const hub = await start()
  const exp = wallClock() + 10 * daySeconds
  await hub.admin.post('/api/license/activate', { key: hub.license({ jti: 'ending', exp }) })
  expect(await status(hub)).toMatchObject({
    valid: true,
    state: 'expiring',
    next_change: { at: exp, to: 'expired' },
  })
  await hub.admin.post('/api/license/activate', {
    key: hub.license({ jti: 'renewal', nbf: exp, exp: exp + 365 * daySeconds }),
  })
  expect(await status(hub)).toMatchObject({
    valid: true,
    license_id: 'ending',
    queued: { license_id: 'renewal' },
  })
  expect((await status(hub)).state).toBe('active')
})

test('an expiring second is crossed without a restart, and the limit stays', async () => {
  const hub = await start()
  await setUp(hub)
  const exp = wallClock() + 6
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 2, exp }) })
  await addAccount(hub)
  expect(await status(hub)).toMatchObject({ valid: true, error: '' })
  const after = await until(
    () => status(hub),
    body => !body.valid,
  )
  expect(wallClock()).toBeGreaterThanOrEqual(exp)
  expect(Object.entries(after).slice(0, 7)).toEqual([
    ['valid', false],
    ['customer', 'Acme Corp'],
    ['tier', 'professional'],
    ['seats', 2],
    ['products', ['pika', 'vera']],
    ['expires_at', exp],
    ['error', 'License expired'],
  ])
  expect(after.state).toBe('expired')
  expectError(await hub.admin.post('/api/users', createAccount()), 402, 'SEATS_EXHAUSTED')
})

test('removing the license removes the queued one too', async () => {
  const hub = await start()
  await hub.admin.post('/api/license/activate', { key: hub.license() })
  await hub.admin.post('/api/license/activate', { key: hub.license({ nbf: wallClock() + daySeconds }) })
  expect((await hub.admin.delete('/api/license')).status).toBe(204)
  expect(await status(hub)).toMatchObject({ state: 'none', queued: null })
})
