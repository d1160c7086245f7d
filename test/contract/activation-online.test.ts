import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import { type Reply, refusal } from '../support/activation-server.ts'
import { type BoundHub, shortKey, startBoundHub } from '../support/bound-hub.ts'
import { expectError, expectNothingMoved, expectRefused, until } from '../support/expectations.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let world: BoundHub
beforeAll(async () => {
  world = await startBoundHub()
  await setUp(world.hub)
})
afterAll(async () => {
  await world.hub.stop()
  await world.server.close()
})

const status = async () => (await world.hub.sibling.get('/api/license/status')).body
const activation = async () => (await world.hub.admin.get('/api/activation')).body
const activate = (key: string) => world.hub.admin.post('/api/license/activate', { key })
const retry = () => world.hub.admin.post('/api/activation/retry', {})

describe('the one box takes a short key:', () => {
  test('a typing error is caught before any network', async () => {
    const calls = world.server.calls.length
    const mistyped = shortKey.replace('W3AH', 'W3HA')
    await expectNothingMoved(world.hub, async () =>
      expectRefused(await activate(mistyped), 'SHORT_KEY_MISTYPED'),
    )
    expect(world.server.calls.length).toBe(calls)
  })

  test.each([
    [400, 'KEY_MISTYPED'],
    [404, 'KEY_UNKNOWN'],
    [403, 'KEY_REVOKED'],
    [403, 'OTHER_MACHINE'],
    [409, 'CLONE_SUSPECTED'],
    [429, 'RATE_LIMITED'],
    [500, 'INTERNAL'],
  ])('the server’s %i %s is passed on, and nothing moves', async (code, name) => {
    world.server.reply(() => ({
      status: code,
      headers: { 'retry-after': '77' },
      body: refusal(name, 'No.'),
    }))
    await expectNothingMoved(world.hub, async () => {
      const answer = await activate(shortKey)
      expectError(answer, code, name)
      expect(answer.headers.get('retry-after')).toBe('77')
    })
  })

  test('a preview asks nobody', async () => {
    const calls = world.server.calls.length
    const { body } = await world.hub.admin.post('/api/license/preview', { key: shortKey.toLowerCase() })
    const [host] = world.server.url.split('//').slice(1)
    expect(body).toMatchObject({
      kind: 'short_key',
      applicable: true,
      code: '',
      changes: [{ kind: 'short_key', values: { server: host } }],
    })
    expect(world.server.calls.length).toBe(calls)
  })

  test('license and activation are loaded, and the machine is named by hashes alone', async () => {
    const license = world.bound()
    world.server.activates(license)
    const answer = await activate(` ${shortKey.toLowerCase()} `)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ valid: true, state: 'active', loaded: 'short_key', changed: true })
    const call = world.server.calls.at(-1)
    expect(call).toMatchObject({ path: '/v1/licenses/activate', key: shortKey })
    expect(call?.request.fingerprint).toEqual({
      machine: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      os: expect.stringMatching(/^sha256:/),
      cpu: expect.stringMatching(/^sha256:/),
      mac: expect.stringMatching(/^sha256:/),
      product: expect.stringMatching(/^sha256:/),
    })
    expect(await activation()).toMatchObject({
      state: 'active',
      causes: [],
      advanced: { licenseKey: 'ARGENT-…-MV27' },
      control: { lastContact: { outcome: 'answered' }, failures: 0 },
      machine: { matches: true, uid: expect.stringMatching(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/) },
    })
  })
})

describe('a signed answer renews the lease and carries the vendor’s word:', () => {
  const license = () => world.server.calls.at(-1)?.request.license
  const audited = async () =>
    (await world.hub.admin.get('/api/audit?limit=1')).body.entries[0].action as string

  test('a heartbeat names the counter and the activation before it', async () => {
    const before = await activation()
    world.server.activates({ id: before.license.id })
    expect((await retry()).status).toBe(200)
    const call = world.server.calls.at(-1)
    expect(call?.path).toBe(`/v1/licenses/${before.license.id}/heartbeat`)
    expect(call?.request).toMatchObject({
      action: 'heartbeat',
      counter: 1,
      previous: before.activation.id,
      license: before.license.id,
    })
    expect((await activation()).activation.id).not.toBe(before.activation.id)
  })

  test.each([
    ['suspend', 'suspended'],
    ['lock', 'locked'],
    ['revoke', 'revoked'],
  ])('%s locks every write, and the next good answer unlocks', async (directive, state) => {
    world.server.activates({ id: license() }, () => ({ directive, message: 'Call us, please.' }))
    expect((await retry()).status).toBe(200)
    expect(await status()).toMatchObject({ valid: false, state, restricts: 'everything' })
    expect(await audited()).toBe(`activation.${directive}`)
    expectError(await world.hub.admin.post('/api/users', createAccount()), 402, 'LICENSE_LOCKED')
    for (const path of ['/api/license', '/api/activation', '/api/license/status', '/api/users'])
      expect([path, (await world.hub.admin.get(path)).status]).toEqual([path, 200])
    expect((await world.hub.admin.get('/api/session')).body.banners).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: state, level: 'error' }),
        expect.objectContaining({ kind: 'vendor_message', text: 'Call us, please.' }),
      ]),
    )
    world.server.activates({ id: license() })
    expect((await retry()).status).toBe(200)
    expect(await status()).toMatchObject({ valid: true, state: 'active' })
    expect(await audited()).toBe('activation.reactivate')
  })

  test('a refusal with a signed verdict beside it counts; without one it changes nothing', async () => {
    const id = license()
    world.server.reply(() => ({ status: 403, body: refusal('OTHER_MACHINE', 'No.') }))
    await expectNothingMoved(world.hub, async () => expectError(await retry(), 403, 'OTHER_MACHINE'))
    world.server.reply(call => ({
      status: 403,
      body: {
        ...refusal('OTHER_MACHINE', 'No.'),
        token: world.server.activation(id, call, { directive: 'lock' }),
      },
    }))
    expectError(await retry(), 403, 'OTHER_MACHINE')
    expect(await status()).toMatchObject({ state: 'locked', reason: 'LICENSE_LOCKED' })
    world.server.activates({ id })
    expect((await retry()).status).toBe(200)
  })

  test('a suspected copy is shown, and nothing else changes until a good answer comes', async () => {
    const id = license()
    world.server.reply(() => ({ status: 409, body: refusal('CLONE_SUSPECTED', 'Two of you.') }))
    await expectNothingMoved(world.hub, async () => expectError(await retry(), 409, 'CLONE_SUSPECTED'))
    expect((await activation()).control.cloneSuspectedAt).toBeGreaterThan(0)
    world.server.activates({ id })
    await retry()
    expect((await activation()).control.cloneSuspectedAt).toBeNull()
  })

  test('a renewed license arrives with a heartbeat', async () => {
    const id = license()
    const renewed = world.bound({ jti: id, rev: 2, seats: 25 })
    world.server.reply(call => ({
      body: {
        token: world.server.activation(id, call),
        directives: [{ type: 'refresh_license', artifact: renewed.token }],
        nextHeartbeatSeconds: null,
      },
    }))
    expect((await retry()).status).toBe(200)
    expect(await status()).toMatchObject({ valid: true, seats: 25 })
  })
})

describe('transport failures change nothing:', () => {
  const replies: Record<string, Reply> = {
    reset: (_, response) => (response.socket?.resetAndDestroy(), null),
    '500': () => ({ status: 500, body: 'oops' }),
    '503 in HTML': () => ({ status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>503</h1>' }),
    '429 without a code': () => ({ status: 429, body: {} }),
    garbage: () => ({ body: '{"token":' }),
    huge: () => ({ body: { token: 'x'.repeat(200_000), directives: [] } }),
    'wrong content type': () => ({ headers: { 'content-type': 'text/plain' }, body: '{}' }),
    'captive portal': () => ({ headers: { 'content-type': 'text/html' }, body: '<form>Room number</form>' }),
    redirect: () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }),
    'half an answer': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"token":"')
      setImmediate(() => response.destroy())
      return null
    },
    'an unsigned answer': () => ({ body: { token: 'a.b.c', directives: [{ type: 'revoke' }] } }),
    'an answer signed by nobody we know': call => ({
      body: {
        token: `${world.server.activation(call.request.license, call).slice(0, -8)}AAAAAAAA`,
        directives: [],
      },
    }),
    'the answer for another installation': call => ({
      body: {
        token: world.server.activation(call.request.license, call, { aud: [`ins_${'0'.repeat(32)}`] }),
        directives: [],
      },
    }),
    'the answer to another request': call => ({
      body: {
        token: world.server.activation(call.request.license, call, { request: `req_${'0'.repeat(32)}` }),
        directives: [],
      },
    }),
  }
  test.each(Object.keys(replies))('%s', async name => {
    world.server.reply(replies[name] as Reply)
    await expectNothingMoved(world.hub, async () => {
      expect((await retry()).status).toBeGreaterThanOrEqual(400)
    })
  })

  test('a replay of an answer that was taken', async () => {
    const { license, activation: held } = await activation()
    let replayed = ''
    world.server.reply(call => {
      replayed ||= world.server.activation(license.id, call)
      return { body: { token: replayed, directives: [], nextHeartbeatSeconds: null } }
    })
    expect((await retry()).status).toBe(200)
    expect((await activation()).activation.id).not.toBe(held.id)
    await expectNothingMoved(world.hub, async () => expectRefused(await retry()))
  })

  test('nobody listens', async () => {
    await world.server.close()
    await expectNothingMoved(world.hub, async () => {
      expectError(await retry(), 503, 'CONTROL_UNREACHABLE')
    })
    expect((await activation()).control).toMatchObject({
      failures: expect.any(Number),
      lastContact: { outcome: 'unreachable', code: 'connection_refused' },
    })
  })
})

describe('an outage is survived within the grace, to the second:', () => {
  test('in force, grace after two heartbeats, locked when the lease ends', async () => {
    const { activation: held } = await activation()
    const at = async (moment: number) =>
      (await world.hub.admin.get(`/api/license/forecast?at=${moment}`)).body.state as string
    const missed = held.issuedAt + 2 * daySeconds
    expect([await at(missed - 1), await at(missed)]).toEqual(['active', 'grace'])
    expect([await at(held.leaseEndsAt - 1), await at(held.leaseEndsAt)]).toEqual(['grace', 'locked'])
  })

  test('a Hub that was offline beyond its lease is locked, and says why to everybody', async () => {
    const { activation: held } = await activation()
    await world.hub.stop()
    const grace = await world.hub.beside({ clockOffsetSeconds: 3 * daySeconds })
    expect((await grace.sibling.get('/api/license/status')).body).toMatchObject({
      valid: true,
      state: 'grace',
      reason: 'HEARTBEAT_MISSED',
      next_change: { at: held.leaseEndsAt, to: 'locked' },
    })
    expect((await grace.admin.get('/api/session')).body.banners).toEqual([
      expect.objectContaining({ kind: 'heartbeat_missed', values: { days: 4, date: held.leaseEndsAt } }),
    ])
    await grace.stop()
    const late = await world.hub.beside({ clockOffsetSeconds: held.leaseEndsAt - wallClock() })
    const locked = await until(
      async () => (await late.sibling.get('/api/license/status')).body,
      body => body.state === 'locked',
    )
    expect(locked).toMatchObject({ valid: false, reason: 'LEASE_ENDED', restricts: 'everything' })
    expect((await late.admin.get('/api/activation')).body).toMatchObject({
      state: 'ended',
      causes: ['lease_ended'],
    })
    await late.stop()
  })
})
