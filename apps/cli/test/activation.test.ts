import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseMachineUid, verifyRelease } from '@licet/license'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ActivationServer, startActivationServer } from './activation-server.ts'
import { freshFolder, runLicet } from './run-licet.ts'

let server: ActivationServer
beforeEach(async () => {
  server = await startActivationServer()
})
afterEach(() => server.close())

/** One machine: a home of its own. */
function machine(extra: Record<string, string> = {}) {
  const home = freshFolder()
  const env = {
    LICET_HOME: home,
    LICET_TRUST_FILE: server.trustFile,
    LICET_CONTROL_URL: server.url,
    ...extra,
  }
  const licet = (...args: string[]) => runLicet(args, { env })
  const json = async (...args: string[]) => {
    const run = await licet(...args, '--json')
    return { code: run.code, answer: JSON.parse(run.stdout) as Record<string, unknown> }
  }
  return { home, env, licet, json, file: join(home, 'license.json') }
}

describe('licet activate, deactivate', () => {
  it('bind a key to this machine, refuse it on another, and let it move', async () => {
    const [first, second] = [machine(), machine()]
    const run = await first.licet('activate', server.key)
    expect(run).toMatchObject({ code: 0 })
    expect(run.stdout).toContain('In force (active)')
    expect(statSync(first.file).mode & 0o777).toBe(0o600)
    const refused = await second.licet('license', 'activate', server.key)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('licet deactivate')
    expect(refused.stdout).toContain('docs/troubleshooting.md#other_machine')
    expect(await first.json('deactivate')).toMatchObject({ code: 0, answer: { outcome: 'released' } })
    expect((await second.licet('activate', server.key)).code).toBe(0)
    expect((await first.licet('status')).code).toBe(1)
    expect((await second.licet('status')).code).toBe(0)
  })

  it('catch a mistyped key before anybody is asked', async () => {
    const here = machine()
    const mistyped = server.key.replace(/.$/, last => (last === '0' ? '1' : '0'))
    expect(await here.json('activate', mistyped)).toMatchObject({
      code: 2,
      answer: { code: 'SHORT_KEY_MISTYPED', help: 'docs/troubleshooting.md#short_key_mistyped' },
    })
    expect(server.calls).toEqual([])
  })

  it.each([
    ['KEY_UNKNOWN', 404],
    ['KEY_REVOKED', 403],
    ['KEY_EXPIRED', 403],
    ['KEY_SUSPENDED', 403],
    ['TRANSFER_FORBIDDEN', 403],
    ['RATE_LIMITED', 429],
  ])('teach what %s means, and change nothing', async (code, status) => {
    const here = machine()
    server.refuse({ status, body: { error: 'No.', code, requestId: '1' }, headers: { 'retry-after': '60' } })
    const { code: exit, answer } = await here.json('activate', server.key)
    expect([exit, answer.code, answer.status]).toEqual([1, code, status])
    expect(answer.help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
    expect(String(answer.error).length).toBeGreaterThan(20)
    expect(await here.json('status')).toMatchObject({ code: 1, answer: { state: 'none' } })
  })

  it('say that nobody answered, and that nothing was changed', async () => {
    const here = machine()
    await server.close()
    expect(await here.json('activate', server.key)).toMatchObject({
      code: 2,
      answer: { outcome: 'unreachable', cause: 'connection_refused', code: 'CONTROL_UNREACHABLE' },
    })
  })

  it.each([
    [{ LICET_TRUST_FILE: '' }, 'TRUST_MISSING'],
    [{ LICET_CONTROL_URL: '' }, 'CONTROL_MISSING'],
    [{ LICET_CONTROL_URL: 'https://me:secret@control.example' }, 'CONTROL_URL_INVALID'],
  ])('with %j teach what is missing', async (env, code) => {
    const run = await machine(env).licet('activate', server.key)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(code)
    expect(run.stderr).not.toContain('secret')
  })

  it('give up without network, with a receipt that says so again', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    const out = join(here.home, 'receipt.txt')
    const { stdout } = await here.licet('deactivate', '--offline', '--out', out)
    expect(readFileSync(out, 'utf8')).toBe(stdout)
    const now = Math.floor(Date.now() / 1000)
    expect(await verifyRelease(stdout.trim(), { now })).toMatchObject({ licenseId: 'lic_cli' })
    expect((await here.licet('deactivate', '--offline')).stdout).toBe(stdout)
    expect(await here.json('status')).toMatchObject({ code: 1, answer: { state: 'none', keyHint: '' } })
    expect(readFileSync(here.file, 'utf8')).not.toContain(server.key)
  })
})

describe('licet status, check, refresh, heartbeat', () => {
  it('tell the state without asking anybody', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    const before = server.calls.length
    const { answer } = await here.json('status')
    expect(answer).toMatchObject({
      valid: true,
      state: 'active',
      license: { id: 'lic_cli', customer: 'Acme Corp' },
      activation: { counter: 1, directive: 'none' },
      keyHint: `ACME-…-${server.key.slice(-4)}`,
    })
    expect(JSON.stringify(answer)).not.toContain(server.key)
    const asked = await Promise.all([
      here.json('check', '--tier', 'professional'),
      here.json('check', '--tier', 'enterprise'),
      here.json('check', '--feature', 'export'),
      here.json('check', '--feature', 'import'),
      here.json('check'),
    ])
    expect(asked.map(({ code }) => code)).toEqual([0, 1, 0, 1, 2])
    expect(asked[1]?.answer).toMatchObject({ allowed: false, reason: 'TIER_TOO_LOW' })
    expect(server.calls.length).toBe(before)
  })

  it('renew the lease, and do what a signed answer says', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    expect(await here.json('heartbeat')).toMatchObject({
      code: 0,
      answer: { outcome: 'taken', state: 'active' },
    })
    server.say({ directive: 'suspend', message: 'Invoice 7 is open' })
    const suspended = await here.licet('refresh')
    expect(suspended.code).toBe(1)
    expect(suspended.stdout).toContain('Invoice 7 is open')
    expect((await here.licet('check', '--tier', 'professional')).code).toBe(1)
    server.say({})
    expect((await here.licet('refresh')).code).toBe(0)
  })

  it('show grace and lock at another time, in an evaluation only', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    const at = (seconds: number, evaluation = '1') =>
      runLicet(['status', '--json'], {
        env: { ...here.env, LICET_EVALUATION: evaluation, LICET_CLOCK_OFFSET_SECONDS: String(seconds) },
      })
    expect((await at(200_000, '')).code).toBe(2)
    expect(JSON.parse((await at(200_000)).stdout)).toMatchObject({ state: 'grace', valid: true })
    expect(JSON.parse((await at(700_000)).stdout)).toMatchObject({ state: 'locked', reason: 'LEASE_ENDED' })
  })

  it('hold on to the machine, in an evaluation also a pretended one', async () => {
    const plant = (id: string, mac: string): string => {
      const root = freshFolder()
      const files = {
        'etc/machine-id': id,
        'proc/cpuinfo': 'vendor_id : GenuineIntel\nmodel name : Xeon\n',
        'sys/class/net/eth0/address': mac,
        'sys/class/net/eth0/operstate': 'up',
        'sys/class/net/eth0/type': '1',
        'sys/class/net/eth0/ifindex': '2',
        'sys/class/net/eth0/device/vendor': '0x8086',
      }
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(root, dirname(path)), { recursive: true })
        writeFileSync(join(root, path), `${text}\n`)
      }
      return root
    }
    const root = plant('9f86d081884c7d659a2feaa0c55ad015', '3c:ec:ef:12:34:56')
    const here = machine({ LICET_EVALUATION: '1', LICET_MACHINE_ROOT: root })
    expect((await here.licet('activate', server.key)).code).toBe(0)
    const moved = {
      ...here.env,
      LICET_MACHINE_ROOT: plant('0c55ad0159f86d081884c7d659a2feaa', '3c:ec:ef:65:43:21'),
    }
    const { stdout } = await runLicet(['status', '--json'], { env: moved })
    const answer = JSON.parse(stdout) as {
      state: string
      machine: { components: { name: string; outcome: string }[] }
    }
    expect(answer.state).toBe('machine_mismatch')
    const changed = answer.machine.components.filter(({ outcome }) => outcome === 'changed')
    expect(changed.map(({ name }) => name)).toEqual(['mac', 'machine'])
    expect(readFileSync(here.file, 'utf8')).not.toMatch(/9f86d081|3c:ec:ef/)
  })

  it('heartbeat --watch goes on until it is interrupted', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=source', main, 'heartbeat', '--watch', '--json'], {
      env: { PATH: process.env.PATH, ...here.env },
    })
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    expect(JSON.parse(line)).toMatchObject({ outcome: 'taken', state: 'active' })
    const [notice] = (await once(child.stderr.setEncoding('utf8'), 'data')) as [string]
    expect(notice).toContain('Next heartbeat at')
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('set a broken file aside, say so, and ask to be activated again', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    writeFileSync(here.file, readFileSync(here.file, 'utf8').slice(0, 99))
    const run = await here.licet('status')
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('license.json.broken-1')
    expect((await here.licet('activate', server.key)).code).toBe(0)
  })

  it('two at once use no counter twice', async () => {
    const here = machine()
    await here.licet('activate', server.key)
    const runs = await Promise.all([here.json('heartbeat'), here.json('heartbeat'), here.json('heartbeat')])
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(await here.json('status')).toMatchObject({ answer: { activation: { counter: 4 } } })
  })
})

describe('licet request, apply', () => {
  it('activate by hand, from a request that is text, file, QR code and machine UID', async () => {
    const here = machine({ LICET_CONTROL_URL: '' })
    const out = join(here.home, 'request.txt')
    const request = await here.licet('request', '--out', out, '--qr')
    expect(request.code).toBe(0)
    expect(readFileSync(out, 'utf8')).toBe(request.stdout)
    expect(request.stderr).toContain('█')
    const uid = /Machine UID, to type instead: (\S+)/.exec(request.stderr)?.[1] ?? ''
    expect(parseMachineUid(uid).installationId).toMatch(/^ins_/)
    const code = await server.code(request.stdout.trim())
    const applied = await runLicet(['apply', '-'], { env: here.env, input: `  \n${code}\n\n` })
    expect(applied.code).toBe(0)
    const again = await runLicet(['apply', '-', '--json'], { env: here.env, input: code })
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'not_taken', code: 'ANSWER_REPLAYED' })
    expect(server.calls).toEqual([])
  })

  it('refuse a code that was cut, or made for another machine', async () => {
    const [here, there] = [machine(), machine()]
    const code = await server.code((await there.licet('request')).stdout.trim())
    await here.licet('request')
    const apply = async (input: string) =>
      JSON.parse((await runLicet(['apply', '-', '--json'], { env: here.env, input })).stdout) as object
    expect(await apply(code)).toMatchObject({ code: 'ANSWER_OTHER_INSTALLATION' })
    expect(await apply(code.slice(0, -30))).toMatchObject({ code: 'ANSWER_UNKNOWN' })
    expect(await here.json('status')).toMatchObject({ answer: { state: 'none' } })
  })
})
