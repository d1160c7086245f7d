import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCaller } from '../support/caller.ts'
import { expectError, expectNothingMoved, until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { sendRaw, statusLines } from '../support/raw-socket.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const status = '/api/license/status'
const create = async (changes: Record<string, unknown> = {}) => {
  const answer = await hub.admin.post('/api/service-keys', {
    name: 'pika',
    scopes: ['status:read'],
    ...changes,
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { id: string; key: string; prefix: string }
}

test('is shown once, at its creation, and never again', async () => {
  const { id, key, prefix } = await create({ product: 'pika' })
  expect(key.length).toBeGreaterThanOrEqual(43)
  expect(key.startsWith(prefix)).toBe(true)
  const list = await hub.admin.get('/api/service-keys')
  expect(list.body.keys.find((entry: { id: string }) => entry.id === id)).toMatchObject({
    name: 'pika',
    product: 'pika',
    scopes: ['status:read'],
  })
  expect(list.text).not.toContain(key)
  expect((await hub.admin.get('/api/audit')).text).not.toContain(key)
})

test('reads the status, and nothing else', async () => {
  const sibling = createCaller(hub.url, (await create()).key)
  expect((await sibling.get(status)).status).toBe(200)
  for (const path of [
    '/metrics',
    '/api/license',
    '/api/users',
    '/api/audit',
    '/api/service-keys',
    '/api/license/token',
  ]) {
    expectError(await sibling.get(path), 403)
  }
  await expectNothingMoved(hub, async () => {
    expectError(await sibling.post('/api/license/activate', { key: hub.license() }), 403)
    expectError(await sibling.delete('/api/license'), 403)
  })
})

test('reads the metrics when its scope says so', async () => {
  const scraper = createCaller(hub.url, (await create({ scopes: ['metrics:read'] })).key)
  expect((await scraper.get('/metrics')).status).toBe(200)
  expectError(await scraper.get(status), 403)
})

test('remembers when and from where it was last used', async () => {
  const { id, key } = await create()
  const read = async () =>
    (await hub.admin.get('/api/service-keys')).body.keys.find((entry: { id: string }) => entry.id === id)
  expect(await read()).toMatchObject({ lastUsedAt: null, lastUsedFrom: null })
  await createCaller(hub.url, key).get(status)
  expect(await read()).toMatchObject({ lastUsedAt: expect.any(Number), lastUsedFrom: '127.0.0.1' })
})

test('ends at once when it is deleted, on every Hub of the data directory', async () => {
  const { id, key } = await create()
  const other = await hub.beside()
  for (const door of [hub, other]) expect((await createCaller(door.url, key).get(status)).status).toBe(200)
  expect((await hub.admin.delete(`/api/service-keys/${id}`)).status).toBe(204)
  for (const door of [hub, other]) expectError(await createCaller(door.url, key).get(status), 401)
  await other.stop()
  expectError(await hub.admin.delete(`/api/service-keys/${id}`), 404)
})

test('rotated with overlap, old and new work; without, the new one alone', async () => {
  const first = await create()
  const second = (await hub.admin.post(`/api/service-keys/${first.id}/rotate`, { overlapSeconds: 3600 })).body
  for (const { key } of [first, second])
    expect((await createCaller(hub.url, key).get(status)).status).toBe(200)
  const third = (await hub.admin.post(`/api/service-keys/${second.id}/rotate`, { overlapSeconds: 0 })).body
  expectError(await createCaller(hub.url, second.key).get(status), 401)
  expect((await createCaller(hub.url, third.key).get(status)).status).toBe(200)
})

test('is refused once it has expired', async () => {
  const now = Math.floor(Date.now() / 1000)
  const { key } = await create({ expiresAt: now + 3 })
  const caller = createCaller(hub.url, key)
  expect((await caller.get(status)).status).toBe(200)
  await until(
    () => caller.get(status),
    answer => answer.status === 401,
  )
})

describe('a credential that is not exactly right is refused with 401:', () => {
  const flipCase = (key: string): string =>
    key.replace(/[a-zA-Z](?=[^a-zA-Z]*$)/, letter =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    )
  test.each<[string, (key: string, prefix: string) => Record<string, string>]>([
    ['its prefix', (_, prefix) => ({ authorization: `Bearer ${prefix}` })],
    ['one character more', key => ({ authorization: `Bearer ${key}A` })],
    ['one character less', key => ({ authorization: `Bearer ${key.slice(0, -1)}` })],
    ['another case', key => ({ authorization: `Bearer ${flipCase(key)}` })],
    ['another scheme', key => ({ authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}` })],
    ['no scheme', key => ({ authorization: key })],
    ['two of them', key => ({ authorization: `Bearer ${key}, Bearer ${key}` })],
    ['another header', key => ({ 'x-api-key': key })],
    ['an empty bearer', () => ({ authorization: 'Bearer ' })],
    ['a cookie', key => ({ cookie: `licet_session=${key}` })],
  ])('%s', async (_, headers) => {
    const { key, prefix } = await create()
    expectError(await hub.anonymous.get(status, headers(key, prefix)), 401)
  })

  test('the key in the address', async () => {
    const { key } = await create()
    for (const query of [`?token=${key}`, `?access_token=${key}`, `?api_key=${key}`, `?key=${key}`]) {
      expectError(await hub.anonymous.get(status + query), 401)
    }
  })

  test('the header twice', async () => {
    const { key } = await create()
    const request = `GET ${status} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer nonsense\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`
    expect([[400], [401]]).toContainEqual(statusLines(await sendRaw(hub.port, request)))
  })
})

test.each<[string, unknown]>([
  ['no name', { scopes: ['status:read'] }],
  ['no scope', { name: 'x', scopes: [] }],
  ['an unknown scope', { name: 'x', scopes: ['users:write'] }],
  ['a key of its own', { name: 'x', scopes: ['status:read'], key: 'chosen' }],
  ['a product that is no product', { name: 'x', scopes: ['status:read'], product: 'Not A Product' }],
])('with %s none is made: 400, and nothing moves', async (_, body) => {
  await expectNothingMoved(hub, async () => expectError(await hub.admin.post('/api/service-keys', body), 400))
})
