import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { auditCheckpoint, auditPage } from '@licet/api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adminPassword, createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const raw = () => hub.deps.database.raw
const verify = async () => (await hub.ask('GET', '/api/audit/verify')).body

describe('the audit log', () => {
  test('holds every deed with who, what and from where, and no password', async () => {
    await setUp(hub)
    const { id } = (await createUser(hub)).body
    await hub.ask('PATCH', `/api/users/${id}`, { body: { role: 'admin', password: 'quite another one 77' } })
    await hub.ask('PATCH', `/api/users/${id}`, { body: { enabled: false } })
    await hub.ask('DELETE', `/api/users/${id}`)
    await hub.ask('PATCH', '/api/settings', { body: { inactiveDays: 30 } })
    const { body, text } = await hub.ask('GET', '/api/audit')
    const actions = auditPage.parse(body).entries.map(entry => entry.action)
    expect(actions).toEqual([
      'settings.update',
      'user.delete',
      'user.disable',
      'user.password_reset',
      'user.update',
      'user.create',
      'setup.complete',
      'audit.begin',
    ])
    expect(text).not.toContain('quite another')
    expect(body.entries[0]).toMatchObject({
      actor: 'admin_token',
      detail: { inactiveDays: { from: 90, to: 30 } },
    })
    expect(await verify()).toMatchObject({ ok: true, entries: 8 })
  })

  test('tells what kind of actor it was, whatever somebody is called', async () => {
    const as = await setUp(hub)
    await hub.ask('PATCH', '/api/profile', { as, body: { name: 'HUB_ADMIN_TOKEN' } })
    await hub.ask('PATCH', '/api/settings', { as, body: { inactiveDays: 30 } })
    await hub.ask('PATCH', '/api/settings', { body: { inactiveDays: 31 } })
    const { entries } = (await hub.ask('GET', '/api/audit')).body
    expect(entries.slice(0, 2)).toMatchObject([
      { actor: 'admin_token', actorName: 'HUB_ADMIN_TOKEN', actorKind: 'admin_token' },
      { actorName: 'HUB_ADMIN_TOKEN', actorKind: 'user' },
    ])
  })

  test('pages from the newest back without gaps, and filters', async () => {
    for (let i = 0; i < 5; i++) await createUser(hub)
    const sequences: number[] = []
    let cursor = ''
    do {
      const page = auditPage.parse((await hub.ask('GET', `/api/audit?limit=2${cursor}`)).body)
      sequences.push(...page.entries.map(entry => entry.sequence))
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor !== '')
    expect(sequences).toEqual([6, 5, 4, 3, 2, 1])
    const total = async (query: string) => (await hub.ask('GET', `/api/audit?${query}`)).body.total
    expect(await total('action=user.create')).toBe(5)
    expect(await total('action=user')).toBe(5)
    expect(await total('actor=admin_token')).toBe(5)
    expect(await total('actor=hub_admin')).toBe(5)
    expect(await total('q=example.com')).toBe(5)
    expect(await total('from=1&to=2')).toBe(0)
    expect(await total(`q=${encodeURIComponent("%' OR '1'='1")}`)).toBe(0)
    expect((await hub.ask('GET', '/api/audit?cursor=x')).status).toBe(400)
  })

  test('that was edited is shown as broken where it was edited', async () => {
    for (let i = 0; i < 3; i++) await createUser(hub)
    raw().prepare(`UPDATE audit SET target = 'usr_other' WHERE sequence = 3`).run()
    expect(await verify()).toMatchObject({ ok: false, brokenAt: 3, entries: 2 })
  })

  test('has a signed head that anybody can check with the installation’s public key', async () => {
    await createUser(hub)
    const checkpoint = auditCheckpoint.parse((await hub.ask('GET', '/api/audit/checkpoint')).body)
    const [header = '', payload = '', signature = ''] = checkpoint.checkpoint.split('.')
    const key = createPublicKey({ key: checkpoint.jwk, format: 'jwk' })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verifySignature(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
    const { checkpoint: _, jwk: __, ...facts } = checkpoint
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(facts)
    expect(facts).toMatchObject({ sequence: 2, installationId: hub.deps.installation.id })
  })

  test('that cannot be written keeps the deed from happening', async () => {
    raw().exec(`CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space'); END`)
    expect((await createUser(hub)).status).toBe(500)
    const body = {
      token: 'set-up-token-of-the-tests',
      name: 'Ada',
      email: 'ada@example.com',
      password: adminPassword,
    }
    expect((await hub.ask('POST', '/api/setup', { as: null, body })).status).toBe(500)
    expect(
      (await hub.ask('POST', '/api/service-keys', { body: { name: 'x', scopes: ['status:read'] } })).status,
    ).toBe(500)
    expect((await hub.ask('PATCH', '/api/settings', { body: { inactiveDays: 30 } })).status).toBe(500)
    expect((await hub.ask('POST', '/api/backups')).body).toMatchObject({
      code: 'DATABASE_ALTERED',
      fields: { database: 'The database holds a trigger of its own: full.' },
    })
    for (const table of ['user', 'account', 'service_key', 'setting']) {
      expect(raw().prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    }
    expect(readdirSync(join(hub.dataDir, 'backups'))).toEqual([])
  })

  test('of a sign-in that cannot be written leaves no session', async () => {
    await setUp(hub)
    const before = raw().prepare('SELECT count(*) FROM session').pluck().get()
    raw().exec(`CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space'); END`)
    const body = { email: 'ada@example.com', password: adminPassword }
    expect((await hub.ask('POST', '/api/session', { as: null, body })).status).toBe(500)
    expect(raw().prepare('SELECT count(*) FROM session').pluck().get()).toBe(before)
  })

  test('leaves as JSON and as CSV', async () => {
    await createUser(hub, { name: '+cmd|calc' })
    const json = await hub.ask('GET', '/api/audit/export?format=json')
    expect(json.body.entries.map((entry: { sequence: number }) => entry.sequence)).toEqual([1, 2, 3])
    const csv = await hub.ask('GET', '/api/audit/export?format=csv')
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(5)
  })
})

describe('a backup', () => {
  test('is made, listed, downloaded, brought elsewhere and restored; who came later is gone, and everybody is signed out', async () => {
    const token = await setUp(hub)
    const made = await hub.ask('POST', '/api/backups')
    expect(made.status).toBe(201)
    await createUser(hub)
    const download = await hub.ask('GET', `/api/backups/${made.body.name}`)
    expect(download.headers.get('content-disposition')).toContain(made.body.name)
    const restored = await hub.ask('POST', '/api/backups/restore', { body: { name: made.body.name } })
    expect([restored.status, restored.body.restarting]).toEqual([200, false])
    expect((await hub.ask('GET', '/api/users')).body.total).toBe(1)
    expect((await hub.ask('GET', '/api/session', { as: token })).status).toBe(401)
    expect(await verify()).toMatchObject({ ok: true })
    expect((await hub.ask('GET', '/api/audit')).body.entries[0].action).toBe('backup.restore')
    const { backups } = (await hub.ask('GET', '/api/backups')).body
    expect(backups.map((b: { reason: string }) => b.reason).toSorted()).toEqual(['before_restore', 'manual'])
    const back = await hub.ask('POST', '/api/backups/restore', { body: { name: restored.body.previous } })
    expect(back.status).toBe(200)
    expect((await hub.ask('GET', '/api/users')).body.total).toBe(2)
    expect((await hub.ask('DELETE', `/api/backups/${made.body.name}`)).status).toBe(204)
  })

  test('that is none is taken in by nobody, and no path leads out of the folder', async () => {
    const headers = { 'content-type': 'application/octet-stream' }
    const upload = await hub.ask('POST', '/api/backups/upload', { body: 'no database '.repeat(999), headers })
    expect([upload.status, upload.body.code]).toEqual([422, 'BACKUP_UNUSABLE'])
    expect((await hub.ask('GET', '/api/backups')).body.backups).toEqual([])
    expect(readdirSync(join(hub.dataDir, 'backups'))).toEqual([])
    for (const name of ['..%2fhub.db', 'hub.db', '%2e%2e%2fhub.db', 'hub-1-1-manual.db%00']) {
      expect((await hub.ask('GET', `/api/backups/${name}`)).status).toBe(404)
      expect((await hub.ask('DELETE', `/api/backups/${name}`)).status).toBe(404)
    }
    const restore = await hub.ask('POST', '/api/backups/restore', { body: { name: '../hub.db' } })
    expect(restore.body.code).toBe('BACKUP_NOT_FOUND')
  })
})
