import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, setUp, signIn } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError } from '../support/expectations.ts'
import { createSecret, type Hub, runCli, startHub } from '../support/hub.ts'

let hub: Hub
let ada: Account & { id: string; token: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license() })
})
afterAll(() => hub.stop())

const onTheBox = (...args: string[]) => runCli([...args, '--data-dir', hub.dataDir])

describe('licet admin reset', () => {
  test('sets a new password while the Hub runs, ends the sessions, and is audited', async () => {
    const password = createSecret()
    const path = join(createDirectory('secret'), 'password')
    writeFileSync(path, `${password}\n`, { mode: 0o600 })
    const run = await onTheBox('admin', 'reset', ada.email, '--password-file', path)
    expect(run.code, run.stderr).toBe(0)
    expect(run.stdout + run.stderr).not.toContain(password)
    expectError(await hub.anonymous.as(ada.token).get('/api/session'), 401)
    expectError(await hub.anonymous.post('/api/session', { email: ada.email, password: ada.password }), 401)
    expect(await signIn(hub, { email: ada.email, password })).toMatch(/\S/)
    const [newest] = (await hub.admin.get('/api/audit?limit=1')).body.entries
    expect(newest.target).toBe(ada.id)
    expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
  })

  test('of nobody changes nothing and is exit 1 or 2', async () => {
    const before = (await hub.admin.get('/api/audit/checkpoint')).body.head
    const run = await onTheBox('admin', 'reset', 'nobody@example.test')
    expect([1, 2]).toContain(run.code)
    expect((await hub.admin.get('/api/audit/checkpoint')).body.head).toBe(before)
  })
})

describe('licet backup and restore', () => {
  test('copy a running Hub, and bring the copy back with nothing missing', async () => {
    const out = join(createDirectory('backup'), 'hub.db')
    const saved = await onTheBox('backup', '--out', out, '--json')
    expect(saved.code, saved.stderr).toBe(0)
    expect(statSync(out).mode & 0o077).toBe(0)
    const later = await addAccount(hub)
    await hub.stop()
    const restored = await onTheBox('restore', out, '--yes')
    expect(restored.code, restored.stderr).toBe(0)
    hub = await hub.beside()
    const { users } = (await hub.admin.get('/api/users')).body
    expect(users.map((user: Account) => user.email)).toEqual([ada.email])
    expect(users.map((user: Account) => user.email)).not.toContain(later.email)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 10 })
    expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
  })

  test('refuse what is no backup, and leave the database as it was', async () => {
    const path = join(createDirectory('backup'), 'not-a-backup.db')
    writeFileSync(path, 'This is not a database. '.repeat(400))
    await hub.stop()
    const before = readFileSync(openDatabase(hub.dataDir).name)
    const run = await onTheBox('restore', path, '--yes')
    expect([1, 2]).toContain(run.code)
    expect(readFileSync(openDatabase(hub.dataDir).name).equals(before)).toBe(true)
    hub = await hub.beside()
    expect((await hub.sibling.get('/api/license/status')).body.valid).toBe(true)
  })
})

describe('licet audit verify', () => {
  test('is exit 0 for a whole chain and a checkpoint of it', async () => {
    const path = join(createDirectory('audit'), 'checkpoint.json')
    writeFileSync(path, (await hub.admin.get('/api/audit/checkpoint')).text)
    expect((await onTheBox('audit', 'verify')).code).toBe(0)
    const run = await onTheBox('audit', 'verify', '--checkpoint', path)
    expect(run.code, run.stdout + run.stderr).toBe(0)
  })

  test('is exit 0 for an exported log, and 1 for one that was edited', async () => {
    const path = join(createDirectory('audit'), 'export.json')
    const { text } = await hub.admin.get('/api/audit/export?format=json')
    writeFileSync(path, text)
    expect((await runCli(['audit', 'verify', path])).code).toBe(0)
    writeFileSync(
      path,
      text.replace(/license\.activate\b/, 'license.inactivate').replace(/"target":"/, '"target":"x'),
    )
    expect((await runCli(['audit', 'verify', path])).code).toBe(1)
  })

  test('is exit 1 when the tail was cut off behind a checkpoint', async () => {
    await addAccount(hub)
    const path = join(createDirectory('audit'), 'checkpoint.json')
    writeFileSync(path, (await hub.admin.get('/api/audit/checkpoint')).text)
    await hub.stop()
    const database = openDatabase(hub.dataDir)
    const { name } = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'audit%'")
      .get() as { name: string }
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as {
      name: string
    }[]
    for (const trigger of triggers) database.exec(`DROP TRIGGER "${trigger.name}"`)
    database.exec(`DELETE FROM ${name} WHERE sequence = (SELECT max(sequence) FROM ${name})`)
    database.close()
    expect((await onTheBox('audit', 'verify')).code).toBe(0)
    expect((await onTheBox('audit', 'verify', '--checkpoint', path)).code).toBe(1)
    hub = await hub.beside()
  })
})
