import { afterEach, expect, test } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'

const started: Hub[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** Does something that is audited, with these headers, and returns the address that was written down. */
async function addressOf(hub: Hub, headers: Record<string, string>): Promise<string> {
  const made = await hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }, headers)
  expect(made.status, made.text).toBe(201)
  return (await hub.admin.get('/api/audit?limit=1')).body.entries[0].address
}

test('without a trusted proxy, nobody can talk the Hub into another address', async () => {
  const hub = await startHub()
  started.push(hub)
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-real-ip': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { 'x-forwarded-for': '::ffff:203.0.113.9, 127.0.0.1' },
  ] as Record<string, string>[]) {
    expect(await addressOf(hub, headers)).toBe('127.0.0.1')
  }
})

test('behind a trusted proxy, the last address that is no proxy counts, whatever the client wrote before it', async () => {
  const hub = await startHub({ env: { HUB_TRUSTED_PROXIES: '127.0.0.1/32,10.0.0.0/8' } })
  started.push(hub)
  expect(await addressOf(hub, { 'x-forwarded-for': '203.0.113.9' })).toBe('203.0.113.9')
  expect(await addressOf(hub, { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' })).toBe('203.0.113.9')
  expect(await addressOf(hub, { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.1.2.3' })).toBe(
    '203.0.113.9',
  )
  expect(await addressOf(hub, { 'x-forwarded-for': 'garbage' })).toBe('127.0.0.1')
})

test('an address that forwards others without being trusted is named in the diagnostics, and once in the log', async () => {
  const hub = await startHub()
  started.push(hub)
  const proxyCheck = async () => {
    const { checks } = (await hub.admin.get('/api/diagnostics')).body
    return checks.find(({ id }: { id: string }) => id === 'proxy')
  }
  expect(await proxyCheck()).toMatchObject({ outcome: 'ok' })
  await hub.anonymous.get('/api/about', { 'x-forwarded-for': '203.0.113.9' })
  await hub.anonymous.get('/api/about', { forwarded: 'for=203.0.113.9' })
  expect(await proxyCheck()).toMatchObject({ outcome: 'warning', value: '127.0.0.1' })
  await hub.stop()
  const { stdout, stderr } = hub.program.printed()
  expect(`${stdout}${stderr}`.match(/HUB_TRUSTED_PROXIES/g)).toHaveLength(1)

  const trusting = await startHub({ env: { HUB_TRUSTED_PROXIES: '127.0.0.1' } })
  started.push(trusting)
  await trusting.anonymous.get('/api/about', { 'x-forwarded-for': '203.0.113.9' })
  const { checks } = (await trusting.admin.get('/api/diagnostics')).body
  expect(checks).toContainEqual(expect.objectContaining({ id: 'proxy', outcome: 'ok' }))
})
