import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LicenseError, shortKeyFrom, verifyRelease, verifyRequest } from '@licet/license'
import { afterEach, describe, expect, it } from 'vitest'
import { json } from '../client/wild-server.ts'
import { fingerprintWith, licenseClaims, read, start } from '../vendor.ts'
import { createWorld, shortKey, type World } from './world.ts'

const worlds: World[] = []
const world = async (options?: Parameters<typeof createWorld>[0]): Promise<World> => {
  const made = await createWorld(options)
  worlds.push(made)
  return made
}
const activated = async (): Promise<World> => {
  const made = await world()
  made.serve()
  expect(await made.activation.activate(shortKey)).toMatchObject({ kind: 'taken' })
  return made
}
afterEach(async () => {
  await Promise.all(worlds.splice(0).map(({ server }) => server.close()))
})

describe('activate', () => {
  it('exchanges a key for a license that is in force here', async () => {
    const { activation, server, lastRequest, machine } = await activated()
    expect((await activation.state()).state).toMatchObject({ kind: 'active', valid: true })
    const claims = await verifyRequest(lastRequest(), { now: machine.now })
    expect(claims).toMatchObject({ action: 'activate', hostname: 'box', productVersion: '1.2.3', counter: 0 })
    expect(server.calls).toHaveLength(1)
  })

  it('asks nobody about a key that is mistyped', async () => {
    const { activation, server } = await world()
    const mistyped = shortKey.replace(/.$/, shortKey.endsWith('0') ? '1' : '0')
    await expect(activation.activate(mistyped)).rejects.toThrowError(LicenseError)
    expect(server.calls).toHaveLength(0)
  })

  it('goes on with its chain when the same key is used again', async () => {
    const { activation, lastRequest } = await activated()
    await activation.heartbeat()
    const held = (await activation.state()).activation
    await activation.activate(shortKey)
    const { counter, previous, license } = read(lastRequest())
    expect({ counter, previous, license }).toEqual({ counter: 2, previous: held?.id, license: 'lic_1' })
    expect((await activation.state()).stored.counter).toBe(3)
  })

  it('begins its chain anew with the key where the vendor takes it for a copy', async () => {
    const { activation, server, lastRequest, vendor } = await activated()
    server.become((request, response) => {
      const token = vendor.activation(lastRequest())
      const answer = { success: true, message: 'Activated.', token, license: vendor.license() }
      const isRestart = read(lastRequest()).counter === 0
      const refusal = { error: 'Two of you.', code: 'CLONE_SUSPECTED' }
      json(isRestart ? 200 : 409, isRestart ? answer : refusal)(request, response)
    })
    expect((await activation.activate(shortKey)).kind).toBe('taken')
    const { counter, previous, license } = read(lastRequest())
    expect({ counter, previous, license }).toEqual({ counter: 0, previous: '', license: undefined })
    expect((await activation.state()).stored.counter).toBe(1)
  })

  it('puts another license in place of the first, with a chain of its own', async () => {
    const { activation, serve, vendor } = await activated()
    await activation.heartbeat()
    serve({ sub: 'lic_2' }, { license: vendor.license({ jti: 'lic_2', tier: 'enterprise' }) })
    const other = shortKey.replace('ACME', 'NOPE')
    await expect(activation.activate(other)).rejects.toMatchObject({ code: 'SHORT_KEY_MISTYPED' })
    await activation.activate(shortKeyFrom('ACME', new Uint8Array(15).fill(9)))
    const { stored, license } = await activation.state()
    expect([stored.counter, license?.id, license?.claims.tier]).toEqual([1, 'lic_2', 'enterprise'])
  })
})

describe('heartbeat', () => {
  it('renews the lease, and answers are counted', async () => {
    const { activation, machine, lastRequest } = await activated()
    const first = (await activation.state()).activation
    machine.now += 86_400
    expect(await activation.heartbeat()).toMatchObject({ kind: 'taken', nextHeartbeatSeconds: 86_400 })
    const { activation: second, stored } = await activation.state()
    expect(second?.exp).toBe((first?.exp ?? 0) + 86_400)
    expect(stored.counter).toBe(2)
    expect(read(lastRequest())).toMatchObject({ counter: 1, previous: first?.id })
  })

  it.each([
    ['suspend', 'suspended'],
    ['lock', 'locked'],
    ['revoke', 'revoked'],
  ])('carries a signed %s, which a signed answer undoes', async (directive, kind) => {
    const { activation, serve } = await activated()
    serve({ directive })
    expect(await activation.heartbeat()).toMatchObject({ kind: 'taken', state: { kind, valid: false } })
    expect((await activation.state()).state.kind).toBe(kind)
    serve()
    expect(await activation.heartbeat()).toMatchObject({ kind: 'taken', state: { kind: 'active' } })
  })

  it('carries a new license, keyset, revocations and a message', async () => {
    const { activation, serve, vendor } = await activated()
    serve(
      { message: 'Maintenance on Sunday' },
      {
        license: vendor.license({ rev: 3, seats: 25 }),
        keyset: await vendor.keyset(1),
        revocations: vendor.revocations(1, ['lic_9']),
      },
    )
    expect(await activation.heartbeat()).toMatchObject({ kind: 'taken', message: 'Maintenance on Sunday' })
    const { license, stored } = await activation.state()
    expect(license?.claims.seats).toBe(25)
    expect([stored.keysets.length, stored.revocations === null]).toEqual([1, false])
  })

  it('asks for an answer that was lost with the same request, also in another program', async () => {
    const { activation, serve, server, lastRequest } = await activated()
    server.become(request => request.socket.destroy())
    expect(await activation.heartbeat()).toMatchObject({ kind: 'unreachable' })
    const lost = lastRequest()
    serve()
    expect(await activation.refresh()).toMatchObject({ kind: 'taken' })
    const [again, refreshed] = server.calls.slice(-2)
    expect(again).toMatchObject({ path: '/v1/licenses/lic_1/heartbeat', body: { request: lost } })
    expect(refreshed).toMatchObject({ path: '/v1/licenses/lic_1/activate', body: { proof: shortKey } })
    expect(again?.body).not.toHaveProperty('proof')
    expect(read(lastRequest()).counter).toBe(2)
  })

  it('makes a new request once where the one that waited was answered long ago', async () => {
    const { activation, server, lastRequest, vendor } = await activated()
    server.become(request => request.socket.destroy())
    await activation.heartbeat()
    const lost = lastRequest()
    server.become((request, response) =>
      lastRequest() === lost
        ? json(409, { error: 'Answered before.', code: 'REQUEST_REPLAYED' })(request, response)
        : json(200, { token: vendor.activation(lastRequest()), directives: [] })(request, response),
    )
    expect(await activation.heartbeat()).toMatchObject({ kind: 'taken' })
  })

  it('locks at once when a refusal brings a signed verdict', async () => {
    const { activation, vendor, server, lastRequest } = await activated()
    server.become((request, response) => {
      const token = vendor.activation(lastRequest(), { directive: 'lock', fingerprint: {} })
      json(403, { error: 'Elsewhere.', code: 'OTHER_MACHINE', token })(request, response)
    })
    expect(await activation.heartbeat()).toMatchObject({
      kind: 'refused',
      code: 'OTHER_MACHINE',
      verdict: { kind: 'locked' },
    })
    expect((await activation.state()).state.kind).toBe('locked')
  })

  it('changes nothing where a copy is suspected, and remembers that it was', async () => {
    const { activation, server } = await activated()
    const before = (await activation.state()).stored
    server.become(json(409, { error: 'Two of you.', code: 'CLONE_SUSPECTED' }))
    expect(await activation.heartbeat()).toMatchObject({ kind: 'refused', verdict: null })
    const { stored, state } = await activation.state()
    expect(state.kind).toBe('active')
    expect(stored.lastContact?.outcome).toBe('CLONE_SUSPECTED')
    expect(stored).toEqual({ ...before, lastContact: stored.lastContact })
  })

  it('uses no counter twice when two programs ask at once', async () => {
    const { activation, server } = await activated()
    await Promise.all(Array.from({ length: 4 }, () => activation.heartbeat()))
    const counters = server.calls.map(({ body }) => read(body.request ?? '').counter)
    expect(counters).toEqual([0, 1, 2, 3, 4])
  })
})

describe('what a machine can hold against its license', () => {
  it('names the second in which grace and lock begin', async () => {
    const { activation, machine } = await activated()
    const { activation: lease } = await activation.state()
    const at = async (now: number) => {
      machine.now = now
      return (await activation.state()).state.kind
    }
    const issued = lease?.iat ?? 0
    expect(await at(issued + 2 * 86_400 - 1)).toBe('active')
    expect(await at(issued + 2 * 86_400)).toBe('grace')
    expect(await at((lease?.exp ?? 0) - 1)).toBe('grace')
    expect(await at(lease?.exp ?? 0)).toBe('locked')
    // Turning the clock back brings nothing back.
    expect(await at(issued)).toBe('locked')
  })

  it('is not fooled by files that were edited', async () => {
    const { activation, file } = await activated()
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { license: string; activation: string }
    const edit = (token: string) => token.replace(/.(?=.{8}$)/, character => (character === 'A' ? 'B' : 'A'))
    writeFileSync(file, JSON.stringify({ ...stored, activation: edit(stored.activation) }))
    expect((await activation.state()).state).toMatchObject({ kind: 'locked', reason: 'ACTIVATION_OVERDUE' })
    writeFileSync(file, JSON.stringify({ ...stored, license: edit(stored.license) }))
    expect((await activation.state()).state).toMatchObject({ kind: 'unreadable' })
  })

  it('does not run on another machine with the same files', async () => {
    const { activation, machine } = await activated()
    machine.fingerprint = fingerprintWith({ machine: '1', cpu: '2' })
    const { state, machine: components } = await activation.state()
    expect(state.kind).toBe('machine_mismatch')
    expect(components.filter(({ outcome }) => outcome === 'changed').map(({ name }) => name)).toEqual([
      'cpu',
      'machine',
    ])
  })

  it('is nothing to another installation that copies license.json alone', async () => {
    const { file, vendor } = await activated()
    const home = mkdtempSync(join(tmpdir(), 'licet-copy-'))
    cpSync(file, join(home, 'license.json'))
    const copy = await world({ home, vendor })
    expect((await copy.activation.state()).state.kind).toBe('locked')
  })
})

describe('check', () => {
  it('orders tiers as the trust does, and knows features', async () => {
    const { activation, machine } = await activated()
    const reasons = async (...needs: object[]) =>
      (await Promise.all(needs.map(need => activation.check(need)))).map(({ reason }) => reason)
    expect(await reasons({}, { tier: 'professional' }, { tier: 'enterprise' }, { tier: 'gold' })).toEqual([
      'ALLOWED',
      'ALLOWED',
      'TIER_TOO_LOW',
      'TIER_TOO_LOW',
    ])
    expect(
      await reasons(
        { feature: 'export' },
        { feature: 'reports' },
        { feature: 'beta' },
        { feature: 'toString' },
      ),
    ).toEqual(['ALLOWED', 'ALLOWED', 'FEATURE_MISSING', 'FEATURE_MISSING'])
    machine.now = start + 700_000
    expect(await reasons({ feature: 'export' })).toEqual(['NOT_IN_FORCE'])
  })

  it('asks nobody', async () => {
    const { activation, server } = await activated()
    const before = server.calls.length
    await activation.check({ tier: 'professional' })
    await activation.state()
    expect(server.calls.length).toBe(before)
  })
})

describe('giving a license back', () => {
  it('tells the server with a signed receipt, and forgets key and license', async () => {
    const { activation, server, bytes, machine } = await activated()
    const held = (await activation.state()).activation
    server.become(json(200, { success: true, message: 'Released.' }))
    expect(await activation.deactivate()).toEqual({ kind: 'released', message: 'Released.' })
    const { key, release = '' } = server.calls.at(-1)?.body ?? {}
    expect(key).toBe(shortKey)
    expect(await verifyRelease(release, { now: machine.now })).toMatchObject({
      activationId: held?.id,
      licenseId: 'lic_1',
      counter: 1,
    })
    expect((await activation.state()).state.kind).toBe('none')
    expect(bytes()).not.toContain(shortKey)
  })

  it('refuses its old activation afterwards', async () => {
    const { activation, machine, vendor } = await activated()
    const { stored } = await activation.state()
    await activation.release()
    const code = JSON.stringify({ artifacts: [stored.license, stored.activation] })
    expect(await activation.apply(code)).toMatchObject({
      kind: 'not_taken',
      refusal: { code: 'ANSWER_RELEASED' },
    })
    const { installationId } = await activation.state()
    const old = vendor.activation(null, { aud: [installationId], iat: machine.now, exp: machine.now + 60 })
    expect(await activation.apply(JSON.stringify({ artifacts: [stored.license, old] }))).toMatchObject({
      kind: 'not_taken',
      refusal: { code: 'ANSWER_RELEASED' },
    })
    expect((await activation.state()).state.kind).toBe('none')
  })

  it.each(['suspend', 'lock', 'revoke'])(
    'is refused while the vendor’s verdict stands: %s',
    async directive => {
      const { activation, serve, server, bytes } = await activated()
      serve({ directive })
      await activation.heartbeat()
      const before = bytes()
      const calls = server.calls.length
      await expect(activation.release()).rejects.toMatchObject({ code: 'RELEASE_BLOCKED' })
      await expect(activation.deactivate()).rejects.toMatchObject({ code: 'RELEASE_BLOCKED' })
      expect([bytes(), server.calls.length]).toEqual([before, calls])
      serve()
      await activation.refresh()
      expect(await activation.release()).toHaveProperty('receipt')
    },
  )

  it('prints the same receipt again for whoever lost the first', async () => {
    const { activation } = await activated()
    const { receipt } = await activation.release()
    expect((await activation.release()).receipt).toBe(receipt)
  })

  it('stays as it was where the server cannot be reached, refuses, or the license may not move', async () => {
    const { activation, server, bytes, serve, vendor } = await activated()
    const before = bytes()
    server.become(json(500, {}))
    expect(await activation.deactivate()).toMatchObject({ kind: 'unreachable' })
    server.become(json(403, { error: 'No.', code: 'TRANSFER_FORBIDDEN' }))
    expect(await activation.deactivate()).toMatchObject({ kind: 'refused', code: 'TRANSFER_FORBIDDEN' })
    expect(bytes()).toBe(before)
    serve({}, { license: vendor.license({ rev: 3, policy: { ...licenseClaims.policy, transfer: 'staff' } }) })
    await activation.heartbeat()
    await expect(activation.release()).rejects.toMatchObject({ code: 'TRANSFER_FORBIDDEN' })
    expect((await activation.state()).state.kind).toBe('active')
  })
})
