import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUp } from '../support/accounts.ts'
import { expectError } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { wallClock } from '../support/token.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const metric = (text: string, name: RegExp): number[] =>
  text
    .split('\n')
    .filter(line => !line.startsWith('#') && name.test(line))
    .map(line => Number(line.split(' ').at(-1)))

test('health and readiness are 200 with no license, with one, and with one that is removed', async () => {
  const both = async (): Promise<number[]> =>
    Promise.all(['/healthz', '/readyz'].map(async path => (await hub.anonymous.get(path)).status))
  expect(await both()).toEqual([200, 200])
  await hub.admin.post('/api/license/activate', { key: hub.license() })
  expect(await both()).toEqual([200, 200])
  await hub.admin.delete('/api/license')
  expect(await both()).toEqual([200, 200])
})

describe('the metrics', () => {
  test('say expiry, validity, seats and requests, in the Prometheus format', async () => {
    await setUp(hub)
    const exp = wallClock() + 5_000_000
    await hub.admin.post('/api/license/activate', { key: hub.license({ exp, seats: 7 }) })
    const { text, headers } = await hub.sibling.get('/metrics')
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
    expect(metric(text, /expir/)).toContain(exp)
    expect(metric(text, /license.*valid/)).toContain(1)
    expect(metric(text, /seats.*limit/)).toContain(7)
    expect(metric(text, /seats.*used/)).toContain(1)
    expect(metric(text, /request/).length).toBeGreaterThan(0)
  })

  test('hold no address of an account, no customer and no secret', async () => {
    const { text } = await hub.sibling.get('/metrics')
    for (const word of ['Acme', '@example.test', hub.statusKey, hub.adminToken])
      expect(text).not.toContain(word)
  })

  test('do not grow with the addresses that are asked for', async () => {
    const size = async (): Promise<number> => (await hub.sibling.get('/metrics')).text.split('\n').length
    await hub.admin.get('/api/users/usr_0')
    const before = await size()
    for (let index = 0; index < 30; index += 1) {
      await hub.admin.get(`/api/users/usr_${index}`)
      await hub.anonymous.get(`/nowhere/${index}`)
    }
    expect(await size()).toBeLessThan(before + 60)
  })
})

describe('the specification', () => {
  test('is OpenAPI 3 and lists every call of the contract', async () => {
    const { body } = await hub.anonymous.get('/openapi.json')
    expect(body.openapi).toMatch(/^3\./)
    const calls = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    expect(calls).toEqual(
      expect.arrayContaining([
        'POST /api/license/activate',
        'POST /api/license/preview',
        'GET /api/license/status',
        'GET /api/license',
        'GET /api/license/history',
        'DELETE /api/license',
        'GET /api/users',
        'POST /api/users',
        'PATCH /api/users/{id}',
        'DELETE /api/users/{id}',
        'POST /api/setup',
        'GET /api/session',
        'POST /api/session',
        'DELETE /api/session',
        'GET /api/service-keys',
        'POST /api/service-keys',
        'DELETE /api/service-keys/{id}',
        'GET /api/audit',
        'GET /api/audit/checkpoint',
        'GET /healthz',
        'GET /readyz',
        'GET /metrics',
      ]),
    )
  })

  test('can be read in a page that asks no other host', async () => {
    const page = await hub.anonymous.get('/api/docs')
    const found = page.status === 200 ? page : await hub.anonymous.get('/api/docs/')
    expect(found.status).toBe(200)
    expect(found.text).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
})

test('the panel is served for pages, and never for calls', async () => {
  const page = await hub.anonymous.get('/license', { accept: 'text/html' })
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expectError(await hub.admin.get('/api/nothing'), 404, 'NOT_FOUND')
})
