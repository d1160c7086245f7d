import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
      [
        'the Hub',
        async () => ({ server: await startHub(), deed: '/api/backups', question: '/api/license/history' }),
      ],
      [
        'the control plane',
        async () => ({ server: await startControl(), deed: '/v1/backups', question: '/v1/licenses' }),
      ],
    ])(
      '%s answers whom it has, refuses clearly what needs a file, and takes callers again when there is one',
      async (_, start) => {
        const { server, deed, question } = await start()
        const pid = server.program.child.pid ?? 0
        expect((await server.admin.get(question)).status).toBe(200)
        const open = readdirSync(`/proc/${pid}/fd`).map(Number)
        const limit = (files: number): unknown =>
          execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:`])
        limit(Math.max(...open) + 1)
        // The connection that is open serves on.
        expect((await server.admin.get(question)).status).toBe(200)
        const refused = await server.admin.post(deed, {})
        expect([503, 507]).toContain(refused.status)
        expectError(refused, refused.status)
        const strangers = Array.from({ length: 20 }, () => fetch(`${server.url}/healthz`).catch(() => null))
        await Promise.race([Promise.all(strangers), new Promise(resolve => setTimeout(resolve, 1000))])
        expect(server.program.child.exitCode).toBeNull()
        limit(1024)

        await until(
          () =>
            fetch(`${server.url}/healthz`).then(
              ({ status }) => status,
              () => 0,
            ),
          status => status === 200,
        )
        expect((await server.admin.post(deed, {})).status).toBeLessThan(300)
        await server.stop()
      },
    )
  },
)

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
    expect(readdirSync(machine.home)).toEqual(['license.json'])
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
