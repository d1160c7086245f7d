import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, setUp, signIn } from '../support/accounts.ts'
import { expectError } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let ada: Account & { id: string; token: string }
let uma: Account & { id: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
  uma = await addAccount(hub)
})
afterAll(() => hub.stop())

const cookieOf = (headers: Headers): { pair: string; attributes: string } => {
  const [pair = '', ...attributes] = (headers.getSetCookie()[0] ?? '').split('; ')
  return { pair, attributes: attributes.join('; ').toLowerCase() }
}

test('signing in answers with a token and a cookie that scripts cannot read', async () => {
  const answer = await hub.anonymous.post('/api/session', { email: ada.email, password: ada.password })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.body).toMatchObject({ token: expect.stringMatching(/\S{20,}/), user: { email: ada.email } })
  const cookie = cookieOf(answer.headers)
  expect(cookie.pair).toMatch(/licet_session=\S+/)
  expect(cookie.attributes).toContain('httponly')
  expect(cookie.attributes).toContain('samesite=strict')
  expect(cookie.attributes).toContain('path=/')
  expect(cookie.attributes).not.toContain('secure')
  for (const credential of [answer.body.token as string, { cookie: cookie.pair }]) {
    const session = await hub.anonymous.as(credential).get('/api/session')
    expect(session.body).toMatchObject({
      user: { email: ada.email, role: 'admin' },
      via: 'account',
      banners: expect.any(Array),
    })
  }
})

test('the address counts in whatever case', async () => {
  expect(await signIn(hub, { email: ada.email.toUpperCase(), password: ada.password })).toMatch(/\S/)
})

test('says which banners are whose: everybody sees the seed’s sentence, and only admins its remedy', async () => {
  const banners = async (token: string) => (await hub.anonymous.as(token).get('/api/session')).body.banners
  const sentence = 'No license — activate to remove this notice'
  const forAdmin = (await banners(ada.token)).find((banner: { kind: string }) => banner.kind === 'unlicensed')
  const forUser = (await banners(await signIn(hub, uma))).find(
    (banner: { kind: string }) => banner.kind === 'unlicensed',
  )
  expect([forAdmin.text, forUser.text]).toEqual([sentence, sentence])
  expect(forAdmin.action).not.toBeNull()
  expect(forUser.action).toBeNull()
})

test('the administrator token is nobody’s account', async () => {
  expect((await hub.admin.get('/api/session')).body).toMatchObject({ user: null, via: 'token' })
})

test('without a credential there is no session: 401', async () => {
  expectError(await hub.anonymous.get('/api/session'), 401, 'CREDENTIAL_REQUIRED')
})

test('a wrong password and an unknown address are the same refusal', async () => {
  const wrong = await hub.anonymous.post('/api/session', { email: uma.email, password: createSecret() })
  const unknown = await hub.anonymous.post('/api/session', {
    email: 'nobody@example.test',
    password: createSecret(),
  })
  const { requestId: _, ...one } = expectError(wrong, 401, 'CREDENTIAL_INVALID')
  const { requestId: __, ...two } = expectError(unknown, 401, 'CREDENTIAL_INVALID')
  expect(one).toEqual(two)
  expect(wrong.headers.getSetCookie()).toEqual([])
})

describe('signing out', () => {
  test.each(['token', 'cookie'])('ends the session by its %s, and it never comes back', async kind => {
    const answer = await hub.anonymous.post('/api/session', { email: ada.email, password: ada.password })
    const token = hub.anonymous.as(answer.body.token as string)
    const cookie = hub.anonymous.as({ cookie: cookieOf(answer.headers).pair, origin: hub.url })
    expect((await (kind === 'token' ? token : cookie).delete('/api/session')).status).toBe(204)
    expectError(await token.get('/api/session'), 401)
    expectError(await cookie.get('/api/session'), 401)
  })
})

test('a new sign-in never takes over a session that was there before', async () => {
  const first = await hub.anonymous.post('/api/session', { email: ada.email, password: ada.password })
  const { pair } = cookieOf(first.headers)
  const second = await hub.anonymous
    .as({ cookie: pair, origin: hub.url })
    .post('/api/session', { email: ada.email, password: ada.password })
  expect(second.status, second.text).toBe(200)
  expect(second.body.token).not.toBe(first.body.token)
})

test('a session says when it ends by itself: within 30 days', async () => {
  const { expiresAt, now } = (await hub.anonymous.as(await signIn(hub, ada)).get('/api/session')).body
  expect(expiresAt).toBeGreaterThan(now)
  expect(expiresAt).toBeLessThanOrEqual(now + 30 * 86_400 + 60)
})

test('changing the own password needs the current one and ends the other sessions', async () => {
  const account = await addAccount(hub)
  const [here, elsewhere] = [await signIn(hub, account), await signIn(hub, account)]
  const change = (current: string, next: string) =>
    hub.anonymous.as(here).post('/api/profile/password', { current, next })
  const next = createSecret()
  expectError(await change(createSecret(), next), 403, 'PASSWORD_WRONG')
  expectError(await change(account.password, 'short'), 400)
  expect((await change(account.password, next)).status).toBe(204)
  expectError(await hub.anonymous.as(elsewhere).get('/api/session'), 401)
  expect(await signIn(hub, { email: account.email, password: next })).toMatch(/\S/)
})

test.each<[string, unknown]>([
  ['no password', { email: 'a@example.test' }],
  ['no address', { password: 'x' }],
  ['an unknown field', { email: 'a@example.test', password: 'x', remember: true }],
  ['a list as address', { email: ['a@example.test'], password: 'x' }],
])('signing in with %s is 400', async (_, body) => {
  expectError(await hub.anonymous.post('/api/session', body), 400)
})

test('many wrong passwords are slowed down with 429 and Retry-After, from whatever forwarded address, without locking others out', async () => {
  const victim = await addAccount(hub)
  let limited: number | undefined
  for (let attempt = 0; attempt < 40 && limited === undefined; attempt += 1) {
    const answer = await hub.anonymous.post(
      '/api/session',
      { email: victim.email, password: 'wrong password!' },
      { 'x-forwarded-for': `203.0.113.${attempt}` },
    )
    if (answer.status === 429) {
      limited = attempt
      expectError(answer, 429, 'RATE_LIMITED')
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    } else expectError(answer, 401)
  }
  expect(limited).toBeLessThanOrEqual(30)
  expect((await hub.anonymous.as(ada.token).get('/api/session')).status).toBe(200)
})
