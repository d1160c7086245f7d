import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { canRun } from '../support/capability.ts'
import { createDirectory } from '../support/data-directory.ts'
import { startHub } from '../support/hub.ts'

const able = canRun(
  'that a write is synced before it is answered',
  'strace',
  '-f',
  '-e',
  'trace=none',
  'true',
)

test.skipIf(!able)('every write is synced to the disk before its answer is sent', async () => {
  const trace = join(createDirectory('trace'), 'calls')
  const hub = await startHub({
    inside: [
      'strace',
      '-D',
      '-f',
      '-yy',
      '-s',
      '24',
      '-e',
      'trace=pwrite64,pwritev,fdatasync,fsync,write,writev,sendto,sendmsg',
      '-o',
      trace,
    ],
  })
  const writes = [
    ...Array.from(
      { length: 8 },
      (_, index) => () => hub.admin.post('/api/license/activate', { key: hub.license({ jti: `l${index}` }) }),
    ),
    ...Array.from({ length: 4 }, () => () => hub.admin.post('/api/users', createAccount())),
    ...Array.from(
      { length: 8 },
      () => () => hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }),
    ),
  ]
  for (const write of writes) expect((await write()).status).toBeLessThan(300)
  await hub.stop()

  let unsynced = false
  let syncs = 0
  let answers = 0
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    if (/ (pwrite64|pwritev|write)\(\d+<[^>]*-wal>/.test(line)) unsynced = true
    else if (/ (fdatasync|fsync)\(\d+<[^>]*-wal>/.test(line)) {
      unsynced = false
      syncs += 1
    } else if (/ (write|writev|sendto|sendmsg)\(\d+<TCP/.test(line) && /HTTP\/1\.1 20/.test(line)) {
      expect(unsynced, `answered before the sync: ${line}`).toBe(false)
      answers += 1
    }
  }
  expect(answers).toBeGreaterThanOrEqual(writes.length)
  expect(syncs).toBeGreaterThanOrEqual(writes.length)
})
