import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAccount, setUp, signIn } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, runCli, startHub } from '../support/hub.ts'

let hub: Hub
let ada: { email: string; password: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 20 }) })
})
afterAll(() => hub.stop())

/** What the backup route sends, byte for byte. */
async function download(name: string): Promise<Buffer> {
  const answer = await fetch(`${hub.url}/api/backups/${name}`, {
    headers: { authorization: `Bearer ${hub.adminToken}` },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

test('a backup made while others write is whole, and holds every write acknowledged before it began', async () => {
  const stopped = new AbortController()
  const acknowledged: string[] = []
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let count = 0; !stopped.signal.aborted; count += 1) {
      const name = `key-${writer}-${count}`
      const answer = await hub.admin.post('/api/service-keys', { name, scopes: ['status:read'] })
      if (answer.status === 201) acknowledged.push(name)
    }
  })
  while (acknowledged.length < 20) await hub.sibling.get('/api/license/status')
  const before = [...acknowledged]
  const made = await hub.admin.post('/api/backups', {})
  stopped.abort()
  await Promise.all(writers)
  expect(made.status, made.text).toBe(201)

  const path = join(createDirectory('backup'), 'copy.db')
  writeFileSync(path, await download(made.body.name))
  const copy = new Database(path, { readonly: true })
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  const { name: table } = copy
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'service%key%'")
    .get() as { name: string }
  const held = new Set(
    (copy.prepare(`SELECT name FROM "${table}"`).all() as { name: string }[]).map(row => row.name),
  )
  copy.close()
  expect(before.filter(name => !held.has(name))).toEqual([])
})

test('a restore brings back what was, ends every session, and keeps what was there before', async () => {
  const name = (await hub.admin.post('/api/backups', {})).body.name
  const later = await addAccount(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 30 }) })
  const token = await signIn(hub, ada)
  const answer = await hub.admin.post('/api/backups/restore', { name })
  expect(answer.status, answer.text).toBe(200)
  const { users } = (await hub.admin.get('/api/users')).body
  expect(users.map((user: { email: string }) => user.email)).not.toContain(later.email)
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 20 })
  expectError(await hub.anonymous.as(token).get('/api/session'), 401)
  expect(await signIn(hub, ada)).toMatch(/\S/)
  expect((await hub.admin.get('/api/audit/verify')).body.ok).toBe(true)
  const { backups } = (await hub.admin.get('/api/backups')).body
  expect(backups.filter((backup: { reason: string }) => backup.reason === 'before_restore')).toHaveLength(1)
})

test('an uploaded backup can be restored; an uploaded anything else is refused, and nothing moves', async () => {
  const name = (await hub.admin.post('/api/backups', {})).body.name
  const bytes = await download(name)
  const upload = (body: Uint8Array) =>
    hub.admin.send('POST', '/api/backups/upload', body, { 'content-type': 'application/octet-stream' })
  const uploaded = await upload(bytes)
  expect(uploaded.status, uploaded.text).toBe(201)
  expect((await hub.admin.post('/api/backups/restore', { name: uploaded.body.name })).status).toBe(200)
  await expectNothingMoved(hub, async () => {
    for (const wrong of [Buffer.from('nonsense'), bytes.subarray(0, bytes.length >> 1), Buffer.alloc(0)]) {
      const refused = await upload(wrong)
      expect([400, 422]).toContain(refused.status)
    }
  })
})

test('a backup of a log that somebody edited is made and says so at once, as the diagnostics do; a restore says how to go on', async () => {
  const raw = openDatabase(hub.dataDir)
  raw.exec(`UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 2`)
  raw.close()
  const made = await hub.admin.post('/api/backups', {})
  expect(made.status, made.text).toBe(201)
  expect(made.body.warning).toEqual({
    code: 'AUDIT_CHAIN_BROKEN',
    message: expect.stringMatching(/broken at entry 2.*no restore takes it/),
    entry: 2,
  })
  const { checks } = (await hub.admin.get('/api/diagnostics')).body
  expect(checks).toContainEqual(
    expect.objectContaining({ id: 'audit', outcome: 'failed', value: 'broken at entry 2' }),
  )
  const out = join(createDirectory('backup'), 'copy.db')
  const run = await runCli(['backup', '--data-dir', hub.dataDir, '--out', out, '--json'])
  expect([run.code, JSON.parse(run.stdout).warning.code]).toEqual([0, 'AUDIT_CHAIN_BROKEN'])
  expect(run.stderr).toMatch(/^AUDIT_CHAIN_BROKEN: /m)
  await expectNothingMoved(hub, async () => {
    const refused = await hub.admin.post('/api/backups/restore', { name: made.body.name })
    const { fields, fault } = expectError(refused, 422, 'BACKUP_UNUSABLE')
    expect(fields.file).toMatch(/chain of the backup is broken at entry 2.*Restore an older backup/)
    expect(fault).toEqual({ code: 'chain_broken', values: { entry: 2 } })
  })
})
