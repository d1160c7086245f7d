import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, adminPassword, createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

const userPassword = 'wooden kettle orbit 19'
const owner = 'ada@example.com'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
  await setUp(hub)
})
afterEach(() => hub.close())

/** Everybody here signs in from one address. */
const signIn = (email: string, password: string, cookie = ''): Promise<Answer> =>
  hub.ask('POST', '/api/session', { as: null, body: { email, password }, headers: { cookie } })

/** @returns how many of these wrong passwords, on accounts that nobody has, were tried. */
async function guess(times: number, name: string): Promise<number> {
  let tried = 0
  for (let n = 0; n < times; n++)
    if ((await signIn(`${name}-${n}@example.com`, 'a wrong password')).status === 401) tried++
  return tried
}

/** The cookie by which a browser is known; the first of an answer is that of the session. */
const markOf = ({ headers }: Answer): string => headers.getSetCookie()[1] ?? ''
const pairOf = (cookie: string): string => cookie.split(';')[0] ?? ''

test('fifty wrong passwords at one address keep no right one of another account out, and one more closes nothing again', async () => {
  const neighbours = [(await createUser(hub)).body.email, (await createUser(hub)).body.email]
  expect(await guess(50, 'nobody')).toBe(50)
  for (const [n, email] of [...neighbours, ...neighbours].entries()) {
    expect((await signIn(email, userPassword)).status).toBe(200)
    expect(await guess(1, `another-${n}`)).toBe(1)
  }
})

test('a browser that signed in before gets in whatever its address has failed, for its own account alone and within its limit', async () => {
  const { email } = (await createUser(hub)).body
  const mark = pairOf(markOf(await signIn(email, userPassword)))
  expect(await guess(200, 'nobody')).toBeLessThanOrEqual(151)
  expect((await signIn(owner, adminPassword)).status).toBe(429)
  expect((await signIn(owner, adminPassword, mark)).status).toBe(429)
  expect((await signIn(email, userPassword, `${mark}x`)).status).toBe(429)
  expect((await signIn(email, userPassword, mark)).status).toBe(200)
  const statuses: number[] = []
  for (let n = 0; n < 8; n++) statuses.push((await signIn(email, 'a wrong password', mark)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
})

test('the cookie of a known browser is out of reach for scripts and other sites, signs nobody in, and belongs to one installation', async () => {
  const answer = await signIn(owner, adminPassword)
  const mark = markOf(answer)
  expect(mark).toMatch(
    /^licet_session_known_[0-9a-f]{8}=[\w.-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  expect(mark).not.toContain('ada')
  const asked = await hub.ask('GET', '/api/session', { as: null, headers: { cookie: pairOf(mark) } })
  expect(asked.status).toBe(401)
  const other = await openTestHub()
  const there = await setUp(other).then(() =>
    other.ask('POST', '/api/session', { as: null, body: { email: owner, password: adminPassword } }),
  )
  expect(markOf(there).split('=')[0]).not.toBe(mark.split('=')[0])
  other.close()
})

test('a browser that several people use is known for each of them', async () => {
  const people = [owner, (await createUser(hub)).body.email]
  const first = pairOf(markOf(await signIn(owner, adminPassword)))
  const both = pairOf(markOf(await signIn(people[1], userPassword, first)))
  await guess(200, 'nobody')
  expect((await signIn(owner, adminPassword, both)).status).toBe(200)
  expect((await signIn(people[1], userPassword, both)).status).toBe(200)
})
