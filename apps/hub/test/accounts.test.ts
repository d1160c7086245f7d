import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hashSecret } from '@licet/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSetupToken } from '../src/access/setup-token.ts'
import { adminPassword, createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const head = async (): Promise<string> => (await hub.ask('GET', '/api/audit/checkpoint')).body.head
const actions = async (): Promise<string[]> =>
  (await hub.ask('GET', '/api/audit')).body.entries.map((entry: { action: string }) => entry.action)
const signIn = (email: string, password: string, more: object = {}) =>
  hub.ask('POST', '/api/session', { as: null, body: { email, password, ...more } })
const first = {
  token: 'set-up-token-of-the-tests',
  name: 'Ada',
  email: 'ada@example.com',
  password: adminPassword,
}

describe('setting up', () => {
  const set = (body: object) => hub.ask('POST', '/api/setup', { as: null, body })

  test('creates one administrator with a session and takes a seat; afterwards the token is worth nothing', async () => {
    const answer = await set(first)
    expect(answer.status).toBe(201)
    expect(answer.body.user).toMatchObject({ email: 'ada@example.com', role: 'admin', enabled: true })
    expect(answer.headers.get('set-cookie')).toMatch(/^licet_session=.*HttpOnly; SameSite=Strict$/)
    expect((await hub.ask('GET', '/api/session', { as: answer.body.token })).body.user.name).toBe('Ada')
    expect((await hub.ask('GET', '/api/seats')).body.used).toBe(1)
    expect(await actions()).toContain('setup.complete')
    for (const token of [first.token, 'wrong']) expect((await set({ ...first, token })).status).toBe(410)
  })

  test.each<[string, object, number, string]>([
    ['no token', { token: undefined }, 400, 'REQUEST_INVALID'],
    ['an empty token', { token: '' }, 401, 'SETUP_TOKEN_INVALID'],
    ['a wrong token', { token: 'wrong' }, 401, 'SETUP_TOKEN_INVALID'],
    ['a short password', { password: 'short' }, 400, 'PASSWORD_TOO_SHORT'],
    ['a common password', { password: 'administrator' }, 400, 'PASSWORD_COMMON'],
    ['a role', { role: 'admin' }, 400, 'REQUEST_INVALID'],
    ['no address', { email: 'nobody' }, 400, 'REQUEST_INVALID'],
  ])('with %s is refused and creates nobody', async (_, change, status, code) => {
    const before = await head()
    const answer = await set({ ...first, ...change })
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await hub.ask('GET', '/api/users')).body.total).toBe(0)
    expect(await head()).toBe(before)
  })

  test('by eight at once lets exactly one through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => set({ ...first, email: `racer${i}@example.com` })),
    )
    expect(answers.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([
      201, 410, 410, 410, 410, 410, 410, 410,
    ])
    expect((await hub.ask('GET', '/api/users')).body.total).toBe(1)
  })

  test('keeps its token private in the data directory until it is used, the same one for every process', async () => {
    const config = { dataDir: hub.dataDir, setupToken: null }
    const path = join(hub.dataDir, 'setup-token')
    const one = openSetupToken({ config, database: hub.deps.database })
    const two = openSetupToken({ config, database: hub.deps.database })
    expect(one.text()).toMatch(/^[\w-]{32}$/)
    expect(two.text()).toBe(one.text())
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await setUp(hub)
    expect(one.text()).toBeNull()
    expect(openSetupToken({ config, database: hub.deps.database }).text()).toBeNull()
    expect(existsSync(path)).toBe(false)
  })
})

describe('signing in', () => {
  test('answers an unknown address, a wrong password and a wrong address alike', async () => {
    await setUp(hub)
    const before = await head()
    const answers = [
      await signIn('nobody@example.com', 'some password of mine'),
      await signIn('ada@example.com', 'some password of mine'),
      await signIn('not an address', 'some password of mine'),
    ]
    for (const { status, body } of answers) {
      expect([status, body.code, body.error]).toEqual([401, 'CREDENTIAL_INVALID', answers[0]?.body.error])
    }
    expect(await head()).toBe(before)
  })

  test('is slowed down after five failures on one account, for that account only, and says for how long', async () => {
    await setUp(hub)
    await createUser(hub, { email: 'bob@example.com', password: 'wooden kettle orbit 19' })
    const codes: number[] = []
    for (let i = 0; i < 8; i++) codes.push((await signIn('ada@example.com', 'wrong password here')).status)
    expect(codes).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    const right = await signIn('Ada@example.com', adminPassword)
    expect([right.status, right.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)])
    expect((await signIn('bob@example.com', 'wooden kettle orbit 19')).status).toBe(200)
  })

  test('to a disabled account is refused with its reason only to who knows the password', async () => {
    await setUp(hub)
    const { id } = (await createUser(hub, { email: 'bob@example.com', password: 'wooden kettle orbit 19' }))
      .body
    await hub.ask('PATCH', `/api/users/${id}`, { body: { enabled: false } })
    expect((await signIn('bob@example.com', 'wooden kettle orbit 19')).body.code).toBe('ACCOUNT_DISABLED')
    expect((await signIn('bob@example.com', 'wrong password here')).body.code).toBe('CREDENTIAL_INVALID')
    expect(
      hub.deps.database.raw.prepare('SELECT count(*) FROM session WHERE user_id = ?').pluck().get(id),
    ).toBe(0)
  })

  test('gives a new session each time, never one that the client brought', async () => {
    await setUp(hub)
    const chosen = 'licet_session=chosen-by-somebody-else'
    const body = { email: 'ada@example.com', password: adminPassword }
    const answer = await hub.ask('POST', '/api/session', { as: null, body, headers: { cookie: chosen } })
    expect(answer.headers.get('set-cookie')).not.toContain('chosen')
    expect((await signIn('ada@example.com', adminPassword)).body.token).not.toBe(answer.body.token)
  })
})

describe('a session', () => {
  test('works as cookie and as bearer token until it is signed out', async () => {
    await setUp(hub)
    const { body, headers } = await signIn('ada@example.com', adminPassword)
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await hub.ask('GET', '/api/users', { as: null, headers: { cookie } })).status).toBe(200)
    expect((await hub.ask('GET', '/api/users', { as: body.token })).status).toBe(200)
    const out = await hub.ask('DELETE', '/api/session', {
      as: null,
      headers: { cookie, origin: 'http://localhost' },
    })
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect((await hub.ask('GET', '/api/session', { as: null, headers: { cookie } })).status).toBe(401)
    expect((await hub.ask('GET', '/api/session', { as: body.token })).status).toBe(401)
  })

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['is disabled', id => hub.ask('PATCH', `/api/users/${id}`, { body: { enabled: false } })],
    ['is deleted', id => hub.ask('DELETE', `/api/users/${id}`)],
    [
      'gets a new password',
      id => hub.ask('PATCH', `/api/users/${id}`, { body: { password: 'quite another one 77' } }),
    ],
    ['has its sessions ended', id => hub.ask('DELETE', `/api/users/${id}/sessions`)],
  ])('ends at once when its account %s', async (_, act) => {
    await setUp(hub)
    const { id } = (await createUser(hub, { email: 'bob@example.com', password: 'wooden kettle orbit 19' }))
      .body
    const { token } = (await signIn('bob@example.com', 'wooden kettle orbit 19')).body
    expect((await hub.ask('GET', '/api/session', { as: token })).status).toBe(200)
    await act(id)
    expect((await hub.ask('GET', '/api/session', { as: token })).status).toBe(401)
  })

  test('ends after twelve hours without use and after seven days in any case', async () => {
    const token = await setUp(hub)
    const { raw } = hub.deps.database
    const now = Math.floor(Date.now() / 1000)
    const other = (await signIn('ada@example.com', adminPassword)).body.token as string
    raw.prepare('UPDATE session SET created_at = ? WHERE token = ?').run(now - 7 * 86_400, hashSecret(token))
    raw.prepare('UPDATE session SET expires_at = ? WHERE token = ?').run(now - 1, hashSecret(other))
    expect((await hub.ask('GET', '/api/session', { as: token })).status).toBe(401)
    expect((await hub.ask('GET', '/api/session', { as: other })).status).toBe(401)
    const lasts = (await signIn('ada@example.com', adminPassword)).body.token
    const { expiresAt } = (await hub.ask('GET', '/api/session', { as: lasts })).body
    expect(expiresAt - now).toBeGreaterThan(43_100)
    expect(expiresAt - now).toBeLessThan(43_300)
  })

  test('of the one who changes the password stays, every other ends', async () => {
    const mine = await setUp(hub)
    const other = (await signIn('ada@example.com', adminPassword)).body.token
    const change = (body: object) => hub.ask('POST', '/api/profile/password', { as: mine, body })
    expect((await change({ current: 'wrong password here', next: 'quite another one 77' })).body.code).toBe(
      'PASSWORD_WRONG',
    )
    expect((await change({ current: adminPassword, next: 'password1234' })).body.code).toBe('PASSWORD_COMMON')
    expect((await hub.ask('GET', '/api/session', { as: other })).status).toBe(200)
    expect((await change({ current: adminPassword, next: 'quite another one 77' })).status).toBe(204)
    expect((await hub.ask('GET', '/api/session', { as: other })).status).toBe(401)
    expect((await hub.ask('GET', '/api/session', { as: mine })).status).toBe(200)
    expect((await signIn('ada@example.com', adminPassword)).status).toBe(401)
    expect((await signIn('ada@example.com', 'quite another one 77')).status).toBe(200)
  })

  test('list shows where one is signed in, and ends the others one by one', async () => {
    const mine = await setUp(hub)
    await signIn('ada@example.com', adminPassword)
    const { sessions } = (await hub.ask('GET', '/api/profile/sessions', { as: mine })).body
    expect(sessions.map((s: { current: boolean }) => s.current).toSorted()).toEqual([false, true])
    const other = sessions.find((s: { current: boolean }) => !s.current)
    expect((await hub.ask('DELETE', `/api/profile/sessions/${other.id}`, { as: mine })).status).toBe(204)
    expect((await hub.ask('DELETE', `/api/profile/sessions/${other.id}`, { as: mine })).status).toBe(404)
  })
})

test('a profile changes its name, language and theme, and nothing else', async () => {
  const mine = await setUp(hub)
  const body = { name: 'Ada L.', language: 'de', theme: 'dark' }
  expect((await hub.ask('PATCH', '/api/profile', { as: mine, body })).body).toMatchObject({
    ...body,
    role: 'admin',
  })
  expect((await hub.ask('PATCH', '/api/profile', { as: mine, body: { role: 'user' } })).status).toBe(400)
})
