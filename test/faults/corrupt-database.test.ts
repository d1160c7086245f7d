import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Account, createAccount, setUp, signIn } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { databasePath } from '../support/database-file.ts'
import { expectError } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

let origin: Hub
let ada: Account
let backup: string
let pristine: string
const started: Hub[] = []
beforeAll(async () => {
  origin = await startHub()
  ada = await setUp(origin)
  await origin.admin.post('/api/license/activate', { key: origin.license({ seats: 300 }) })
  const users = Array.from({ length: 20 }, () => createAccount())
  expect((await origin.admin.post('/api/users/import', { users })).status).toBe(201)
  backup = (await origin.admin.post('/api/backups', {})).body.name
  await origin.stop()
  pristine = origin.dataDir
})
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** A Hub on a copy of the data directory whose database was damaged. */
async function startDamaged(damage: (path: string) => void): Promise<Hub> {
  const dataDir = join(createDirectory('damaged'), 'hub')
  cpSync(pristine, dataDir, { recursive: true })
  damage(databasePath(dataDir))
  const hub = await startHub({ dataDir, key: origin.key })
  started.push(hub)
  return hub
}

/** Numbers that look random and are the same in each run. */
function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const flip =
  (seed: number, from: number, count: number) =>
  (path: string): void => {
    const random = seededNumbers(seed)
    const bytes = readFileSync(path)
    for (let index = 0; index < count; index += 1) {
      const at = from + Math.floor(random() * (bytes.length - from))
      bytes[at] = (bytes[at] as number) ^ (1 + Math.floor(random() * 255))
    }
    writeFileSync(path, bytes)
  }

const damages: [string, (path: string) => void][] = [
  ['truncated to half', path => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ['emptied', path => truncateSync(path, 0)],
  ['replaced by text', path => writeFileSync(path, 'This is not a database.\n'.repeat(500))],
  [
    'replaced by noise',
    path =>
      writeFileSync(path, Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * 7_919) % 251))),
  ],
  ['damaged in its first page', flip(1, 0, 60)],
  ['damaged all over', flip(2, 100, 4_000)],
]

describe('a database that is', () => {
  test.each(damages)(
    '%s: the Hub starts, says so, writes nothing, lets nobody become administrator, and a backup brings it back',
    async (_, damage) => {
      const hub = await startDamaged(damage)
      const about = (await hub.anonymous.get('/api/about')).body
      expect(about).toMatchObject({
        rescue: { code: expect.stringMatching(/^DATABASE_/), message: expect.stringMatching(/\S/) },
        setupRequired: false,
      })
      expect((await hub.anonymous.get('/healthz')).status).toBe(200)
      expect((await hub.anonymous.get('/readyz')).status).toBe(503)
      expectError(await hub.sibling.get('/api/license/status'), 503)
      expectError(await hub.admin.post('/api/users', createAccount()), 503)
      const setup = await hub.anonymous.post('/api/setup', {
        token: hub.setupToken,
        name: 'Eve',
        email: 'eve@example.test',
        password: createSecret(),
      })
      expect([410, 503]).toContain(setup.status)
      const thief = hub.anonymous.as(createSecret())
      expectError(await thief.post('/api/backups/restore', { name: backup }), 401)
      expect([401, 403]).toContain((await hub.sibling.post('/api/backups/restore', { name: backup })).status)

      const { backups } = (await hub.admin.get('/api/backups')).body
      expect(backups.map((entry: { name: string }) => entry.name)).toContain(backup)
      const restored = await hub.admin.post('/api/backups/restore', { name: backup })
      expect(restored.status, restored.text).toBe(200)
      expect((await hub.anonymous.get('/api/about')).body.rescue).toBeNull()
      expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 300 })
      expect((await hub.admin.get('/api/users')).body.seats).toEqual({ limit: 300, used: 21 })
      expect(await signIn(hub, ada)).toMatch(/\S/)
      expect((await hub.admin.post('/api/users', createAccount())).status).toBe(201)
      expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
    },
  )

  test.each(Array.from({ length: 6 }, (_, seed) => seed + 10))(
    'hit by a few random bytes (seed %i) never ends the Hub and never makes it lie about the license',
    async seed => {
      const hub = await startDamaged(flip(seed, 100, 40))
      const status = await hub.sibling.get('/api/license/status')
      if (status.status === 200 && status.body.valid)
        expect(status.body).toMatchObject({ customer: 'Acme Corp', seats: 300 })
      else expect([200, 503]).toContain(status.status)
      await hub.admin.get('/api/users')
      await hub.admin.post('/api/users', createAccount())
      expect((await hub.anonymous.get('/healthz')).status).toBe(200)
      expect(hub.program.child.exitCode).toBeNull()
    },
  )
})

test('a write-ahead log full of noise, or of another database, loses nothing that was checkpointed', async () => {
  const hub = await startDamaged(path => writeFileSync(`${path}-wal`, Buffer.alloc(50_000, 0x5a)))
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 300 })
})

test('a restore of something that is no backup is refused, and nothing changes', async () => {
  const hub = await startDamaged(() => undefined)
  for (const name of ['../../etc/passwd', 'absent.db', '', '.', backup.replace(/.$/, 'x')]) {
    const answer = await hub.admin.post('/api/backups/restore', { name })
    expect([400, 404, 422]).toContain(answer.status)
  }
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 300 })
})

test('the damaged database is kept aside for whoever wants to look at it', async () => {
  const hub = await startDamaged(path => writeFileSync(path, 'evidence'.repeat(1_000)))
  expect((await hub.admin.post('/api/backups/restore', { name: backup })).status).toBe(200)
  const kept = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .some(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1').startsWith('evidence'))
  expect(kept).toBe(true)
})

test('a database that is damaged under a running Hub never ends it: every call is answered, and the next start says so', async () => {
  const hub = await startDamaged(() => undefined)
  const path = databasePath(hub.dataDir)
  const bytes = readFileSync(path)
  bytes.fill(0xff, 4_096)
  const file = openSync(path, 'r+')
  writeSync(file, bytes)
  closeSync(file)
  for (const answer of [
    await hub.admin.post('/api/users', createAccount()),
    await hub.admin.get('/api/users'),
    await hub.admin.get('/api/audit'),
    await hub.sibling.get('/api/license/status'),
    await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 301 }) }),
  ]) {
    expect([200, 201, 503]).toContain(answer.status)
  }
  expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  await hub.stop()
  const again = await hub.beside()
  started.push(again)
  expect((await again.anonymous.get('/api/about')).body.rescue).toMatchObject({ code: 'DATABASE_CORRUPT' })
})
