import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestHub, type TestHub } from './test-hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const create = (body: object) => hub.ask('POST', '/api/service-keys', { body: { name: 'pika', ...body } })
const status = async (as: string): Promise<number> =>
  (await hub.ask('GET', '/api/license/status', { as })).status
const list = async () => (await hub.ask('GET', '/api/service-keys')).body.keys

describe('a service key', () => {
  test('is shown once and stored as a hash; reads what its scopes say and nothing else', async () => {
    const { status: created, body } = await create({ scopes: ['status:read'], product: 'pika' })
    expect(created).toBe(201)
    expect(await status(body.key)).toBe(200)
    expect((await hub.ask('GET', '/metrics', { as: body.key })).status).toBe(403)
    expect((await hub.ask('GET', '/api/users', { as: body.key })).status).toBe(403)
    const dump = JSON.stringify(hub.deps.database.raw.prepare('SELECT * FROM service_key').all())
    const secret = body.key.split('_')[2] as string
    expect(
      dump + JSON.stringify(await list()) + JSON.stringify((await hub.ask('GET', '/api/audit')).body),
    ).not.toContain(secret)
    expect((await hub.ask('GET', '/api/seats')).body.used).toBe(0)
  })

  test('shows when and from where it was last used', async () => {
    const { key } = (await create({ scopes: ['status:read'] })).body
    expect((await list())[0].lastUsedAt).toBeNull()
    await status(key)
    expect((await list())[0]).toMatchObject({ lastUsedAt: expect.any(Number), lastUsedFrom: 'unknown' })
  })

  test('ends with the answer to its deletion, in another process too', async () => {
    const { id, key } = (await create({ scopes: ['status:read'] })).body
    const second = await openTestHub({ dataDir: hub.dataDir })
    expect((await second.ask('GET', '/api/license/status', { as: key })).status).toBe(200)
    expect((await hub.ask('DELETE', `/api/service-keys/${id}`)).status).toBe(204)
    expect((await second.ask('GET', '/api/license/status', { as: key })).status).toBe(401)
    expect(await status(key)).toBe(401)
    expect((await hub.ask('DELETE', `/api/service-keys/${id}`)).body.code).toBe('KEY_NOT_FOUND')
    second.close()
  })

  test('rotates: both work for the overlap, then the new one alone', async () => {
    const old = (await create({ scopes: ['status:read'], product: 'vera' })).body
    const rotated = await hub.ask('POST', `/api/service-keys/${old.id}/rotate`, {
      body: { overlapSeconds: 60 },
    })
    expect(rotated.body).toMatchObject({ name: 'pika', product: 'vera', scopes: ['status:read'] })
    expect([await status(old.key), await status(rotated.body.key)]).toEqual([200, 200])
    const { database, clock } = hub.deps
    database.transact(tx =>
      tx.raw.prepare('UPDATE service_key SET expires_at = ? WHERE id = ?').run(clock.now(), old.id),
    )
    expect([await status(old.key), await status(rotated.body.key)]).toEqual([401, 200])
    const now = await hub.ask('POST', `/api/service-keys/${rotated.body.id}/rotate`, {
      body: { overlapSeconds: 0 },
    })
    expect([await status(rotated.body.key), await status(now.body.key)]).toEqual([401, 200])
  })

  test.each([
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['users:write'] }],
    ['an expiry in the past', { scopes: ['status:read'], expiresAt: 1000 }],
    ['a product that is no name', { scopes: ['status:read'], product: 'Pika!' }],
    ['an id of its own', { scopes: ['status:read'], id: 'key_mine' }],
  ])('with %s is refused and not made', async (_, body) => {
    expect((await create(body)).status).toBe(400)
    expect(await list()).toEqual([])
  })
})
