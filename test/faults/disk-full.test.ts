import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { canRun } from '../support/capability.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, readHoldings, until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'

const trial = 'd=$(mktemp -d) && mount -t tmpfs -o size=1m none $d && umount $d && rmdir $d'
const able = canRun('what a full disk does', 'sh', '-c', trial)

describe.skipIf(!able)('on a full disk', () => {
  let hub: Hub
  let disk: string
  let ballast: string
  beforeAll(async () => {
    disk = createDirectory('disk')
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'none', disk])
    ballast = join(disk, 'ballast')
    hub = await startHub({ dataDir: join(disk, 'hub') })
    await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 50 }) })
    fill()
  })
  afterAll(async () => {
    await hub.stop()
    execFileSync('umount', [disk])
  })

  function fill(): void {
    const file = openSync(ballast, 'a')
    for (const size of [65_536, 4_096, 512]) {
      try {
        for (;;) if (writeSync(file, Buffer.alloc(size, 1)) < size) break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
    closeSync(file)
  }

  test('a write is refused whole with 507 or 503, and reading, verifying and health go on', async () => {
    const deeds = [
      () => hub.admin.post('/api/users', createAccount()),
      () => hub.admin.post('/api/license/activate', { key: hub.license({ seats: 51 }) }),
      () => hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }),
      () => hub.admin.post('/api/backups', {}),
    ]
    // What was left in the write-ahead log may still take a few writes.
    await until(
      () => hub.admin.post('/api/service-keys', { name: 'filler', scopes: ['status:read'] }),
      answer => answer.status >= 500,
    )
    const before = await readHoldings(hub)
    for (const deed of deeds) {
      const answer = await deed()
      expect([503, 507]).toContain(answer.status)
      expectError(answer, answer.status)
    }
    expect(await readHoldings(hub)).toEqual(before)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 50 })
    expect(
      (await hub.admin.post('/api/license/preview', { key: hub.license({ seats: 52 }) })).body.genuine,
    ).toBe(true)
    expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  })

  test('it goes on without a restart once there is space again, and nothing is damaged', async () => {
    rmSync(ballast)
    await until(
      () => hub.admin.post('/api/users', createAccount()),
      answer => answer.status === 201,
    )
    expect(
      (await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 53 }) })).body,
    ).toMatchObject({ valid: true, seats: 53 })
    expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
    const database = openDatabase(hub.dataDir)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  })
})
