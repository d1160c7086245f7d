import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, setUp } from '../support/accounts.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { databasePath, openDatabase } from '../support/database-file.ts'
import { expectError, readHoldings } from '../support/expectations.ts'
import { type HostileDatabase, hostileCompanions, hostileDatabases } from '../support/hostile-databases.ts'
import { createSecret, type Hub, runCli, startHub } from '../support/hub.ts'
import { issueLicense } from '../support/vendor.ts'

const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).toSorted()
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

let hub: Hub
let control: Control
let ofHub: string
let ofControl: string
const temporary = createDirectory('temporary')
const env = { TMPDIR: temporary }
beforeAll(async () => {
  const started = [startHub({ env }), startControl({ env })] as const
  ;[hub, control] = await Promise.all(started)
  await setUp(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 3 }) })
  await addAccount(hub)
  const { role: _, ...account } = {
    name: 'Ada',
    email: 'ada@example.test',
    password: createSecret(),
    role: '',
  }
  await control.anonymous.post('/v1/setup', { token: control.setupToken, ...account })
  await issueLicense(control.admin, 'appliance')
  const folder = createDirectory('sound')
  ;[ofHub, ofControl] = [join(folder, 'hub.db'), join(folder, 'control.db')]
  for (const [{ dataDir }, path] of [
    [hub, ofHub],
    [control, ofControl],
  ] as const) {
    const made = await runCli(['backup', '--data-dir', dataDir, '--out', path], { env })
    expect(made.code, made.stderr).toBe(0)
  }
  await control.stop()
  mkdirSync(join(hub.dataDir, 'backups'), { recursive: true })
}, 60_000)
afterAll(async () => {
  await hub.stop()
})

const spoiled = (sound: string, { spoil }: Pick<HostileDatabase, 'spoil'>): string => {
  const path = join(createDirectory('hostile'), 'foreign.db')
  copyFileSync(sound, path)
  spoil(path)
  return path
}

/** What `licet` says of it at each of its doors. */
async function knock(path: string, dataDir: string): Promise<{ code: number | null; stderr: string }[]> {
  const doors = [['--check'], ['--yes']].map(how =>
    runCli(['restore', path, '--data-dir', dataDir, ...how], { env }),
  )
  return Promise.all(doors)
}

async function expectRefusedByHub(hostile: HostileDatabase, path: string): Promise<void> {
  const bytes = readFileSync(path)
  const type = { 'content-type': 'application/octet-stream' }
  const planted = join(hub.dataDir, 'backups', 'hub-1-2-manual.db')
  const uploaded = await hub.admin.send('POST', '/api/backups/upload', bytes, type)
  copyFileSync(path, planted)
  const restored = await hub.admin.post('/api/backups/restore', { name: 'hub-1-2-manual.db' })
  for (const answer of [uploaded, restored]) {
    const { fields, fault } = expectError(answer, 422, 'BACKUP_UNUSABLE')
    expect(fields.file, hostile.name).toMatch(hostile.says)
    // What a page in another language says it by.
    expect(fault, hostile.name).toEqual({
      code: expect.stringMatching(/^[a-z_]+$/),
      values: expect.anything(),
    })
  }
}

describe('a Hub, and licet beside it, refuse by name, and nothing moves:', () => {
  const ofAnotherProduct = {
    name: 'a backup of a control plane',
    spoil: (path: string) => copyFileSync(ofControl, path),
    says: /is one of a control plane, not of a Hub/,
  }
  test.each([...hostileDatabases, ofAnotherProduct])('$name', async hostile => {
    const path = spoiled(ofHub, hostile)
    const [before, files] = [await readHoldings(hub), filesOf(join(hub.dataDir, 'backups'))]
    await expectRefusedByHub(hostile, path)
    for (const { code, stderr } of await knock(path, hub.dataDir)) {
      expect(stderr).toMatch(hostile.says)
      expect(code).toBe(2)
    }
    expect(await readHoldings(hub)).toEqual(before)
    expect(filesOf(join(hub.dataDir, 'backups')).filter(name => name !== 'hub-1-2-manual.db')).toEqual(
      files.filter(name => name !== 'hub-1-2-manual.db'),
    )
    expect([...filesOf(temporary), ...filesOf(hub.dataDir).filter(name => /licet-/.test(name))]).toEqual([])
  })
})

describe('licet, for a control plane, refuses by name, and nothing moves:', () => {
  const ofAnotherProduct = {
    name: 'a backup of a Hub',
    spoil: (path: string) => copyFileSync(ofHub, path),
    says: /is one of a Hub, not of a control plane/,
  }
  const aText = {
    name: 'a text where a number belongs',
    spoil: (path: string) => {
      const raw = new Database(path)
      raw.exec(`UPDATE license SET seats = 'many'`)
      raw.close()
    },
    says: /table license that it cannot hold/,
  }
  test.each([...hostileDatabases, ...hostileCompanions, ofAnotherProduct, aText])('$name', async hostile => {
    const path = spoiled(ofControl, hostile)
    const present = databasePath(control.dataDir)
    const [before, files] = [digest(present), filesOf(control.dataDir)]
    for (const { code, stderr } of await knock(path, control.dataDir)) {
      expect(stderr).toMatch(hostile.says)
      expect(code).toBe(2)
    }
    expect([digest(present), filesOf(control.dataDir)]).toEqual([before, files])
    expect(filesOf(temporary)).toEqual([])
  })
})

test('licet refuses what is no plain file, without waiting for it', async () => {
  const folder = createDirectory('hostile')
  expect((await knock(folder, control.dataDir)).map(({ code }) => code)).toEqual([2, 2])
  expect(filesOf(temporary)).toEqual([])
})

test('statistics, another page size and a write-ahead log beside it keep no backup out', async () => {
  const path = join(createDirectory('harmless'), 'copy.db')
  copyFileSync(ofHub, path)
  const raw = new Database(path)
  raw.exec('PRAGMA page_size = 8192; VACUUM; ANALYZE')
  raw.pragma('journal_mode = WAL')
  const settled = readFileSync(path)
  raw.exec(`UPDATE "user" SET name = 'Only in the log' WHERE role = 'user'`)
  const log = readFileSync(`${path}-wal`)
  raw.close()
  writeFileSync(path, settled)
  writeFileSync(`${path}-wal`, log)
  const target = createDirectory('elsewhere')
  const run = await runCli(['restore', path, '--data-dir', target, '--yes'], { env })
  expect(run.code, run.stderr).toBe(0)
  const restored = openDatabase(target)
  expect(restored.prepare(`SELECT name FROM "user" WHERE role = 'user'`).pluck().all()).toEqual([
    'Only in the log',
  ])
  expect(restored.pragma('page_size', { simple: true })).toBe(4096)
  restored.close()
  expect(digest(`${path}-wal`)).toBe(createHash('sha256').update(log).digest('hex'))
})

test('the most seats that a backup brings are told, by licet and by the Hub', async () => {
  const path = join(createDirectory('crowd'), 'crowd.db')
  copyFileSync(ofHub, path)
  const raw = new Database(path)
  const add = raw.prepare(
    `INSERT INTO "user" (id, name, email, role, enabled, created_at, updated_at) VALUES (?, ?, ?, 'user', 1, 1, 1)`,
  )
  for (let count = 0; count < 40; count += 1)
    add.run(`usr_${count}`, `Guest ${count}`, `guest-${count}@example.test`)
  raw.close()
  const target = createDirectory('elsewhere')
  const run = await runCli(['restore', path, '--data-dir', target, '--yes', '--json'], { env })
  expect(JSON.parse(run.stdout)).toMatchObject({ seats: { limit: 3, used: 42 }, notCarriedOver: null })
  const told = await runCli(['restore', path, '--data-dir', target, '--yes'], { env })
  expect(told.stdout).toMatch(/42 accounts are enabled; seats of the license: 3\. New/)
  copyFileSync(path, join(hub.dataDir, 'backups', 'hub-3-4-manual.db'))
  const name = 'hub-3-4-manual.db'
  // Accounts that this installation does not have count as deleted since, and stay out unless somebody asks for them.
  const without = await hub.admin.post('/api/backups/restore', { name })
  expect(without.body, without.text).toMatchObject({ seats: { limit: 3, used: 2 } })
  const revive = Array.from({ length: 40 }, (_, count) => `usr_${count}`)
  const restored = await hub.admin.post('/api/backups/restore', { name, revive })
  expect(restored.body, restored.text).toMatchObject({ seats: { limit: 3, used: 42 } })
  expect(
    (
      await hub.admin.post('/api/users', {
        name: 'One',
        email: 'one@example.test',
        password: createSecret(),
        role: 'user',
      })
    ).status,
  ).toBe(402)
})

describe('a database in use to which somebody added a trigger', () => {
  const trigger = 'CREATE TRIGGER swallow_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END'

  test('starts no control plane, is not called whole, lets nobody in, and a backup takes its place', async () => {
    const raw = openDatabase(control.dataDir)
    raw.exec(trigger)
    raw.close()
    await expect(control.beside()).rejects.toThrow(/trigger of its own: swallow_audit\.[^\n]*licet restore/)
    const before = digest(databasePath(control.dataDir))
    for (const args of [['audit', 'verify'], ['admin', 'reset', 'ada@example.test'], ['backup']]) {
      const run = await runCli([...args, '--data-dir', control.dataDir], { env })
      expect([run.code, run.stdout]).toEqual([2, ''])
      expect(run.stderr).toContain('trigger of its own: swallow_audit')
    }
    expect(digest(databasePath(control.dataDir))).toBe(before)
    const run = await runCli(['restore', ofControl, '--data-dir', control.dataDir, '--yes', '--json'], {
      env,
    })
    expect(JSON.parse(run.stdout)).toMatchObject({ previous: expect.stringMatching(/\.damaged$/) })
    const again = await control.beside()
    const { entries } = (await again.admin.get('/v1/audit?limit=1')).body
    expect(entries[0]).toMatchObject({
      action: 'backup.restore',
      detail: { replacedFault: expect.stringContaining('swallow_audit') },
    })
    await again.stop()
  })

  test('opens a Hub in rescue, where a hostile backup is refused and a sound one brings it back', async () => {
    await hub.stop()
    const raw = openDatabase(hub.dataDir)
    raw.exec(trigger)
    raw.close()
    hub = await hub.beside({ env })
    expect((await hub.anonymous.get('/api/about')).body.rescue).toMatchObject({ code: 'DATABASE_ALTERED' })
    expectError(await hub.admin.post('/api/users', {}), 503, 'DATABASE_ALTERED')
    const [hostile] = hostileDatabases
    if (hostile) await expectRefusedByHub(hostile, spoiled(ofHub, hostile))
    copyFileSync(ofHub, join(hub.dataDir, 'backups', 'hub-5-6-manual.db'))
    const restored = await hub.admin.post('/api/backups/restore', { name: 'hub-5-6-manual.db' })
    expect(restored.status, restored.text).toBe(200)
    expect((await hub.anonymous.get('/api/about')).body.rescue).toBeNull()
    expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
    expect(filesOf(temporary)).toEqual([])
  })

  test('is named in the diagnostics of a Hub that runs, which makes no backup of it', async () => {
    const raw = openDatabase(hub.dataDir)
    raw.exec(trigger)
    const { checks } = (await hub.admin.get('/api/diagnostics')).body
    expect(checks.find((check: { id: string }) => check.id === 'database')).toMatchObject({
      outcome: 'failed',
      value: 'altered',
      message: 'The database holds a trigger of its own: swallow_audit.',
    })
    expectError(await hub.admin.post('/api/backups', {}), 503, 'DATABASE_ALTERED')
    raw.exec('DROP TRIGGER swallow_audit')
    raw.close()
    expect((await hub.admin.post('/api/backups', {})).status).toBe(201)
  })
})
