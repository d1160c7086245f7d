import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, setUp } from '../support/accounts.ts'
import { expectError } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const path = '/api/license/status'
const seven = ['valid', 'customer', 'tier', 'seats', 'products', 'expires_at', 'error']

describe('without a license', () => {
  test('says so in the seven fields, first and in order', async () => {
    const { status, body } = await hub.sibling.get(path)
    expect(status).toBe(200)
    expect(Object.keys(body).slice(0, 7)).toEqual(seven)
    expect(Object.keys(body).slice(7, 11)).toEqual(
      expect.arrayContaining(['state', 'reason', 'next_change', 'enforcement']),
    )
    expect(body).toMatchObject({
      valid: false,
      customer: '',
      tier: '',
      seats: 0,
      products: [],
      expires_at: 0,
      error: expect.stringMatching(/license/i),
      state: 'none',
      enforcement: 'soft',
      next_change: null,
    })
  })
})

describe('with a license', () => {
  const exp = wallClock() + 90 * daySeconds
  beforeAll(async () => {
    await hub.admin.post('/api/license/activate', { key: hub.license({ exp, features: { sso: true } }) })
  })

  test('says what it gives, and when that changes', async () => {
    const { body } = await hub.sibling.get(path)
    expect(Object.keys(body).slice(0, 7)).toEqual(seven)
    expect(body).toMatchObject({
      valid: true,
      customer: 'Acme Corp',
      tier: 'professional',
      seats: 10,
      products: ['pika', 'vera'],
      expires_at: exp,
      error: '',
      state: 'active',
      next_change: { at: exp - 30 * daySeconds, to: 'expiring' },
      enforcement: 'soft',
      features: { sso: true },
    })
  })

  test('is answered to the administrator as to the status key', async () => {
    expect((await hub.admin.get(path)).body).toEqual((await hub.sibling.get(path)).body)
  })

  test('may be kept by the client alone and must be asked again: private, no-cache, with an ETag', async () => {
    const { headers } = await hub.sibling.get(path)
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect(headers.get('etag')).toMatch(/^(W\/)?"[^"]+"$/)
  })

  test('is answered with 304 and no body while nothing changed, and with 200 once it did', async () => {
    const etag = (await hub.sibling.get(path)).headers.get('etag') as string
    for (const value of [
      etag,
      `"other", ${etag}`,
      '*',
      etag.startsWith('W/') ? etag.slice(2) : `W/${etag}`,
    ]) {
      const unchanged = await hub.sibling.get(path, { 'if-none-match': value })
      expect([value, unchanged.status, unchanged.text]).toEqual([value, 304, ''])
      expect(unchanged.headers.get('etag')).toBe(etag)
    }
    await hub.admin.post('/api/license/activate', { key: hub.license({ exp, seats: 11 }) })
    const changed = await hub.sibling.get(path, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.body.seats).toBe(11)
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  test('answers for one product whether it is licensed', async () => {
    expect((await hub.sibling.get(`${path}?product=pika`)).body).toMatchObject({
      valid: true,
      product: { name: 'pika', licensed: true },
    })
    const other = (await hub.sibling.get(`${path}?product=mew`)).body
    expect(other.product).toMatchObject({ name: 'mew', licensed: false })
    expect(Object.keys(other).slice(0, 7)).toEqual(seven)
  })

  test('keeps the answers for two products apart, ETag included', async () => {
    const one = await hub.sibling.get(`${path}?product=pika`)
    const two = await hub.sibling.get(`${path}?product=mew`, {
      'if-none-match': one.headers.get('etag') as string,
    })
    expect(two.status).toBe(200)
  })

  test.each(['?product=', `?product=${'x'.repeat(65)}`, '?nonsense=1'])(
    'refuses %s with 400',
    async query => {
      expectError(await hub.sibling.get(path + query), 400)
    },
  )

  test('never depends on seats: more accounts than seats leave it valid', async () => {
    await hub.admin.delete('/api/license')
    await setUp(hub)
    await addAccount(hub)
    await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 1 }) })
    expect((await hub.sibling.get(path)).body).toMatchObject({ valid: true, state: 'active', error: '' })
    expect((await hub.admin.get('/api/users')).body.seats).toEqual({ limit: 1, used: 2 })
  })
})
