import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { builtPath } from '../support/built.ts'
import { type ClientMachine, createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectError } from '../support/expectations.ts'
import { frozenAt } from '../support/frozen-clock.ts'
import { runCli } from '../support/hub.ts'
import { runProgram, startProgram } from '../support/program.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { type Issued, issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

let control: Control
let network: Relay
let trustFile: string
beforeAll(async () => {
  control = await startControl()
  await control.admin.patch('/v1/settings', { keyPrefix: 'ARGENT' })
  network = await startRelay(control.url)
  trustFile = await control.trustFile()
})
afterAll(async () => {
  await network.close()
  await control.stop()
})
const placeMachine = (): ClientMachine => createClientMachine({ url: network.url, trustFile })
const issue = (changes = {}): Promise<Issued> => issueLicense(control.admin, 'node-locked', changes)
/** A machine that is activated. */
const activated = async (changes = {}): Promise<ClientMachine & { issued: Issued }> => {
  const machine = placeMachine()
  const issued = await issue(changes)
  const { code, stderr } = await machine.licet(['activate', issued.key])
  if (code !== 0) throw new Error(`not activated: ${stderr}`)
  return { ...machine, issued }
}
const inForce = { valid: true, state: 'active' }

describe('“Activation Flow”', () => {
  test('“argent license activate ARGENT-XXXX-XXXX-XXXX-XXXX”, “a one-time process per machine”', async () => {
    const { key, id } = await issue()
    expect(key).toMatch(/^ARGENT(-[0-9A-Z]{4}){4}$/)
    const { licet, stored } = placeMachine()
    expect((await licet(['license', 'activate', key])).body).toMatchObject({ outcome: 'taken', ...inForce })
    const asked = network.exchanges.length
    expect((await licet(['status'])).body).toMatchObject({ ...inForce, license: { id } })
    expect(network.exchanges.length).toBe(asked)
    // The same key on the same machine once more binds nothing else.
    expect((await licet(['activate', key])).code).toBe(0)
    const { activations } = await showLicense(control, id)
    expect(activations).toHaveLength(1)
    expect(claimsOf(stored().activation)).toMatchObject({ sub: id, machine: activations[0].machineId })
  })

  test('“Or through the dashboard: Settings > License > Activate”', async () => {
    const { key, id } = await issue()
    const { hub } = await startVendorHub(control)
    const { body } = await hub.admin.post('/api/license/activate', { key })
    expect(body).toMatchObject({ ...inForce, loaded: 'short_key', customer: 'Acme Corp' })
    expect((await hub.admin.get('/api/activation')).body).toMatchObject({ state: 'active', license: { id } })
    await hub.stop()
  })
})

describe('“ArgentOS generates a hardware fingerprint”', () => {
  const explained = async ({ licet }: ClientMachine) => {
    const { body } = await licet(['fingerprint', '--explain'])
    return Object.fromEntries(body.components.map((part: { name: string }) => [part.name, part]))
  }

  test('“Machine ID · OS type · CPU identifier · Network interface MAC address”: each makes another one', async () => {
    const machine = placeMachine()
    const before = await explained(machine)
    for (const name of ['machine', 'os', 'cpu', 'mac'])
      expect(before[name]).toMatchObject({ outcome: 'read', hash: expect.stringMatching(/^sha256:/) })
    const { planted } = machine
    const changes = {
      machine: planted.changeMachineId,
      cpu: planted.changeProcessor,
      mac: planted.replaceCard,
    }
    for (const change of Object.values(changes)) change()
    const after = await explained(machine)
    for (const name of Object.keys(changes)) expect(after[name].hash).not.toBe(before[name].hash)
    expect(after.os.hash).toBe(before.os.hash)
  })

  test('“uniquely identifies your installation”: three of its four parts have to stay', async () => {
    const { licet, planted } = await activated()
    planted.changeProcessor()
    expect((await licet(['status'])).body).toMatchObject(inForce)
    planted.replaceCard()
    const { code, body } = await licet(['status'])
    expect([code, body]).toEqual([1, expect.objectContaining({ valid: false, state: 'machine_mismatch' })])
    expect(body.machine.components).toEqual(
      expect.arrayContaining([
        { name: 'cpu', outcome: 'changed' },
        { name: 'mac', outcome: 'changed' },
        { name: 'machine', outcome: 'same' },
      ]),
    )
  })

  test('“without collecting personal information”: nothing of the machine leaves it but hashes', async () => {
    const from = network.exchanges.length
    const machine = await activated()
    await machine.licet(['heartbeat'])
    const wire = network.exchanges.slice(from).map(({ sent }) => sent + decoded(sent))
    expect(wire.join('\n')).toContain('fingerprint')
    const raw = ['etc/machine-id', 'sys/class/net/eth5/address'].map(path =>
      readFileSync(join(machine.planted.root, path), 'utf8').trim(),
    )
    const [, model = ''] = /model name\t: (.*)/.exec(
      readFileSync(join(machine.planted.root, 'proc/cpuinfo'), 'utf8'),
    ) as RegExpExecArray
    for (const value of [...raw, model])
      expect(wire.join('\n').toLowerCase()).not.toContain(value.toLowerCase())
  })
})

/** What signed texts say, beside how they are spelled. */
function decoded(text: string): string {
  const tokens = text.match(/eyJ[\w-]+\.[\w-]+/g) ?? []
  return tokens.map(token => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).join('\n')
}

describe('“The license key and fingerprint are sent to the activation server”', () => {
  const fingerprint = `sha256:${'abc123'.padEnd(64, '0')}`
  const post = async (body: unknown) => {
    const args = ['-s', '-X', 'POST', `${control.url}/v1/licenses/activate`, '-w', '\n%{http_code}']
    const json = ['-H', 'Content-Type: application/json', '-d', JSON.stringify(body)]
    const { stdout } = await runProgram('curl', [...args, ...json])
    const [, text = '', status = ''] = /^([\s\S]*)\n(\d+)$/.exec(stdout) ?? []
    return { status: Number(status), body: JSON.parse(text) }
  }

  test('“POST /v1/licenses/activate” with the body of the document “returns an activation token”', async () => {
    const { key, id } = await issue()
    const { status, body } = await post({ key, fingerprint, hostname: 'my-server' })
    expect([status, body.success]).toEqual([200, true])
    expect(claimsOf(body.token)).toMatchObject({ sub: id, fingerprint: { exact: fingerprint } })
    expect((await showLicense(control, id)).activations[0]).toMatchObject({ hostname: 'my-server' })
  })

  test('“The server verifies the key is valid and not already activated on another machine”', async () => {
    const { key } = await issue()
    const unknown = await post({ key: 'ARGENT-07EN-W3AH-RZ6D-MV27', fingerprint })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'KEY_UNKNOWN'])
    await activateOn(placeMachine(), key)
    const other = await post({ key, fingerprint })
    expect([other.status, other.body.code]).toEqual([403, 'OTHER_MACHINE'])
  })
})

const activateOn = async ({ licet }: ClientMachine, key: string) => (await licet(['activate', key])).body

describe('“The activation token is stored locally: ~/.argentos/license.json”', () => {
  test('for its user alone, in the home directory unless told otherwise', async () => {
    const { key } = await issue()
    const { env } = placeMachine()
    const { LICET_HOME: _, ...homeless } = env
    const home = createDirectory('user')
    expect((await runCli(['activate', key], { env: { ...homeless, HOME: home } })).code).toBe(0)
    const file = join(home, '.licet', 'license.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(claimsOf(JSON.parse(readFileSync(file, 'utf8')).activation)).toHaveProperty('fingerprint')
  })
})

describe('“ArgentOS verifies the license periodically”', () => {
  test('“On startup: Checks the local token validity”, without a network; an edited one is none', async () => {
    const { licet, home, stored } = await activated()
    network.cut()
    expect((await licet(['status'])).body).toMatchObject(inForce)
    const kept = stored()
    const [header, payload, signature] = kept.activation.split('.')
    const longer = { ...claimsOf(kept.activation), exp: 4102444800 }
    const edited = [header, Buffer.from(JSON.stringify(longer)).toString('base64url'), signature].join('.')
    writeFileSync(join(home, 'license.json'), JSON.stringify({ ...kept, activation: edited }))
    const { code, body } = await licet(['status'])
    expect([code, body.valid]).toEqual([1, false])
    writeFileSync(
      join(home, 'license.json'),
      JSON.stringify({ ...kept, activation: [header, payload, signature].join('.') }),
    )
    expect((await licet(['status'])).body).toMatchObject(inForce)
    network.join()
  })

  test('“Daily: Contacts the server to verify the license is still active”', async () => {
    const { licet, stored, issued, env } = await activated()
    const leaseBefore = claimsOf(stored().activation)
    const args = ['heartbeat', '--watch']
    const watching = startProgram(process.execPath, [builtPath('apps/cli/dist/main.js'), ...args], { env })
    await watching.line(/In force/)
    const announced = async (): Promise<string> => {
      for (;;) {
        const [, at] = /Next heartbeat at (.+?) UTC/.exec(watching.printed().stderr) ?? []
        if (at !== undefined) return at
        await new Promise(resolve => watching.child.stderr.once('data', resolve))
      }
    }
    const wait = Date.parse(`${(await announced()).replace(' ', 'T')}Z`) / 1000 - wallClock()
    expect(wait).toBeGreaterThan(daySeconds / 2)
    expect(wait).toBeLessThanOrEqual(daySeconds * 1.5)
    watching.child.kill('SIGTERM')
    expect((await watching.finished).code).toBe(0)
    expect(claimsOf(stored().activation).jti).not.toBe(leaseBefore.jti)
    await control.admin.post(`/v1/licenses/${issued.id}/revoke`, { reason: 'Refund' })
    const { code, body } = await licet(['heartbeat'])
    expect([code, body]).toEqual([1, expect.objectContaining({ outcome: 'refused', code: 'KEY_REVOKED' })])
    expect((await licet(['status'])).body).toMatchObject({ valid: false, state: 'revoked' })
  })

  test('“On feature use: Some features check license tier before executing”', async () => {
    const { licet } = await activated({ tier: 'professional', features: { export: true } })
    network.cut()
    const check = async (...args: string[]) => (await licet(['check', ...args])).code
    expect(await check('--tier', 'professional')).toBe(0)
    expect(await check('--tier', 'enterprise')).toBe(1)
    expect(await check('--feature', 'export')).toBe(0)
    expect(await check('--feature', 'teleport')).toBe(1)
    network.join()
  })

  test('“If verification fails (network issues), a grace period allows continued use”, to the second', async () => {
    const { licet, stored } = await activated()
    network.cut()
    const before = stored()
    const { code, body } = await licet(['heartbeat'])
    expect([code, body]).toEqual([2, expect.objectContaining({ outcome: 'unreachable' })])
    expect(stored()).toMatchObject({ license: before.license, activation: before.activation })
    network.join()
    const { iat, exp } = claimsOf(before.activation)
    expect(exp - iat).toBe(7 * daySeconds)
    const at = async (second: number) => (await licet(['status'], frozenAt(second))).body
    expect(await at(iat + 2 * daySeconds - 1)).toMatchObject(inForce)
    expect(await at(iat + 2 * daySeconds)).toMatchObject({ valid: true, state: 'grace' })
    expect(await at(exp - 1)).toMatchObject({ valid: true, state: 'grace' })
    expect(await at(exp)).toMatchObject({ valid: false, state: 'locked', reason: 'LEASE_ENDED' })
    // One answer, and all is well again.
    const then = await control.beside({ clockOffsetSeconds: 8 * daySeconds })
    const late = { LICET_CLOCK_OFFSET_SECONDS: String(8 * daySeconds), LICET_CONTROL_URL: then.url }
    expect((await licet(['heartbeat'], late)).body).toMatchObject(inForce)
    await then.stop()
  })
})

describe('“Transferring a License”', () => {
  test('“On the old machine deactivate … on the new machine activate”', async () => {
    const old = await activated()
    const next = placeMachine()
    const { key, id } = old.issued
    expect(await activateOn(next, key)).toMatchObject({ outcome: 'refused', code: 'OTHER_MACHINE' })
    const given = await old.licet(['deactivate'])
    expect([given.code, given.body]).toEqual([0, { outcome: 'released' }])
    // “Deactivation releases the hardware fingerprint, allowing activation on new hardware”
    expect((await old.licet(['status'])).body).toMatchObject({ valid: false, activation: null })
    expect(await activateOn(next, key)).toMatchObject({ outcome: 'taken', ...inForce })
    const { activations } = await showLicense(control, id)
    expect(activations.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      'active',
      'released',
    ])
    // Nothing that the old machine had stored brings it back.
    expect(await activateOn(old, key)).toMatchObject({ outcome: 'refused', code: 'OTHER_MACHINE' })
    expect((await old.licet(['status'])).body.valid).toBe(false)
  })
})

describe('“Troubleshooting”', () => {
  test('“The key is bound to another machine. Deactivate it there first, or contact support.”', async () => {
    const { issued } = await activated()
    const body = await activateOn(placeMachine(), issued.key)
    expect(body).toMatchObject({ code: 'OTHER_MACHINE', help: 'docs/troubleshooting.md#other_machine' })
    expect(body.error).toMatch(/another machine.*deactivate.*there first.*vendor/i)
  })

  test('“Verify the key format … Check for typos or extra whitespace.”: typos never reach the network', async () => {
    const { key } = await issue()
    const { licet } = placeMachine()
    const asked = network.exchanges.length
    const { code, body } = await licet([
      'activate',
      `${key.slice(0, -6)}${key.at(-5)}${key.at(-6)}${key.slice(-4)}`,
    ])
    expect([code, body.code]).toEqual([2, 'SHORT_KEY_MISTYPED'])
    expect(network.exchanges.length).toBe(asked)
    expect(
      expectError(
        await control.anonymous.post('/v1/licenses/activate', {
          key: 'ARGENT-XXXX-XXXX-XXXX',
          fingerprint: `sha256:${'0'.repeat(64)}`,
        }),
        400,
        'KEY_MISTYPED',
      ).error,
    ).toContain('PREFIX-XXXX-XXXX-XXXX-XXXX')
    // White space, capitals and look-alikes are no reason to refuse.
    const untidy = ` ${key.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' - ')}\n`
    expect((await licet(['activate', untidy])).body).toMatchObject(inForce)
  })

  test('“Check your internet connection … will use the grace period until connectivity is restored.”', async () => {
    const { licet } = await activated()
    network.cut()
    const offline = await licet(['heartbeat'])
    expect([offline.code, offline.body]).toEqual([
      2,
      expect.objectContaining({ help: 'docs/troubleshooting.md#control_unreachable' }),
    ])
    expect(offline.body.error).toMatch(/network|connection|reach/i)
    const later = { LICET_CLOCK_OFFSET_SECONDS: String(3 * daySeconds) }
    expect((await licet(['status'], later)).body).toMatchObject({ valid: true, state: 'grace' })
    network.join()
    const restored = await control.beside({ clockOffsetSeconds: 3 * daySeconds })
    const online = { ...later, LICET_CONTROL_URL: restored.url }
    expect((await licet(['heartbeat'], online)).body).toMatchObject(inForce)
    await restored.stop()
  })
})
