import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { type BoundHub, shortKey, startBoundHub } from '../support/bound-hub.ts'
import { expectError, expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { daySeconds, type Json, signToken, wallClock } from '../support/token.ts'

let world: BoundHub
let license: { id: string; token: string }
beforeAll(async () => {
  world = await startBoundHub({ online: false })
  license = world.bound({}, { activation_grace_seconds: 604_800 })
  await world.hub.admin.post('/api/license/activate', { key: license.token })
})
afterAll(async () => {
  await world.hub.stop()
  await world.server.close()
})

const status = async () => (await world.hub.sibling.get('/api/license/status')).body
const activation = async () => (await world.hub.admin.get('/api/activation')).body
const paste = (key: string) => world.hub.admin.post('/api/activation/apply', { key })
const ask = async (fresh = false) =>
  (await world.hub.admin.post('/api/activation/request', { fresh })).body as {
    id: string
    request: string
    machineUid: string
    bundle: string
  }
/** What the vendor's page answers to a request. */
const answer = (request: string, changes: Record<string, Json | undefined> = {}) =>
  world.server.activation(license.id, { request: claimsOf(request) }, changes)
const edited = (token: string) => {
  const [header, payload = '', signature] = token.split('.')
  const longer = Buffer.from(payload, 'base64url')
    .toString()
    .replace(/"exp":(\d+)/, '"exp":9$1')
  return [header, Buffer.from(longer).toString('base64url'), signature].join('.')
}
const bundle = (...artifacts: string[]) => JSON.stringify({ artifacts })

describe('without an activation server', () => {
  test('a license works for the grace that it gives from its creation, to the second', async () => {
    const { graceEndsAt } = await activation()
    expect(graceEndsAt).toBe(claimsOf(license.token).iat + 604_800)
    const at = async (moment: number) =>
      (await world.hub.admin.get(`/api/license/forecast?at=${moment}`)).body
    expect(await at(graceEndsAt - 1)).toMatchObject({ state: 'grace', valid: true, restricts: 'nothing' })
    expect(await at(graceEndsAt)).toMatchObject({ state: 'locked', valid: false, restricts: 'everything' })
  })

  test('a Hub that comes back after its grace is locked', async () => {
    const other = await startBoundHub({ online: false })
    const short = other.bound({}, { activation_grace_seconds: 604_800 })
    await other.hub.admin.post('/api/license/activate', { key: short.token })
    await other.hub.stop()
    const late = await other.hub.beside({
      env: { LICET_MACHINE_ROOT: other.machine.root },
      clockOffsetSeconds: 604_800,
    })
    expect((await late.sibling.get('/api/license/status')).body).toMatchObject({
      state: 'locked',
      reason: 'ACTIVATION_OVERDUE',
    })
    await late.stop()
    await other.server.close()
  })

  test('a short key is refused with the way by hand, a request is no license, and nothing moves', async () => {
    const { request } = await ask()
    await expectNothingMoved(world.hub, async () => {
      expectRefused(await paste(shortKey), 'SHORT_KEY_OFFLINE')
      expectRefused(await paste(request), 'ARTIFACT_UNSUPPORTED')
      expectError(await world.hub.admin.post('/api/activation/retry', {}), 409, 'CONTROL_NOT_CONFIGURED')
    })
  })

  test('the request waits: asked for again it is the same, as text, file and machine UID', async () => {
    const one = await ask()
    expect(await ask()).toEqual(one)
    expect(JSON.parse(one.bundle)).toEqual({ artifacts: [one.request] })
    expect(claimsOf(one.request)).toMatchObject({
      action: 'activate',
      license: license.id,
      counter: 0,
      previous: '',
    })
    expect(await activation()).toMatchObject({
      state: 'pending',
      requests: [{ id: one.id }],
      machine: { uid: one.machineUid },
      control: { host: null, nextContactAt: null },
    })
  })
})

describe('an activation code is refused, and nothing moves:', () => {
  const refused: Record<string, [(request: string) => string, string]> = {
    edited: [request => edited(answer(request)), 'TOKEN_SIGNATURE_INVALID'],
    'cut off': [request => answer(request).split('.').slice(0, 2).join('.'), 'TOKEN_MALFORMED'],
    'signed by another key': [
      request =>
        signToken(world.hub.key, claimsOf(answer(request)), { kid: 'nobody', typ: 'activation+jwt' }),
      'TOKEN_KEY_UNKNOWN',
    ],
    'for another installation': [
      request => answer(request, { aud: [`ins_${'a'.repeat(32)}`] }),
      'ANSWER_OTHER_INSTALLATION',
    ],
    'for another machine': [
      request => answer(request, { fingerprint: { machine: 'sha256:0', os: 'sha256:0', mac: 'sha256:0' } }),
      'MACHINE_MISMATCH',
    ],
    'for another license': [request => answer(request, { sub: 'lic_other' }), 'ANSWER_OTHER_LICENSE'],
    'to another request': [
      request => answer(request, { request: `req_${'b'.repeat(32)}` }),
      'ANSWER_OTHER_REQUEST',
    ],
    'out of turn': [request => answer(request, { counter: 7 }), 'ANSWER_OUT_OF_TURN'],
    'that has ended': [
      request => answer(request, { iat: wallClock() - 2 * daySeconds, exp: wallClock() - daySeconds }),
      'ANSWER_EXPIRED',
    ],
  }
  test.each(Object.keys(refused))('%s', async name => {
    const [made, code] = refused[name] ?? [() => '', '']
    const { request } = await ask()
    await expectNothingMoved(world.hub, async () => {
      expectRefused(await paste(made(request)), code)
      const { body } = await world.hub.admin.post('/api/license/preview', { key: made(request) })
      expect(body).toMatchObject({ applicable: false, code })
    })
    expect((await activation()).state).toBe('pending')
  })
})

describe('an activation code is taken', () => {
  let code: string
  test('after a look at what it changes, alone or in a bundle with its license', async () => {
    const { request } = await ask()
    code = bundle(license.token, answer(request))
    const { body: seen } = await world.hub.admin.post('/api/license/preview', { key: code })
    expect(seen).toMatchObject({
      kind: 'bundle',
      applicable: true,
      stateAfter: 'active',
      changes: expect.arrayContaining([expect.objectContaining({ kind: 'activation', severity: 'good' })]),
    })
    expect((await activation()).state).toBe('pending')
    const taken = await world.hub.admin.post('/api/license/activate', { key: code, preview: seen.preview })
    expect(taken.body).toMatchObject({ valid: true, state: 'active', changed: true })
    expect(await activation()).toMatchObject({ state: 'active', requests: [] })
  })

  test('once: the same code again is refused', async () => {
    await expectNothingMoved(world.hub, async () => expectRefused(await paste(code), 'ANSWER_REPLAYED'))
  })

  test('and survives a restart', async () => {
    const env = { LICET_MACHINE_ROOT: world.machine.root }
    const again = await world.hub.beside({ env })
    expect((await again.admin.get('/api/activation')).body.state).toBe('active')
    await again.stop()
  })
})

describe('giving the activation up', () => {
  let held: { id: string }
  let code: string
  test('leaves a signed receipt and locks what the license locks', async () => {
    const { request } = await ask()
    code = answer(request)
    expect((await paste(code)).status).toBe(200)
    held = (await activation()).activation
    const { body } = await world.hub.admin.post('/api/activation/release', {})
    expect(body).toMatchObject({ online: false, activation: held.id })
    expect(claimsOf(body.receipt)).toMatchObject({ license: license.id, activation: held.id, counter: 2 })
    expect(await activation()).toMatchObject({ state: 'released', activation: null })
    expect((await world.hub.admin.get('/api/audit?limit=1')).body.entries[0].action).toBe(
      'activation.release',
    )
    expectError(await world.hub.admin.post('/api/activation/release', {}), 409, 'ACTIVATION_NOT_HELD')
  })

  test('for good: the old activation is refused from then on', async () => {
    await expectNothingMoved(world.hub, async () => expectRefused(await paste(code), 'ANSWER_RELEASED'))
  })

  test('a new request is answered with a new one', async () => {
    const { request } = await ask()
    expect((await paste(answer(request))).body).toMatchObject({ valid: true, state: 'active' })
  })

  test('is refused while the vendor’s verdict stands, which no removal takes away', async () => {
    const verdict = await ask(true)
    expect((await paste(answer(verdict.request, { directive: 'suspend' }))).status).toBe(200)
    await expectNothingMoved(world.hub, async () =>
      expectError(await world.hub.admin.post('/api/activation/release', {}), 409, 'RELEASE_BLOCKED'),
    )
    expect(await status()).toMatchObject({ valid: false, state: 'suspended' })
    expect((await world.hub.admin.delete('/api/license')).status).toBe(204)
    await world.hub.admin.post('/api/license/activate', { key: license.token })
    expect(await status()).toMatchObject({ valid: false, state: 'suspended' })
    const lifted = await ask(true)
    expect((await paste(answer(lifted.request))).body).toMatchObject({ valid: true, state: 'active' })
  })

  test('is not for a license that stays with its machine', async () => {
    const other = await startBoundHub({ online: false })
    const staff = other.bound({}, { transfer: 'staff', activation_grace_seconds: 60 })
    await other.hub.admin.post('/api/license/activate', { key: staff.token })
    const { body } = await other.hub.admin.post('/api/activation/request', {})
    const token = other.server.activation(staff.id, { request: claimsOf(body.request) })
    await other.hub.admin.post('/api/license/activate', { key: token })
    await expectNothingMoved(other.hub, async () =>
      expectError(await other.hub.admin.post('/api/activation/release', {}), 409, 'RELEASE_FORBIDDEN'),
    )
    await other.hub.stop()
    await other.server.close()
  })
})

describe('the advanced settings', () => {
  const put = (hub: BoundHub['hub'], body: unknown) =>
    hub.admin.send('PUT', '/api/activation/advanced', JSON.stringify(body), {
      'content-type': 'application/json',
    })

  test('take license key and activation code together, all or nothing', async () => {
    const fresh = await startBoundHub({ online: false })
    const bound = fresh.bound({}, { activation_grace_seconds: 60 })
    const { body } = await fresh.hub.admin.post('/api/activation/request', {})
    const made = (changes = {}) =>
      fresh.server.activation(bound.id, { request: claimsOf(body.request) }, changes)
    await expectNothingMoved(fresh.hub, async () =>
      expectRefused(
        await put(fresh.hub, { licenseKey: bound.token, activationCode: made({ counter: 9 }) }),
        'ANSWER_OUT_OF_TURN',
      ),
    )
    const answered = await put(fresh.hub, { licenseKey: bound.token, activationCode: made() })
    expect(answered.status, answered.text).toBe(200)
    expect(answered.body).toMatchObject({ state: 'active', license: { id: bound.id } })
    await fresh.hub.stop()
    await fresh.server.close()
  })

  test('keep a short key for later, shown shortened, and clear it', async () => {
    expect((await put(world.hub, { licenseKey: shortKey })).body.advanced.licenseKey).toBe('ARGENT-…-MV27')
    expect((await put(world.hub, { licenseKey: '' })).body.advanced.licenseKey).toBeNull()
    await expectNothingMoved(world.hub, async () =>
      expectRefused(await put(world.hub, { licenseKey: shortKey.replace('07', '70') }), 'SHORT_KEY_MISTYPED'),
    )
  })

  test('HUB_ACTIVATION_CODE is loaded at start, and may stay in the configuration', async () => {
    const { request } = await ask()
    const code = answer(request)
    await world.hub.stop()
    const env = { LICET_MACHINE_ROOT: world.machine.root, HUB_ACTIVATION_CODE: code }
    for (const start of [1, 2]) {
      const hub = await world.hub.beside({ env })
      const { activation: held, advanced } = (await hub.admin.get('/api/activation')).body
      expect([start, held.id, advanced.activationCodeManaged]).toEqual([start, claimsOf(code).jti, true])
      await hub.stop()
    }
    world.hub = await world.hub.beside({ env: { LICET_MACHINE_ROOT: world.machine.root } })
    expect(await status()).toMatchObject({ valid: true, state: 'active' })
  })
})
