import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, setUp, signIn } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { type Hub, runCli, startHub } from '../support/hub.ts'

let hub: Hub
let ada: Account & { id: string; token: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
})
afterAll(() => hub.stop())

const onBox = (...args: string[]) => runCli([...args, '--data-dir', hub.dataDir, '--json'])
const sessionOf = (token: string) => hub.anonymous.as(token).get('/api/session')

describe('licet admin reset, while the Hub runs,', () => {
  test('gives a locked-out administrator a new password, shown once, and ends every session', async () => {
    const run = await onBox('admin', 'reset', ada.email)
    expect(run.code, run.stderr).toBe(0)
    const { id, password } = JSON.parse(run.stdout)
    expect(id).toBe(ada.id)
    expect((await sessionOf(ada.token)).status).toBe(401)
    ada = { ...ada, password, token: await signIn(hub, { email: ada.email, password }) }
    expect((await sessionOf(ada.token)).status).toBe(200)
    const { entries } = (await hub.admin.get('/api/audit?limit=10')).body
    expect(entries.map((entry: { action: string }) => entry.action)).toContain('admin.reset')
    expect(JSON.stringify(entries)).not.toContain(password)
  })

  test('takes a chosen password from a file, and never prints that', async () => {
    const file = join(createDirectory(), 'password')
    writeFileSync(file, 'a password that Ada has chosen\n')
    const run = await onBox('admin', 'reset', ada.email, '--password-file', file)
    expect(run.code, run.stderr).toBe(0)
    expect(run.stdout + run.stderr).not.toContain('has chosen')
    ada = { ...ada, password: 'a password that Ada has chosen' }
    await expect(signIn(hub, ada)).resolves.toMatch(/\S/)
  })

  test.each([
    ['an account that is no administrator', async () => (await addAccount(hub)).email, 'DATABASE_UNUSABLE'],
    ['nobody', async () => 'nobody@example.test', 'DATABASE_UNUSABLE'],
  ])('changes nothing for %s', async (_, email, code) => {
    const before = (await hub.admin.get('/api/audit/checkpoint')).body.sequence
    const address = await email()
    const created = (await hub.admin.get('/api/audit/checkpoint')).body.sequence
    const run = await onBox('admin', 'reset', address)
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({ code })
    const after = (await hub.admin.get('/api/audit/checkpoint')).body.sequence
    expect(after).toBe(created)
    expect(after).toBeGreaterThanOrEqual(before)
  })

  test('accepts no password that the Hub would refuse', async () => {
    const file = join(createDirectory(), 'password')
    writeFileSync(file, 'short')
    const run = await onBox('admin', 'reset', ada.email, '--password-file', file)
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({ code: 'PASSWORD_REFUSED' })
    await expect(signIn(hub, ada)).resolves.toMatch(/\S/)
  })
})

describe('licet audit verify', () => {
  test('says yes to a chain that holds, with a checkpoint, from the database and from an export', async () => {
    const folder = createDirectory()
    const checkpoint = join(folder, 'checkpoint.json')
    writeFileSync(checkpoint, (await hub.admin.get('/api/audit/checkpoint')).text)
    await addAccount(hub)
    const log = join(folder, 'export.json')
    writeFileSync(log, (await hub.admin.get('/api/audit/export?format=json')).text)
    const database = await onBox('audit', 'verify', '--checkpoint', checkpoint)
    const exported = await runCli(['audit', 'verify', log, '--checkpoint', checkpoint, '--json'])
    for (const run of [database, exported]) {
      expect(run.code, run.stderr).toBe(0)
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: true, brokenAt: null, checkpointHolds: true })
    }
  })

  test('finds an edited entry, and by the checkpoint a tail that was cut off', async () => {
    const own = await startHub()
    await setUp(own)
    for (let count = 0; count < 3; count += 1) await addAccount(own)
    const checkpoint = join(createDirectory(), 'checkpoint.json')
    writeFileSync(checkpoint, (await own.admin.get('/api/audit/checkpoint')).text)
    await own.stop()
    const verify = (...args: string[]) =>
      runCli(['audit', 'verify', '--data-dir', own.dataDir, '--json', ...args])
    tamper(own.dataDir, 'DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)')
    expect(await verify()).toMatchObject({ code: 0 })
    const cut = await verify('--checkpoint', checkpoint)
    expect(cut.code).toBe(1)
    expect(JSON.parse(cut.stdout)).toMatchObject({ ok: true, checkpointHolds: false })
    tamper(own.dataDir, "UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 2")
    const edited = await verify()
    expect(edited.code).toBe(1)
    expect(JSON.parse(edited.stdout)).toMatchObject({ ok: false, brokenAt: 2 })
  })

  test('takes no checkpoint that was edited, or that another key has signed', async () => {
    const answer = (await hub.admin.get('/api/audit/checkpoint')).body
    const other = await startHub()
    const foreign = (await other.admin.get('/api/audit/checkpoint')).body
    await other.stop()
    const file = join(createDirectory(), 'checkpoint.json')
    const [header, , signature] = answer.checkpoint.split('.')
    const payload = Buffer.from(JSON.stringify({ ...answer, sequence: 0 })).toString('base64url')
    for (const forged of [
      { ...answer, checkpoint: [header, payload, signature].join('.') },
      { ...answer, checkpoint: foreign.checkpoint },
    ]) {
      writeFileSync(file, JSON.stringify(forged))
      const run = await onBox('audit', 'verify', '--checkpoint', file)
      expect(run.code).toBe(2)
      expect(JSON.parse(run.stdout)).toMatchObject({ code: 'CHECKPOINT_INVALID' })
    }
  })
})

describe('licet backup and restore', () => {
  test('copy a running Hub and bring the copy back into it', async () => {
    const file = join(createDirectory(), 'deep', 'hub-copy.db')
    const kept = await addAccount(hub)
    const backup = await onBox('backup', '--out', file)
    expect(backup.code, backup.stderr).toBe(0)
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    const lost = await addAccount(hub)
    const restored = await onBox('restore', file)
    expect(restored.code, restored.stderr).toBe(0)
    const { previous } = JSON.parse(restored.stdout)
    expect(readdirSync(join(hub.dataDir, 'backups'))).toContain(previous)
    const emails = (await hub.admin.get('/api/users?limit=100')).body.users.map((user: Account) => user.email)
    expect(emails).toContain(kept.email)
    expect(emails).not.toContain(lost.email)
    expect(await onBox('audit', 'verify')).toMatchObject({ code: 0 })
  })

  test('put the copy where the Hub lists its backups, unless told otherwise', async () => {
    const run = await onBox('backup')
    const { file } = JSON.parse(run.stdout)
    const { backups } = (await hub.admin.get('/api/backups')).body
    expect(backups.map(({ name }: { name: string }) => join(hub.dataDir, 'backups', name))).toContain(file)
  })

  test.each<[string, () => string]>([
    ['is not there', () => '/nonexistent/backup.db'],
    ['is no database', () => fileWith(Buffer.from('not a database'))],
    ['is cut short', () => fileWith(readFileSync(copyOf('hub.db')).subarray(0, 5000))],
  ])('change nothing when the backup %s', async (_, source) => {
    const before = (await hub.admin.get('/api/audit/checkpoint')).body
    const run = await onBox('restore', source())
    expect(run.code).toBe(2)
    expect(run.stderr).not.toMatch(/\n {4}at /)
    const after = (await hub.admin.get('/api/audit/checkpoint')).body
    expect([after.sequence, after.head]).toEqual([before.sequence, before.head])
    expect(readdirSync(hub.dataDir).filter(name => /restore|partial/.test(name))).toEqual([])
  })
})

function tamper(dataDir: string, sql: string): void {
  const database = openDatabase(dataDir)
  const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all()
  for (const name of triggers) database.exec(`DROP TRIGGER "${String(name)}"`)
  database.exec(sql)
  database.close()
}

function fileWith(bytes: Uint8Array): string {
  const folder = join(createDirectory(), 'backup')
  mkdirSync(folder)
  writeFileSync(join(folder, 'backup.db'), bytes)
  return join(folder, 'backup.db')
}

function copyOf(name: string): string {
  const target = join(createDirectory(), name)
  copyFileSync(join(hub.dataDir, name), target)
  return target
}
