import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWebhookReceiver, type WebhookReceiver } from './receivers.ts'
import { createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

const day = 86_400
const hubs: TestHub[] = []
let receiver: WebhookReceiver
let hub: TestHub

beforeEach(async () => {
  receiver = await openWebhookReceiver()
  hub = await open()
})
afterEach(async () => {
  for (const opened of hubs.splice(0).toReversed()) opened.close()
  await receiver.close()
})

async function open(dataDir?: string, days = 0): Promise<TestHub> {
  const environment = {
    HUB_NOTIFY_WEBHOOK_URL: receiver.url,
    HUB_CLOCK_OFFSET_SECONDS: String(days * day),
  }
  const opened = await openTestHub(dataDir === undefined ? { environment } : { dataDir, environment })
  hubs.push(opened)
  return opened
}
/** The same installation, its clock so many days ahead. */
const ahead = (days: number): Promise<TestHub> => open(hub.dataDir, days)

describe('once a clock that was ahead is right again', () => {
  test('a stage before the end that was told too early is told again when it comes', async () => {
    const told = async (at: TestHub): Promise<string[]> => {
      const before = receiver.received.length
      await at.deps.notifier.turn()
      return receiver.received.slice(before).map(({ body }) => body.text)
    }
    await hub.activate({ exp: hub.deps.clock.now() + 50 * day })
    expect(await told(hub)).toEqual(['The license expires in 50 days'])
    expect(await told(await ahead(24))).toEqual(['The license expires in 26 days'])
    expect(await told(await ahead(0))).toEqual([])
    expect(await told(await ahead(21))).toEqual(['The license expires in 29 days'])
    expect(await told(await ahead(22))).toEqual([])
  })

  test('a banner that was put away is shown again, and may be put away again', async () => {
    const admin = await setUp(hub)
    await hub.activate({ exp: hub.deps.clock.now() + 45 * day })
    const kinds = async (at: TestHub) =>
      (await at.ask('GET', '/api/session', { as: admin })).body.banners.map(
        ({ kind }: { kind: string }) => kind,
      )
    const wrong = await ahead(20)
    const [banner] = (await wrong.ask('GET', '/api/session', { as: admin })).body.banners
    expect((await wrong.ask('POST', `/api/banners/${banner.id}/dismiss`, { as: admin })).status).toBe(204)
    expect(await kinds(wrong)).not.toContain(banner.kind)
    const right = await ahead(16)
    expect(await kinds(right)).toContain(banner.kind)
    expect((await right.ask('POST', `/api/banners/${banner.id}/dismiss`, { as: admin })).status).toBe(204)
    expect(await kinds(right)).not.toContain(banner.kind)
  })

  test('no day of seat use lies ahead, and what was in use then counts for today', async () => {
    await hub.activate({ seats: 10 })
    const wrong = await ahead(30)
    for (let n = 0; n < 3; n++) expect((await createUser(wrong)).status).toBe(201)
    const right = await ahead(0)
    const [last] = (await right.ask('GET', '/api/seats')).body.trend.slice(-1)
    expect(last.day).toBeLessThanOrEqual(right.deps.clock.now())
    await createUser(right)
    const days = right.deps.database.raw.prepare('SELECT day, used FROM seat_peak').all()
    expect(days).toEqual([{ day: last.day, used: 4 }])
  })

  test('a session that it began is over, instead of lasting until that time comes', async () => {
    const admin = await setUp(hub)
    expect((await hub.ask('GET', '/api/session', { as: admin })).status).toBe(200)
    hub.deps.database.raw
      .prepare('UPDATE session SET created_at = created_at + ?, expires_at = expires_at + ?')
      .run(365 * day, 365 * day)
    expect((await hub.ask('GET', '/api/session', { as: admin })).status).toBe(401)
    expect(hub.deps.database.raw.prepare('SELECT count(*) FROM session').pluck().get()).toBe(0)
  })

  test('it says again when a key and an account were last used', async () => {
    const admin = await setUp(hub)
    const body = { name: 'Pika', scopes: ['status:read'] }
    const { id, key } = (await hub.ask('POST', '/api/service-keys', { body })).body
    const later = hub.deps.clock.now() + 365 * day
    hub.deps.database.raw.prepare('UPDATE service_key SET last_used_at = ?').run(later)
    hub.deps.database.raw.prepare('UPDATE user SET last_seen_at = ?').run(later)
    const again = await ahead(0)
    expect((await again.ask('GET', '/api/license/status', { as: key })).status).toBe(200)
    await again.ask('GET', '/api/session', { as: admin })
    const used = again.deps.database.raw.prepare('SELECT last_used_at FROM service_key WHERE id = ?').pluck()
    expect(used.get(id)).toBeLessThan(later)
    expect(again.deps.database.raw.prepare('SELECT max(last_seen_at) FROM user').pluck().get()).toBeLessThan(
      later,
    )
  })
})
