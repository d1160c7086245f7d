import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWebhookReceiver, type WebhookReceiver } from './receivers.ts'
import { createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

const day = 86_400
const hubs: TestHub[] = []
let receiver: WebhookReceiver

beforeEach(async () => {
  receiver = await openWebhookReceiver()
})
afterEach(async () => {
  for (const hub of hubs.splice(0).toReversed()) hub.close()
  await receiver.close()
})

async function open(options: Parameters<typeof openTestHub>[0] = {}): Promise<TestHub> {
  const environment = { HUB_NOTIFY_WEBHOOK_URL: receiver.url, ...options.environment }
  const hub = await openTestHub({ ...options, environment })
  hubs.push(hub)
  return hub
}

/** A Hub that has looked around once: what comes later is news. */
async function openSettled(): Promise<TestHub> {
  const hub = await open()
  await hub.deps.notifier.turn()
  return hub
}

/** The same installation at another time. */
const later = (hub: TestHub, seconds: number): Promise<TestHub> =>
  open({ dataDir: hub.dataDir, environment: { HUB_CLOCK_OFFSET_SECONDS: String(seconds) } })

const kinds = (): string[] => receiver.received.map(({ body }) => body.kind)

/** Takes turns until nothing is due on any channel, and says what arrived meanwhile. */
async function told(hub: TestHub): Promise<string[]> {
  const before = receiver.received.length
  await hub.deps.notifier.turn()
  return kinds().slice(before)
}

const rows = (hub: TestHub): unknown =>
  hub.deps.database.raw.prepare('SELECT count(*) FROM notification').pluck().get()

describe('the operator is told', () => {
  test.each([
    [61, []],
    [60, ['expiring']],
    [30, ['expiring']],
    [14, ['expiring']],
    [5, ['expiring']],
  ])('with %i days left: %j, and never twice for a stage', async (days, expected) => {
    const hub = await open()
    await hub.activate({ exp: hub.deps.clock.now() + days * day })
    expect(await told(hub)).toEqual(expected)
    expect(await told(hub)).toEqual([])
  })

  test('each further stage as it comes, and the end', async () => {
    const hub = await open()
    await hub.activate({ exp: hub.deps.clock.now() + 59 * day })
    expect(await told(hub)).toEqual(['expiring'])
    for (const [days, expected] of [
      [20, []],
      [30, ['expiring']],
      [46, ['expiring']],
      [55, ['expiring']],
      [57, []],
      [60, ['expired']],
      [70, []],
    ] as const) {
      expect([days, await told(await later(hub, days * day))]).toEqual([days, expected])
    }
    const texts = receiver.received.map(({ body }) => body.text)
    expect(texts).toEqual([
      'The license expires in 59 days',
      'The license expires in 29 days',
      'The license expires in 13 days',
      'The license expires in 4 days',
      'License expired',
    ])
  })

  test('nothing of an expiry that a queued renewal takes over, but of one that leaves a gap', async () => {
    const hub = await open()
    const exp = hub.deps.clock.now() + 20 * day
    await hub.activate({ exp, jti: 'lic-1' })
    await hub.activate({ nbf: exp - day, exp: exp + 365 * day, jti: 'lic-2' })
    expect(await told(hub)).toEqual([])
    const gap = await open()
    await gap.activate({ exp, jti: 'lic-1' })
    await gap.activate({ nbf: exp + day, exp: exp + 365 * day, jti: 'lic-2' })
    expect(await told(gap)).toEqual(['expiring'])
  })

  test('when another license is in force, one takes over by itself, or none is left', async () => {
    const hub = await openSettled()
    expect(kinds()).toEqual([])
    const exp = hub.deps.clock.now() + 200 * day
    await hub.activate({ exp, jti: 'lic-1' })
    expect(await told(hub)).toEqual(['license_changed'])
    await hub.activate({ nbf: exp - day, exp: exp + 365 * day, tier: 'enterprise', jti: 'lic-2' })
    expect(await told(hub)).toEqual([])
    const then = await later(hub, 200 * day)
    expect(await told(then)).toEqual(['license_changed'])
    expect(receiver.received.at(-1)?.body.values).toMatchObject({ tier: 'enterprise', seats: 10 })
    await then.ask('DELETE', '/api/license')
    expect(await told(then)).toEqual(['license_removed'])
    expect(await told(then)).toEqual([])
  })

  test('when seats reach the warning, are used up, and when there are fewer than accounts', async () => {
    const hub = await openSettled()
    await setUp(hub)
    await hub.activate({ seats: 3, jti: 'lic-1' })
    await hub.ask('PATCH', '/api/settings', { body: { seatWarningPercent: 60 } })
    expect(await told(hub)).toEqual(['license_changed'])
    await createUser(hub)
    expect(await told(hub)).toEqual(['seats_90'])
    const { body: user } = await createUser(hub)
    expect(await told(hub)).toEqual(['seats_full'])
    await hub.ask('PATCH', `/api/users/${user.id}`, { body: { enabled: false } })
    await hub.ask('PATCH', `/api/users/${user.id}`, { body: { enabled: true } })
    expect(await told(hub)).toEqual([])
    await hub.activate({ seats: 2, jti: 'lic-2' })
    expect(await told(hub)).toEqual(['license_changed', 'seats_over'])
  })

  test('when the stored license can no longer be read, which is no change of license', async () => {
    const hub = await openSettled()
    await hub.activate()
    expect(await told(hub)).toEqual(['license_changed'])
    hub.deps.database.raw.prepare("UPDATE license SET token = CAST('damaged' AS BLOB)").run()
    expect(await told(hub)).toEqual(['unreadable'])
  })
})

test('a license that was there before notifications were configured is no change', async () => {
  const silent = await open({ environment: { HUB_NOTIFY_WEBHOOK_URL: '' } })
  await silent.activate()
  expect(await told(await later(silent, 0))).toEqual([])
})

test('of several processes on one installation each milestone is sent once', async () => {
  const first = await open()
  const others = await Promise.all([1, 2, 3].map(() => open({ dataDir: first.dataDir })))
  await first.activate({ exp: first.deps.clock.now() + 20 * day, seats: 1 })
  await setUp(first)
  await Promise.all([first, ...others].map(hub => hub.deps.notifier.turn()))
  expect(kinds().toSorted()).toEqual(['expiring', 'seats_full'])
})

test('with nothing configured nothing is noted, sent or scheduled', async () => {
  const hub = await open({ environment: { HUB_NOTIFY_WEBHOOK_URL: '' } })
  const timers = process.getActiveResourcesInfo().length
  hub.deps.notifier.follow()
  expect(process.getActiveResourcesInfo().length).toBe(timers)
  await hub.activate({ exp: hub.deps.clock.now() + 3 * day })
  expect([rows(hub), receiver.received.length]).toEqual([0, 0])
  expect((await hub.ask('GET', '/api/notifications')).body).toEqual({ channels: [], notifications: [] })
  const answer = await hub.ask('POST', '/api/notifications/test')
  expect([answer.status, answer.body]).toEqual([200, { outcomes: [] }])
})

test('a change is noticed without being asked for', async () => {
  const hub = await openSettled()
  const arrival = receiver.next()
  await hub.activate()
  await arrival
  expect(kinds()).toEqual(['license_changed'])
})
