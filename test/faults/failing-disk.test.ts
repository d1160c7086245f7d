import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { breakCalls, callsBroken, canBreakCalls } from '../support/broken-calls.ts'
import { builtPath } from '../support/built.ts'
import { canRun } from '../support/capability.ts'
import { type ClientMachine, createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, readHoldings, until } from '../support/expectations.ts'
import { startHub } from '../support/hub.ts'
import { createInstallation } from '../support/installation.ts'
import { runProgram } from '../support/program.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'

const canBreak = canBreakCalls('what a failing disk does')
/** How SQLite writes, and how it brings to the disk what it wrote. */
const writing = ['pwrite64,pwritev', 'fdatasync,fsync']

describe.skipIf(!canBreak)('a disk that fails (EIO)', () => {
  test.each(writing)(
    '%s: the Hub refuses every write whole, reads and verifies on, and goes on without a restart',
    async calls => {
      const hub = await startHub()
      await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 50 }) })
      const before = await readHoldings(hub)
      const mend = await breakCalls(hub.program.child.pid ?? 0, calls, 'EIO')
      for (const deed of [
        () => hub.admin.post('/api/users', createAccount()),
        () => hub.admin.post('/api/license/activate', { key: hub.license({ seats: 51 }) }),
        () => hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }),
      ])
        expectError(await deed(), 507, 'DATABASE_FULL')
      expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 50 })
      expect((await hub.anonymous.get('/healthz')).status).toBe(200)
      await mend()

      expect(await readHoldings(hub)).toEqual(before)
      expect((await hub.admin.post('/api/users', createAccount())).status).toBe(201)
      expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
      await hub.stop()
      const database = openDatabase(hub.dataDir)
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      database.close()
    },
  )

  test.each(writing)(
    '%s: the control plane refuses every write whole, answers questions, and goes on without a restart',
    async calls => {
      const control = await startControl()
      const { id, key } = await issueLicense(control.admin, 'appliance')
      const box = createInstallation()
      expect((await box.activate(control.anonymous, key)).status).toBe(200)
      const head = async (): Promise<unknown> => (await control.admin.get('/v1/audit/checkpoint')).body.head
      const before = [await showLicense(control, id), await head()]
      const mend = await breakCalls(control.program.child.pid ?? 0, calls, 'EIO')
      for (const deed of [
        () => control.admin.post(`/v1/licenses/${id}/revoke`, { reason: 'Unpaid' }),
        () => control.admin.post('/v1/customers', { name: 'Half' }),
        () => createInstallation().activate(control.anonymous, key),
        () => box.heartbeat(control.anonymous, id),
      ])
        expectError(await deed(), 507, 'DATABASE_FULL')
      expect((await control.admin.get('/v1/licenses')).body.total).toBe(1)
      expect((await control.anonymous.get('/healthz')).status).toBe(200)
      await mend()

      expect([await showLicense(control, id), await head()]).toEqual(before)
      expect((await box.heartbeat(control.anonymous, id)).status).toBe(200)
      expect((await control.admin.post('/v1/customers', { name: 'Whole' })).status).toBe(201)
      expect((await control.admin.get('/v1/audit/verify')).body.ok).toBe(true)
      await control.stop()
    },
  )
})

describe.skipIf(!canRun('what no free file does', 'prlimit', '--version'))(
  'without a free file (EMFILE)',
  () => {
    test.each([
      ['the Hub', startHub, '/api/license/history', '/api/backups'],
      ['the control plane', startControl, '/v1/licenses', '/v1/backups'],
    ])(
      '%s answers whom it has, refuses clearly what needs a file, and takes callers again when there is one',
      async (_, start, question, backups) => {
        const server = await (start as () => Promise<Control>)()
        const pid = server.program.child.pid ?? 0
        const line = createLine(server.port, server.adminToken)
        expect((await line.ask('GET', question)).status).toBe(200)
        const open = new Set(readdirSync(`/proc/${pid}/fd`).map(Number))
        const firstFree = [...Array(open.size + 1).keys()].find(n => !open.has(n)) ?? 0
        const limit = (files: number): unknown =>
          execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:`])
        limit(firstFree)
        expect((await line.ask('GET', question)).status).toBe(200)
        const refused = await line.ask('POST', backups)
        expect(refused.status).toBe(507)
        expect(refused.body).toMatchObject({ code: 'DATABASE_FULL', requestId: expect.any(String) })
        const strangers = Array.from({ length: 20 }, () => fetch(`${server.url}/healthz`).catch(() => null))
        await Promise.race([Promise.all(strangers), new Promise(resolve => setTimeout(resolve, 1000))])
        expect(server.program.child.exitCode).toBeNull()
        limit(1024)

        await until(
          () => server.anonymous.get('/healthz').catch(() => ({ status: 0 })),
          ({ status }) => status === 200,
        )
        expect((await server.admin.post(backups, {})).status).toBe(201)
        line.close()
        await server.stop()
      },
    )
  },
)

/** One kept connection: no question opens another. */
function createLine(port: number, token: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    ask: async (method: string, path: string) => {
      const sent = request({ port, host: '127.0.0.1', method, path, agent, headers })
      sent.end(method === 'GET' ? undefined : '{}')
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      return { status: answer.statusCode, body: JSON.parse(await text(answer)) }
    },
    close: () => agent.destroy(),
  }
}

describe('a machine whose license.json cannot be replaced', () => {
  let control: Control
  let machine: ClientMachine
  beforeAll(async () => {
    control = await startControl()
    machine = createClientMachine({ url: control.url, trustFile: await control.trustFile() })
    const { key } = await issueLicense(control.admin, 'appliance')
    expect((await machine.licet(['activate', key])).code).toBe(0)
  })
  afterAll(() => control.stop())

  const stored = (): string => readFileSync(join(machine.home, 'license.json'), 'utf8')
  async function expectKept(
    heartbeat: () => Promise<{ code: number | null; stdout: string; stderr: string }>,
  ): Promise<void> {
    const before = stored()
    const end = await heartbeat()
    expect(end.code).toBeGreaterThan(0)
    expect(end.stdout + end.stderr).toMatch(/STORE_UNWRITABLE/)
    expect(end.stdout + end.stderr).not.toMatch(/\n\s+at /)
    expect(stored()).toBe(before)
    expect(readdirSync(machine.home)).toEqual(['instance-key.json', 'license.json'])
  }

  test.skipIf(!canBreak).each([
    ['a full disk', 'rename', 'ENOSPC'],
    ['a failing disk', 'rename', 'EIO'],
    ['a disk that does not sync', 'fsync', 'EIO'],
  ])('%s (%s: %s): the old file stays whole, and the error says which', async (_, calls, error) => {
    await expectKept(() =>
      runProgram(
        'strace',
        [
          ...callsBroken(calls, error),
          process.execPath,
          builtPath('apps/cli/dist/main.js'),
          'refresh',
          '--json',
        ],
        { env: machine.env },
      ),
    )
    expect((await machine.licet(['refresh'])).code).toBe(0)
  })

  test.skipIf(
    !canRun(
      'what a disk without writing does',
      'sh',
      '-c',
      'd=$(mktemp -d) && mount --bind $d $d && umount $d && rmdir $d',
    ),
  )(
    'a file system that was made read-only: the old file stays whole, its license holds, and the error says which',
    async () => {
      execFileSync('mount', ['--bind', machine.home, machine.home])
      execFileSync('mount', ['-o', 'remount,ro,bind', machine.home])
      try {
        await expectKept(() => machine.licet(['refresh']))
        expect((await machine.licet(['status'])).body).toMatchObject({ valid: true })
      } finally {
        execFileSync('umount', [machine.home])
      }
      expect((await machine.licet(['refresh'])).code).toBe(0)
    },
  )
})
