import type { Banner } from '@licet/api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

let hub: TestHub
let admin: string
let user: string
const day = 86_400
const now = (): number => hub.deps.clock.now()

beforeEach(async () => {
  hub = await openTestHub()
  admin = await setUp(hub)
  const account = { email: 'bob@example.com', password: 'wooden kettle orbit 19' }
  await createUser(hub, account)
  user = (await hub.ask('POST', '/api/session', { as: null, body: account })).body.token
})
afterEach(() => hub.close())

const banners = async (as: string): Promise<Banner[]> =>
  (await hub.ask('GET', '/api/session', { as })).body.banners
const kinds = async (as: string): Promise<string[]> => (await banners(as)).map(banner => banner.kind)
const dismiss = (as: string, id: string) => hub.ask('POST', `/api/banners/${id}/dismiss`, { as })

/** The same Hub at another time. */
async function later(seconds: number): Promise<TestHub> {
  return openTestHub({ dataDir: hub.dataDir, environment: { HUB_CLOCK_OFFSET_SECONDS: String(seconds) } })
}

describe('without a license', () => {
  test('everybody sees the exact sentence, and only administrators what to do', async () => {
    const text = 'No license — activate to remove this notice'
    const [toAdmin] = await banners(admin)
    const [toUser] = await banners(user)
    expect(toAdmin).toMatchObject({ text, dismiss: 'collapse', action: { path: '/license/activate' } })
    expect(toUser).toMatchObject({ text, action: null })
    expect((await hub.ask('GET', '/api/about', { as: null })).body.notice).toBe(text)
  })

  test('in force yet, administrators see when the one that is loaded starts', async () => {
    const startsAt = now() + 5 * day
    await hub.activate({ nbf: startsAt })
    expect(await banners(admin)).toMatchObject([{ kind: 'renewal_queued', values: { date: startsAt } }])
  })
})

describe('before expiry', () => {
  test.each([
    [61, null, null],
    [31, null, null],
    [30, 'info', 7 * day],
    [15, 'info', 7 * day],
    [14, 'warning', day],
    [6, 'warning', day],
    [5, 'error', 'no'],
    [1, 'error', 'no'],
  ])('with %i days left administrators see %s, everybody else nothing', async (days, level, rule) => {
    await hub.activate({ exp: now() + days * day })
    const [banner] = await banners(admin)
    expect([banner?.level ?? null, banner?.dismiss ?? null]).toEqual([level, rule])
    expect(await kinds(user)).toEqual([])
  })

  test('the last stage is for everybody where the settings say so', async () => {
    await hub.activate({ exp: now() + 3 * day })
    await hub.ask('PATCH', '/api/settings', { body: { expiryBannerForEverybody: true } })
    expect(await kinds(user)).toEqual(['expiring'])
  })

  test('a renewal that takes over without a gap silences the ladder and announces itself', async () => {
    const exp = now() + 3 * day
    await hub.activate({ exp, jti: 'lic-1' })
    await hub.activate({ nbf: exp - day, exp: exp + 365 * day, jti: 'lic-2' })
    expect(await kinds(admin)).toEqual(['renewal_queued'])
  })

  test('a renewal that leaves a gap does not silence it', async () => {
    const exp = now() + 3 * day
    await hub.activate({ exp, jti: 'lic-1' })
    await hub.activate({ nbf: exp + day, exp: exp + 365 * day, jti: 'lic-2' })
    expect(await kinds(admin)).toEqual(['expiring'])
  })
})

test('after expiry everybody sees the exact sentence, and everything goes on working', async () => {
  await hub.activate({ exp: now() + day })
  const then = await later(2 * day)
  const { body } = await then.ask('GET', '/api/session', { as: user })
  expect(body.banners).toMatchObject([{ text: 'License expired', level: 'error', dismiss: 'collapse' }])
  expect((await createUser(then)).status).toBe(201)
  then.close()
})

describe('seats', () => {
  test.each([
    [20, []],
    [3, []],
    [2, ['seats_full']],
    [1, ['seats_over']],
  ])('with %i seats for two accounts administrators see %j', async (seats, expected) => {
    await hub.activate({ seats })
    expect(await kinds(admin)).toEqual(expected)
    expect(await kinds(user)).toEqual([])
  })

  test('warn from the percentage of the settings on', async () => {
    await hub.activate({ seats: 3 })
    await hub.ask('PATCH', '/api/settings', { body: { seatWarningPercent: 60 } })
    expect(await kinds(admin)).toEqual(['seats_90'])
  })
})

describe('dismissing', () => {
  test('puts a banner away for one account, until its time is over or the next stage begins', async () => {
    await hub.activate({ exp: now() + 20 * day })
    const [{ id } = { id: '' }] = await banners(admin)
    expect((await dismiss(admin, id)).status).toBe(204)
    expect(await kinds(admin)).toEqual([])
    expect((await hub.ask('GET', '/api/session')).body.banners).toHaveLength(1)
    const soon = await later(7 * day)
    expect((await soon.ask('GET', '/api/session', { as: admin })).body.banners).toMatchObject([
      { id: 'expiring-14' },
    ])
    soon.close()
  })

  test('works only for a banner that is shown to the account and allows it', async () => {
    expect((await dismiss(admin, 'unlicensed')).status).toBe(403)
    await hub.activate({ exp: now() + 20 * day })
    expect((await dismiss(user, 'expiring-30')).status).toBe(404)
    expect((await dismiss(admin, 'expiring-14')).status).toBe(404)
    expect(hub.deps.database.raw.prepare('SELECT count(*) FROM banner_dismissal').pluck().get()).toBe(0)
  })
})
