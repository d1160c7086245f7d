import { cpSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerRefusals } from '../../packages/activation/src/lease/answer-refusals.ts'
import { activationCause } from '../../packages/api/src/activation.ts'
import { activationErrors } from '../../packages/api/src/activation-errors.ts'
import { shortKey } from '../support/bound-hub.ts'
import { repositoryRoot } from '../support/built.ts'
import type { Answer } from '../support/caller.ts'
import { type ClientMachine, createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { daySeconds } from '../support/token.ts'
import { expectUnmoved, type Issued, issueLicense, type Preset } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

const page = readFileSync(`${repositoryRoot}docs/troubleshooting.md`, 'utf8')
const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text)
/** As GitHub makes them. */
const anchors = headings.map(text =>
  text
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-'),
)

let control: Control
let network: Relay
let trustFile: string
beforeAll(async () => {
  control = await startControl()
  network = await startRelay(control.url)
  trustFile = await control.trustFile()
})
afterAll(async () => {
  await network.close()
  await control.stop()
})

const here = `sha256:${'1'.repeat(64)}`
const issue = (policy: Preset = 'node-locked', changes = {}) => issueLicense(control.admin, policy, changes)
const activate = (key: string, fingerprint: unknown = here, at = control) =>
  at.anonymous.post('/v1/licenses/activate', { key, fingerprint })
const placeMachine = (url = network.url): ClientMachine => createClientMachine({ url, trustFile })
const activateOn = async (machine: ClientMachine, policy: Preset = 'node-locked'): Promise<Issued> => {
  const issued = await issue(policy)
  const { code, stdout } = await machine.licet(['activate', issued.key])
  if (code !== 0) throw new Error(`not activated: ${stdout}`)
  return issued
}

describe('the page', () => {
  const forStaff = ['MACHINE_NOT_FOUND', 'LICENSE_STATE_CONFLICT']
  const codes = [...Object.keys(activationErrors), ...Object.keys(answerRefusals)]

  test.each(codes.filter(code => !forStaff.includes(code)))('has a heading for %s', code => {
    expect(headings).toContain(code)
  })

  test.each([
    'activating-by-hand',
    'automatic-activation-does-not-work',
    'key_unknown',
    'other_machine',
    'control_unreachable',
  ])('has the case #%s that people ask for first', anchor => {
    expect(anchors).toContain(anchor)
  })

  test('says everything once, and leads nowhere that is not there', () => {
    expect(anchors).toHaveLength(new Set(anchors).size)
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
    expect(links.filter(anchor => !anchors.includes(anchor))).toEqual([])
  })

  test.each(activationCause.options)('names the cause %s, and what to do about it', cause => {
    const row = page.split('\n').find(line => line.includes(`\`${cause}\``))
    expect(row?.split('|').filter(cell => /\S/.test(cell))).toHaveLength(3)
  })
})

describe('every refusal of the activation server leads to its heading:', () => {
  /** Asserts the code, and that help stands where it says. */
  const expectHelp = (answer: Answer, status: number, code: string): void => {
    expect([answer.status, answer.body?.code, answer.text]).toEqual([status, code, expect.any(String)])
    expect(answer.body.help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
    expect(anchors).toContain(code.toLowerCase())
  }
  const refusals: Record<string, [number, () => Promise<Answer>]> = {
    KEY_MISTYPED: [400, () => activate(shortKey.slice(0, -1))],
    KEY_UNKNOWN: [404, () => activate(shortKey)],
    KEY_REVOKED: [403, () => afterDeed('revoke')],
    KEY_SUSPENDED: [403, () => afterDeed('suspend')],
    KEY_EXPIRED: [
      403,
      async () => {
        const { key } = await issue('node-locked', { term: 'P1D' })
        const late = await control.beside({ clockOffsetSeconds: daySeconds })
        const answer = await activate(key, here, late)
        await late.stop()
        return answer
      },
    ],
    OTHER_MACHINE: [403, () => onMachines(1)],
    MACHINES_EXHAUSTED: [403, () => onMachines(2)],
    TRANSFER_FORBIDDEN: [
      403,
      async () => {
        const { key } = await issue('appliance')
        await activate(key)
        return control.anonymous.post('/v1/licenses/deactivate', { key, fingerprint: here })
      },
    ],
    FINGERPRINT_INVALID: [400, async () => activate((await issue()).key, 'sha256:abc')],
    REQUEST_INVALID: [400, () => control.anonymous.post('/v1/licenses/activate', { fingerprint: here })],
    LICENSE_NOT_FOUND: [
      404,
      async () => {
        await activateOn(placeMachine())
        const { body } = network.exchanges.at(-1) ?? { body: '' }
        const { request } = JSON.parse(body)
        return control.anonymous.post('/v1/licenses/lic_unknown/activate', { request })
      },
    ],
    REQUEST_REPLAYED: [
      409,
      async () => {
        const machine = placeMachine()
        await activateOn(machine)
        await machine.licet(['heartbeat'])
        const { path, body } = network.exchanges.at(-1) ?? { path: '', body: '' }
        await machine.licet(['heartbeat'])
        return control.anonymous.post(path, JSON.parse(body))
      },
    ],
    CLONE_SUSPECTED: [
      409,
      async () => {
        const [original, copy] = [placeMachine(), placeMachine()]
        await activateOn(original)
        cpSync(original.home, copy.home, { recursive: true })
        await original.licet(['heartbeat'])
        await copy.licet(['heartbeat'], { LICET_MACHINE_ROOT: original.planted.root })
        const { status, answer } = network.exchanges.at(-1) ?? { status: 0, answer: '{}' }
        return { status, text: answer, body: JSON.parse(answer), headers: new Headers() }
      },
    ],
    RATE_LIMITED: [
      429,
      async () => {
        const limited = await control.beside({ env: { CONTROL_ACTIVATION_LIMIT: '1/900' } })
        await activate(shortKey, here, limited)
        const answer = await activate(shortKey, here, limited)
        await limited.stop()
        return answer
      },
    ],
    SIGNING_UNAVAILABLE: [
      503,
      async () => {
        const { key } = await issue()
        const locked = await control.beside({ env: { CONTROL_KEY_PASSPHRASE: 'not the right one' } })
        const answer = await activate(key, here, locked)
        await locked.stop()
        return answer
      },
    ],
    INTERNAL: [
      500,
      async () => {
        const { key } = await issue()
        const database = openDatabase(control.dataDir)
        database.exec('ALTER TABLE machine RENAME TO machine_away')
        const answer = await activate(key)
        database.exec('ALTER TABLE machine_away RENAME TO machine')
        database.close()
        return answer
      },
    ],
  }
  const afterDeed = async (deed: string): Promise<Answer> => {
    const { id, key } = await issue()
    await control.admin.post(`/v1/licenses/${id}/${deed}`, { reason: 'By the book' })
    return expectUnmoved(control, id, () => activate(key))
  }
  const onMachines = async (machines: number): Promise<Answer> => {
    const rules = {
      enforcement: 'locked',
      binding: 'machine',
      machines,
      transfer: 'self',
      grace_seconds: 604_800,
    }
    const { key, id } = await issue(rules as unknown as Preset)
    for (let other = 0; other < machines; other++) await activate(key, `sha256:${String(other).repeat(64)}`)
    return expectUnmoved(control, id, () => activate(key, `sha256:${'f'.repeat(64)}`))
  }

  test.each(Object.keys(refusals))('%s', async code => {
    const [status, act] = refusals[code] ?? [0, () => activate('')]
    expectHelp(await act(), status, code)
  })
})

describe('every refusal on the machine leads to its heading:', () => {
  /** Asserts the code, and that help stands where it says. */
  const expectHelp = async (ended: ReturnType<ClientMachine['licet']>, code: string): Promise<void> => {
    const { body, stderr } = await ended
    expect([body?.code, stderr]).toEqual([code, expect.any(String)])
    expect(body.help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
    expect(anchors).toContain(code.toLowerCase())
  }
  /** An activation code for a machine, from the vendor's page. */
  const codeFor = async (machine: ClientMachine, key: string): Promise<string> => {
    const { request } = (await machine.licet(['request', '--new'])).body
    return (await control.anonymous.post('/v1/licenses/offline', { key, request })).body.code
  }
  const altered = (code: string): string => {
    const { artifacts } = JSON.parse(code) as { artifacts: string[] }
    return JSON.stringify({ artifacts: artifacts.map(text => `${text.slice(0, -8)}AAAAAAAA`) })
  }
  const apply = (machine: ClientMachine, code: string) => machine.licet(['apply', '-'], {}, code)

  test('a mistyped key, a code that was used, one for another machine, one that was altered', async () => {
    const [machine, other] = [placeMachine(), placeMachine()]
    const { key } = await issue()
    await expectHelp(machine.licet(['activate', shortKey.replace('07', '70')]), 'SHORT_KEY_MISTYPED')
    const code = await codeFor(machine, key)
    await expectHelp(apply(machine, 'not a code'), 'ANSWER_UNKNOWN')
    await expectHelp(other.licet(['deactivate']), 'NOT_ACTIVATED')
    await expectHelp(other.licet(['activate', key], { LICET_CONTROL_URL: '' }), 'CONTROL_MISSING')
    await expectHelp(apply(other, code), 'ANSWER_OTHER_INSTALLATION')
    await expectHelp(apply(machine, altered(code)), 'ANSWER_UNREADABLE')
    expect((await apply(machine, code)).body).toMatchObject({ outcome: 'taken', valid: true })
    await expectHelp(apply(machine, code), 'ANSWER_REPLAYED')
    expect((await machine.licet(['status'])).body).toMatchObject({ valid: true, state: 'active' })
  })

  test('no network, and somebody else who answers', async () => {
    const machine = placeMachine()
    await activateOn(machine)
    const portal = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<form>Room number</form>'),
    )
    await new Promise<void>(resolve => portal.listen(0, '127.0.0.1', resolve))
    const { port } = portal.address() as AddressInfo
    network.cut()
    for (const url of [network.url, 'http://127.0.0.1:9', `http://127.0.0.1:${port}`])
      await expectHelp(machine.licet(['heartbeat'], { LICET_CONTROL_URL: url }), 'CONTROL_UNREACHABLE')
    network.join()
    portal.close()
    expect((await machine.licet(['status'])).body).toMatchObject({ valid: true, state: 'active' })
  })
})

describe('every refusal of a Hub leads to its heading:', () => {
  const expectHelp = (answer: Answer, status: number, code: string): void => {
    expect(expectError(answer, status, code).help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
    expect(anchors).toContain(code.toLowerCase())
  }

  test('without an activation server', async () => {
    const { hub } = await startVendorHub(control, { controlUrl: '' })
    const post = (path: string, body: unknown) => hub.admin.post(path, body)
    await expectNothingMoved(hub, async () => {
      expectHelp(await post('/api/license/activate', { key: shortKey }), 422, 'SHORT_KEY_OFFLINE')
      expectHelp(await post('/api/activation/release', {}), 409, 'ACTIVATION_NOT_HELD')
    })
    const { key, token } = await issue('self-hosted')
    await post('/api/license/activate', { key: token })
    const { code } = (
      await control.anonymous.post('/v1/licenses/offline', {
        key,
        machineUid: (await placeMachine().licet(['request'])).body.machineUid,
      })
    ).body
    await expectNothingMoved(hub, async () => {
      expectHelp(await post('/api/activation/retry', {}), 409, 'CONTROL_NOT_CONFIGURED')
      expectHelp(await post('/api/license/activate', { key: code }), 422, 'ANSWER_OTHER_INSTALLATION')
    })
    await hub.stop()
  })

  test('with an activation server that cannot be reached', async () => {
    const { hub } = await startVendorHub(control, { controlUrl: 'http://127.0.0.1:9' })
    const take = (key: string) => hub.admin.post('/api/license/activate', { key })
    await expectNothingMoved(hub, async () => {
      expectHelp(await take(shortKey.replace('07', '70')), 422, 'SHORT_KEY_MISTYPED')
      expectHelp(await take(shortKey), 503, 'CONTROL_UNREACHABLE')
    })
    await hub.stop()
  })
})

describe('“configure the network adapter of the virtual machine … to be a static value”', () => {
  test('a new address makes another machine of it, told by name; the old one heals it; virtual interfaces do not count', async () => {
    expect(page).toMatch(/static MAC address/)
    const machine = placeMachine()
    await activateOn(machine, 'self-hosted')
    const { planted, licet } = machine
    const file = 'sys/class/net/eth5/address'
    const address = readFileSync(join(planted.root, file), 'utf8')
    const state = async () => (await licet(['status'])).body
    planted.write(file, '00:16:3e:77:77:77\n')
    expect(await state()).toMatchObject({ valid: false, state: 'machine_mismatch' })
    expect((await state()).machine.components).toContainEqual({ name: 'mac', outcome: 'changed' })
    planted.write(file, address)
    expect(await state()).toMatchObject({ valid: true, state: 'active' })
    for (const [name, own] of [
      ['docker0', '02:42:ac:11:00:02'],
      ['veth1a2b', '00:16:3e:66:66:66'],
    ] as const)
      for (const [part, text] of Object.entries({ address: own, operstate: 'up', type: '1', ifindex: '2' }))
        planted.write(`sys/class/net/${name}/${part}`, `${text}\n`)
    expect(await state()).toMatchObject({ valid: true, state: 'active' })
  })
})
