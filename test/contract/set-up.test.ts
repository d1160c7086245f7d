import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** A Hub that nobody has set up; only what is refused may be put to it. */
let untouched: Hub
beforeAll(async () => {
  untouched = await startHub()
})
afterAll(() => untouched.stop())

const person = (): { name: string; email: string; password: string } => {
  const { name, email, password } = createAccount()
  return { name, email, password }
}

test('creates the first administrator once: 201 with a session, 410 ever after, also after a restart', async () => {
  const hub = await start()
  expect((await hub.anonymous.get('/api/about')).body.setupRequired).toBe(true)
  const ada = person()
  const answer = await hub.anonymous.post('/api/setup', { token: hub.setupToken, ...ada })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.body.user).toMatchObject({ name: ada.name, email: ada.email, role: 'admin', enabled: true })
  expect((await hub.anonymous.as(answer.body.token).get('/api/session')).body.user.email).toBe(ada.email)
  expect((await hub.anonymous.get('/api/about')).body.setupRequired).toBe(false)
  const again = (other: Hub) =>
    expectNothingMoved(other, async () => {
      expectError(
        await other.anonymous.post('/api/setup', { token: hub.setupToken, ...person() }),
        410,
        'SETUP_DONE',
      )
    })
  await again(hub)
  await hub.stop()
  const restarted = await hub.beside()
  started.push(restarted)
  await again(restarted)
})

test('the first administrator takes a seat', async () => {
  const hub = await start()
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 1 }) })
  await setUp(hub)
  expect((await hub.admin.get('/api/users')).body.seats).toEqual({ limit: 1, used: 1 })
  expectError(await hub.admin.post('/api/users', createAccount()), 402, 'SEATS_EXHAUSTED')
})

test.each<[string, (hub: Hub) => Record<string, unknown>, number]>([
  ['no token', () => ({}), 400],
  ['a wrong token', () => ({ token: createSecret() }), 401],
  ['the right token without its last character', hub => ({ token: hub.setupToken.slice(0, -1) }), 401],
  ['the right token with one more character', hub => ({ token: `${hub.setupToken}x` }), 401],
  ['the administrator token', hub => ({ token: hub.adminToken }), 401],
  ['an empty token', () => ({ token: '' }), 401],
  ['a role of one’s own', hub => ({ token: hub.setupToken, role: 'admin' }), 400],
])('%s creates nobody', async (_, credentials, status) => {
  await expectNothingMoved(untouched, async () => {
    const answer = await untouched.anonymous.post('/api/setup', { ...person(), ...credentials(untouched) })
    expect([400, 401]).toContain(answer.status)
    expectError(answer, answer.body.code === 'REQUEST_INVALID' ? 400 : status)
  })
  expect((await untouched.anonymous.get('/api/about')).body.setupRequired).toBe(true)
})

test('the administrator token is no set-up token in the header either', async () => {
  const hub = await start()
  expect((await hub.admin.post('/api/setup', { token: createSecret(), ...person() })).status).toBe(401)
})

test('of two that race with the right token exactly one becomes administrator', async () => {
  const hub = await start()
  const other = await hub.beside()
  started.push(other)
  const answers = await Promise.all(
    [hub, other, hub, other].map(door =>
      door.anonymous.post('/api/setup', { token: hub.setupToken, ...person() }),
    ),
  )
  expect(answers.map(answer => answer.status).toSorted((one, two) => one - two)).toEqual([201, 410, 410, 410])
  expect((await hub.admin.get('/api/users')).body.total).toBe(1)
})

test('without a set-up token given, a random one is printed once and kept private until it is used', async () => {
  const hub = await start({ env: { HUB_SETUP_TOKEN: '' } })
  const kept = (): string[] =>
    readdirSync(hub.dataDir, { withFileTypes: true })
      .filter(entry => entry.isFile() && /set-?up/i.test(entry.name))
      .map(entry => readFileSync(join(hub.dataDir, entry.name), 'utf8').trim())
  const [token = ''] = kept()
  expect(token.length).toBeGreaterThanOrEqual(22)
  const printed = hub.program.printed()
  expect((printed.stdout + printed.stderr).split(token).length - 1).toBe(1)
  expect((await hub.anonymous.post('/api/setup', { token, ...person() })).status).toBe(201)
  expect(kept()).toEqual([])
})

describe('a password', () => {
  test('of 12 bytes to 1,024 bytes is taken, exactly as it is written', async () => {
    const hub = await start()
    const { email } = await setUp(hub)
    expect(email).toMatch(/@/)
    for (const password of [
      'vK3#mq Zp8!w',
      `pÄ ß漢 ${createSecret()}`,
      ` ${createSecret()} `,
      randomBytes(512).toString('hex'),
    ]) {
      const account = createAccount({ password })
      const created = await hub.admin.post('/api/users', account)
      expect(created.status, created.text).toBe(201)
      const signedIn = await hub.anonymous.post('/api/session', { email: account.email, password })
      expect(signedIn.status, signedIn.text).toBe(200)
    }
  })

  test.each<[string, string]>([
    ['of 11 characters', 'vK3#mqZp8!w'],
    ['of 1,025 bytes', 'x'.repeat(1_025)],
    ['of a megabyte', 'x'.repeat(1_000_000)],
    ['that everybody would try', 'password1234'],
    ['that is a row of the keyboard', 'qwertyuiop123'],
    ['that is a word with digits', 'chocolate1234'],
    ['that is little more than the name of the product', 'Licet2026!!!'],
    ['that is empty', ''],
  ])('%s is refused with 400 and its reason, at once, and nobody is created', async (_, password) => {
    await expectNothingMoved(untouched, async () => {
      const body = { token: untouched.setupToken, ...person(), password }
      const answer = expectError(await untouched.anonymous.post('/api/setup', body), 400)
      expect(answer.code).toMatch(/^PASSWORD_|^REQUEST_INVALID$/)
    })
  })
})
