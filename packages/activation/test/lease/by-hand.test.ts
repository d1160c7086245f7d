import { parseMachineUid, verifyRequest } from '@licet/license'
import { afterAll, describe, expect, it } from 'vitest'
import type { Behaviour } from '../client/wild-server.ts'
import { json, transportFailures } from '../client/wild-server.ts'
import { fingerprintWith, start } from '../vendor.ts'
import { createWorld, shortKey, type World } from './world.ts'

const worlds: World[] = []
const world = async (online = false): Promise<World> => {
  const made = await createWorld({ online })
  worlds.push(made)
  return made
}
afterAll(async () => {
  await Promise.all(worlds.map(({ server }) => server.close()))
})
const codeFor = ({ vendor }: World, request: string, claims?: object): string =>
  JSON.stringify({ artifacts: [vendor.license(), vendor.activation(request, claims)] })

describe('activation by hand', () => {
  it('takes the answer to its request, once', async () => {
    const here = await world()
    const { token, machineUid } = await here.activation.request()
    expect(await verifyRequest(token, { now: here.machine.now })).toMatchObject({
      counter: 0,
      licenseId: null,
    })
    expect(parseMachineUid(machineUid).installationId).toBe((await here.activation.state()).installationId)
    const code = codeFor(here, token)
    const mailed = `> ${code.replace(/(.{70})/g, '$1')}\n`
    expect(await here.activation.apply(mailed)).toMatchObject({ kind: 'taken', state: { kind: 'active' } })
    const before = here.bytes()
    expect(await here.activation.apply(code)).toMatchObject({ refusal: { code: 'ANSWER_REPLAYED' } })
    expect(here.bytes()).toBe(before)
  })

  it('gives the same request to whoever asks twice, and another once the machine has changed', async () => {
    const { activation, machine } = await world()
    const first = await activation.request()
    machine.now += 3600
    expect((await activation.request()).token).toBe(first.token)
    machine.fingerprint = fingerprintWith({ mac: '7' })
    expect((await activation.request()).token).not.toBe(first.token)
  })

  it('renews a lease by hand', async () => {
    const here = await world()
    await here.activation.apply(codeFor(here, (await here.activation.request()).token))
    here.machine.now += 500_000
    const { token } = await here.activation.request()
    expect(await verifyRequest(token, { now: here.machine.now })).toMatchObject({
      counter: 1,
      licenseId: 'lic_1',
    })
    expect(await here.activation.apply(codeFor(here, token))).toMatchObject({ kind: 'taken' })
    expect((await here.activation.state()).activation?.exp).toBe(here.machine.now + 604_800)
  })

  it.each<[string, string, (here: World, request: string) => Promise<string> | string]>([
    ['truncated', 'ANSWER_UNREADABLE', (here, request) => cutLast(codeFor(here, request))],
    [
      'made for another installation',
      'ANSWER_OTHER_INSTALLATION',
      async here => codeFor(here, (await (await world()).activation.request()).token),
    ],
    [
      'made of the parts of two answers',
      'ANSWER_OTHER_LICENSE',
      (here, request) => codeFor(here, request, { sub: 'lic_2' }),
    ],
    [
      'for an older request',
      'ANSWER_OTHER_REQUEST',
      async (here, request) => {
        here.machine.fingerprint = fingerprintWith({ mac: '7' })
        await here.activation.request()
        return codeFor(here, request)
      },
    ],
    [
      'expired',
      'ANSWER_EXPIRED',
      (here, request) => {
        here.machine.now += 60
        return codeFor(here, request, { exp: here.machine.now })
      },
    ],
    [
      'too late for its request',
      'ANSWER_REQUEST_EXPIRED',
      (here, request) => {
        here.machine.now += 14 * 86_400
        return codeFor(here, request, { exp: start + 31_000_000 })
      },
    ],
  ])('refuses a code that is %s, and nothing moves', async (_what, code, spoil) => {
    const here = await world()
    const { token } = await here.activation.request()
    const text = await spoil(here, token)
    const before = here.bytes()
    expect(await here.activation.apply(text)).toMatchObject({ kind: 'not_taken', refusal: { code } })
    expect(here.bytes()).toBe(before)
    expect((await here.activation.state()).state.kind).toBe('none')
  })

  it.each(['{"artifacts":[1]}', '{"artifacts":["a","b"]}', 'ACME-0000', 'hello'])(
    'does not know what to do with %s',
    async text => {
      await expect((await world()).activation.apply(text)).rejects.toMatchObject({ code: 'ANSWER_UNKNOWN' })
    },
  )

  it('says that there is no server to ask', async () => {
    await expect((await world()).activation.activate(shortKey)).rejects.toMatchObject({
      code: 'CONTROL_MISSING',
    })
  })
})

function cutLast(code: string): string {
  const { artifacts } = JSON.parse(code) as { artifacts: string[] }
  return JSON.stringify({ artifacts: [artifacts[0], artifacts[1]?.slice(0, -12)] })
}

describe('whatever a network does', async () => {
  const here = await world(true)
  const { activation, server, serve, vendor, bytes, machine } = here
  /** A request that waits for its answer is no state: it says what was asked. */
  const withoutRequest = (): object => ({ ...(JSON.parse(bytes()) as object), pending: null })
  serve()
  await activation.activate(shortKey)
  const first = here.lastRequest()
  const good = { token: vendor.activation(first), directives: [], nextHeartbeatSeconds: 60 }

  const replayed = { ...good, success: true, license: vendor.license() }
  const replays: [string, string, Behaviour][] = [['a replay of the last answer', '', json(200, replayed)]]
  it.each([...transportFailures(good), ...replays])(
    'neither heartbeat, refresh, activation nor deactivation changes anything: %s',
    async (what, _cause, behaviour) => {
      server.become(behaviour)
      machine.now += 1
      const before = withoutRequest()
      const ends = [
        await activation.heartbeat(),
        await activation.refresh(),
        await activation.activate(shortKey),
      ]
      for (const { kind } of ends) expect(kind).toMatch(/unreachable|not_taken/)
      if (!what.startsWith('a replay'))
        expect(await activation.deactivate()).toMatchObject({ kind: 'unreachable' })
      expect(withoutRequest()).toEqual(before)
      expect((await activation.state()).state.kind).toBe('active')
    },
  )

  it('a server that is gone changes nothing either', async () => {
    const before = withoutRequest()
    await server.close()
    expect(await activation.heartbeat()).toMatchObject({ kind: 'unreachable', cause: 'connection_refused' })
    expect(withoutRequest()).toEqual(before)
  })
})
