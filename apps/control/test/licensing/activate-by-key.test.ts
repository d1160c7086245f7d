import { verifyActivation, verifyLicense } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, hashOf, issue, machineNamed, send, stateOf } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const here = hashOf('here')
const there = hashOf('there')
const activate = (body: object) => send(control, '/v1/licenses/activate', body)
const deactivate = (body: object) => send(control, '/v1/licenses/deactivate', body)
const validate = (body: object) => send(control, '/v1/licenses/validate', body)

describe('activating by key', () => {
  test('binds the license, and answers the same machine the same again', async () => {
    const { id, key } = await issue(control)
    const first = await activate({ key, fingerprint: here, hostname: 'my-server' })
    expect(first.status).toBe(200)
    expect(Object.keys(first.body).slice(0, 6)).toEqual([
      'success',
      'message',
      'machineId',
      'activatedAt',
      'expiresAt',
      'token',
    ])
    expect(first.body).toMatchObject({ success: true, machineId: here, licenseId: id })
    expect(first.body.activatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
    const trust = await control.trust()
    const now = control.deps.clock.now()
    const lease = await verifyActivation(first.body.token, trust, { now })
    expect(lease).toMatchObject({ licenseId: id, installationId: here, fingerprint: { exact: here } })
    expect(lease.exp - lease.iat).toBe(604_800)
    expect((await verifyLicense(first.body.license, trust, { now })).id).toBe(id)
    control.pass(60)
    const before = await stateOf(control, id)
    expect((await activate({ key, fingerprint: here })).body).toEqual(first.body)
    expect(await stateOf(control, id)).toEqual(before)
  })

  test('accepts a key as people type it', async () => {
    const { key } = await issue(control)
    const typed = ` ${key.toLowerCase().replaceAll('-', ' ')} `
    expect((await activate({ key: typed, fingerprint: here })).status).toBe(200)
  })

  test('refuses another machine, says where help stands, and changes nothing', async () => {
    const { id, key } = await issue(control)
    await activate({ key, fingerprint: here })
    const before = await stateOf(control, id)
    const answer = await activate({ key, fingerprint: there })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({
      code: 'OTHER_MACHINE',
      help: 'docs/troubleshooting.md#other_machine',
    })
    expect(await stateOf(control, id)).toEqual(before)
  })

  test.each([
    ['no key', { fingerprint: here }, 400, 'REQUEST_INVALID'],
    ['an unknown field', { key: 'x', fingerprint: here, extra: 1 }, 400, 'REQUEST_INVALID'],
    ['a key of another shape', { key: 'LICET-AAAA-AAAA-AAAA', fingerprint: here }, 400, 'KEY_MISTYPED'],
    [
      'a key that nobody gave out',
      { key: 'LICET-AAAA-AAAA-AAAA-AAAA', fingerprint: here },
      404,
      'KEY_UNKNOWN',
    ],
    ['an empty key', { key: '', fingerprint: here }, 400, 'KEY_MISTYPED'],
  ])('refuses %s with where help stands', async (_what, body, status, code) => {
    const answer = await activate(body)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
    expect(answer.body.help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
  })

  test.each([
    ['nothing', undefined],
    ['a raw address', '00:11:22:33:44:55'],
    ['no components', { components: {} }],
    ['components that are not known', { components: { machine: 'unknown', cpu: '' } }],
    ['an unhashed address', { components: { cpu: hashOf('cpu'), mac: '00:11:22:33:44:55' } }],
    ['an unhashed UUID', { components: { machine: '4C4C4544-0033-3510-8052-B4C04F4E3732' } }],
    ['a product alone', { components: { product: hashOf('1.0') } }],
    ['a raw machine id', { components: { machine: '4c4c4544004d3510805ac4c04f4b3132' } }],
    ['a raw address beside a hash', { components: { machine: hashOf('m'), mac: '00:11:22:33:44:55' } }],
    ['a name in place of a hash', { components: { machine: 'srv-01.acme.example' } }],
    ['a UID that is none', { components: { uid: 'uid:ABC' } }],
  ])('refuses a fingerprint of %s', async (_what, fingerprint) => {
    const { id, key } = await issue(control)
    const before = await stateOf(control, id)
    const answer = await activate({ key, fingerprint })
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe('FINGERPRINT_INVALID')
    expect(await stateOf(control, id)).toEqual(before)
  })

  test('takes a hostname of any script, and none of several lines', async () => {
    const { id, key } = await issue(control)
    const before = await stateOf(control, id)
    for (const hostname of ['a\nb', 'a\u202eb', 'h'.repeat(256), 5])
      expect((await activate({ key, fingerprint: here, hostname })).status).toBe(400)
    expect(await stateOf(control, id)).toEqual(before)
    for (const hostname of ['schlüssel-日本', ''])
      expect((await activate({ key, fingerprint: here, hostname })).status).toBe(200)
  })

  test('takes a hash without its name, or in capitals, for the hash that it is', async () => {
    const { key } = await issue(control)
    const machine = machineNamed('spelled')
    const spelled = Object.entries(machine).map(([name, hash]) => [
      name,
      hash.slice('sha256:'.length).toUpperCase(),
    ])
    const first = await activate({ key, fingerprint: { components: machine } })
    const again = await activate({ key, fingerprint: { components: Object.fromEntries(spelled) } })
    expect([again.status, again.body.machineId]).toEqual([200, first.body.machineId])
  })

  test('answers a key that opens nothing the same whatever is sent with it', async () => {
    const { id, key } = await issue(control)
    await control.ask('POST', `/v1/licenses/${id}/reissue-key`, { body: {} })
    const answers = [here, there, { components: machineNamed('x') }].map(fingerprint =>
      activate({ key, fingerprint }),
    )
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(404)
      expect(answer.body.code).toBe('KEY_UNKNOWN')
    }
  })

  test('takes three of four components for the same machine, and two for another', async () => {
    const { key } = await issue(control)
    const machine = machineNamed('drift')
    await activate({ key, fingerprint: { components: machine } })
    const changed = (names: string[]) => ({
      components: { ...machine, ...Object.fromEntries(names.map(name => [name, hashOf(`new ${name}`)])) },
    })
    expect((await activate({ key, fingerprint: changed(['mac']) })).status).toBe(200)
    expect((await activate({ key, fingerprint: changed(['mac', 'cpu']) })).status).toBe(403)
  })

  test('lets a license for three machines be activated on three', async () => {
    const { key } = await issue(control, { policy: { binding: 'machine', machines: 3, transfer: 'self' } })
    const machines = ['a', 'b', 'c', 'd'].map(name => ({ key, fingerprint: hashOf(name) }))
    const statuses: number[] = []
    for (const machine of machines) statuses.push((await activate(machine)).status)
    expect(statuses).toEqual([200, 200, 200, 403])
    expect((await activate(machines[3]!)).body.code).toBe('MACHINES_EXHAUSTED')
  })

  test('refuses suspended, revoked and expired licenses by name', async () => {
    for (const [deed, code] of [
      ['suspend', 'KEY_SUSPENDED'],
      ['revoke', 'KEY_REVOKED'],
    ] as const) {
      const { id, key } = await issue(control)
      await control.ask('POST', `/v1/licenses/${id}/${deed}`, { body: { reason: 'unpaid' } })
      const before = await stateOf(control, id)
      const answer = await activate({ key, fingerprint: here })
      expect([answer.status, answer.body.code]).toEqual([403, code])
      expect(await stateOf(control, id)).toEqual(before)
    }
    const { key } = await issue(control, { expiresAt: control.deps.clock.now() + 100 })
    control.pass(100)
    expect((await activate({ key, fingerprint: here })).body.code).toBe('KEY_EXPIRED')
  })

  test('lets one of 64 machines win the one place', async () => {
    const { id, key } = await issue(control)
    const racers = Array.from({ length: 64 }, (_, at) =>
      activate({ key, fingerprint: hashOf(`racer ${at}`) }),
    )
    // The limit for one key is part of what a racer meets.
    const answers = await Promise.all(racers)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const rows = await control.database.db
      .selectFrom('machine')
      .selectAll()
      .where('license_id', '=', id)
      .execute()
    expect(rows).toHaveLength(1)
  })
})

describe('transferring', () => {
  test('frees the place of a machine that gives it up, once and for all', async () => {
    const { key } = await issue(control)
    await activate({ key, fingerprint: here })
    expect((await deactivate({ key, fingerprint: there })).body.code).toBe('OTHER_MACHINE')
    expect((await deactivate({ key, fingerprint: here })).body).toMatchObject({ success: true })
    expect((await deactivate({ key, fingerprint: here })).status).toBe(200)
    expect((await activate({ key, fingerprint: there })).status).toBe(200)
    expect((await activate({ key, fingerprint: here })).status).toBe(403)
  })

  test('takes a release receipt once: what was activated after it stays', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await box.activate(key)
    const release = await box.release(id)
    expect((await deactivate({ key, release })).status).toBe(200)
    expect((await box.activate(key)).status).toBe(200)
    const before = await stateOf(control, id)
    const again = await deactivate({ key, release })
    expect(again.status).toBe(200)
    expect(await stateOf(control, id)).toEqual(before)
    const foreign = await createInstallation(control)
    const forged = await foreign.release(id, { activation: box.previous })
    expect((await deactivate({ key, release: forged })).body.code).toBe('OTHER_MACHINE')
    expect(await stateOf(control, id)).toEqual(before)
  })

  test.each(['appliance', 'timed'])('is not for the holder of a license of the preset %s', async policy => {
    const { id, key } = await issue(control, { policy, ...(policy === 'timed' && { termMonths: 3 }) })
    await activate({ key, fingerprint: here })
    const before = await stateOf(control, id)
    const answer = await deactivate({ key, fingerprint: here })
    expect([answer.status, answer.body.code]).toEqual([403, 'TRANSFER_FORBIDDEN'])
    expect(await stateOf(control, id)).toEqual(before)
  })
})

describe('a timed license', () => {
  test('begins its calendar months with its first activation and is bound for good', async () => {
    const { id, key, token, body } = await issue(control, { policy: 'timed', termMonths: 1 })
    expect(token).toBeNull()
    expect(body.license).toMatchObject({ state: 'unminted', expiresAt: null, termMonths: 1 })
    control.pass(40 * 86_400)
    const before = control.deps.clock.now()
    const first = await activate({ key, fingerprint: here })
    expect(first.status).toBe(200)
    const { claims } = await verifyLicense(first.body.license, await control.trust(), { now: before })
    expect(claims.iat).toBeGreaterThanOrEqual(before)
    expect(claims.iat).toBeLessThanOrEqual(control.deps.clock.now())
    const months =
      new Date(claims.exp * 1000).getUTCMonth() - new Date((claims.iat ?? 0) * 1000).getUTCMonth()
    expect((months + 12) % 12).toBe(1)
    expect(first.body.expiresAt).toBe(new Date(claims.exp * 1000).toISOString())
    control.pass(86_400)
    expect((await activate({ key, fingerprint: here })).body).toEqual(first.body)
    const rebound = await control.ask('POST', `/v1/licenses/${id}/rebind`, { body: { reason: 'new box' } })
    expect([rebound.status, rebound.body.code]).toEqual([403, 'TRANSFER_FORBIDDEN'])
    expect((await activate({ key, fingerprint: there })).status).toBe(403)
  })
})

describe('validating', () => {
  test('tells each status and writes nothing', async () => {
    const { id, key } = await issue(control)
    const status = async (fingerprint = here) => (await validate({ key, fingerprint })).body
    expect(await status()).toEqual({ valid: false, status: 'not_activated' })
    await activate({ key, fingerprint: here })
    const before = await stateOf(control, id)
    expect(await status()).toEqual({ valid: true, status: 'active' })
    expect(await status(there)).toEqual({ valid: false, status: 'machine_mismatch' })
    expect(await stateOf(control, id)).toEqual(before)
    await control.ask('POST', `/v1/licenses/${id}/suspend`, { body: { reason: 'unpaid' } })
    expect(await status()).toEqual({ valid: false, status: 'suspended' })
    await control.ask('POST', `/v1/licenses/${id}/revoke`, { body: { reason: 'stolen' } })
    expect(await status()).toEqual({ valid: false, status: 'revoked' })
  })
})

describe('a fault of our own', () => {
  test('is answered with where help stands, and with nothing else', async () => {
    const broken = await openTestControl()
    try {
      const { key } = await issue(broken)
      await broken.database.transact(tx => tx.schema.alterTable('machine').renameTo('lost').execute())
      const answer = await send(broken, '/v1/licenses/activate', { key, fingerprint: here })
      expect(answer.status).toBe(500)
      expect(Object.keys(answer.body).toSorted()).toEqual(['code', 'error', 'help', 'requestId'])
      expect(answer.body.help).toBe('docs/troubleshooting.md#internal')
    } finally {
      await broken.close()
    }
  })
})

describe('the limits', () => {
  test('refuse the sixth attempt from one address in a quarter of an hour, whatever the key', async () => {
    const limited = await openTestControl({ environment: { CONTROL_ACTIVATION_LIMIT: '5/900' } })
    try {
      const { key } = await issue(limited)
      const ask = (from: string) =>
        limited.ask('POST', '/v1/licenses/activate', { as: null, from, body: { key, fingerprint: here } })
      for (let at = 0; at < 5; at++) expect((await ask('203.0.113.9')).status).toBe(200)
      const sixth = await ask('203.0.113.9')
      expect(sixth.status).toBe(429)
      expect(sixth.body).toMatchObject({ code: 'RATE_LIMITED', help: 'docs/troubleshooting.md#rate_limited' })
      expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await ask('203.0.113.10')).status).toBe(200)
    } finally {
      await limited.close()
    }
  })
})
