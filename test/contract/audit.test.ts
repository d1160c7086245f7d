import { createPublicKey, verify } from 'node:crypto'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, createAccount, setUp } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let ada: Account & { id: string; token: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
})
afterAll(() => hub.stop())

interface Entry {
  sequence: number
  action: string
  actor: string
  actorName: string
  hash: string
  previous: string
  target: string
  at: number
}
const newest = async (): Promise<Entry> => (await hub.admin.get('/api/audit?limit=1')).body.entries[0]
const checkpoint = async () => (await hub.admin.get('/api/audit/checkpoint')).body

describe('every deed leaves exactly one entry, in the chain, with who did it:', () => {
  test.each<[string, () => Promise<{ status: number; text: string }>]>([
    ['activating a license', () => hub.admin.post('/api/license/activate', { key: hub.license() })],
    ['removing a license', () => hub.admin.delete('/api/license')],
    ['creating an account', () => hub.admin.post('/api/users', createAccount())],
    [
      'changing an account',
      async () => hub.admin.patch(`/api/users/${(await newest()).target}`, { name: 'Renamed' }),
    ],
    [
      'making a service key',
      () => hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] }),
    ],
    ['changing the settings', () => hub.admin.patch('/api/settings', { seatWarningPercent: 77 })],
  ])('%s', async (_, deed) => {
    const before = await checkpoint()
    const answer = await deed()
    expect(answer.status, answer.text).toBeLessThan(300)
    const after = await checkpoint()
    expect(after.sequence).toBe(before.sequence + 1)
    const entry = await newest()
    expect(entry).toMatchObject({ sequence: after.sequence, hash: after.head, previous: before.head })
    expect(entry.actor).toMatch(/\S/)
    expect(entry.action).toMatch(/^[a-z_-]+[.:][a-z_.:-]+$/)
  })

  test('by a person, under the name', async () => {
    await hub.anonymous.as(ada.token).post('/api/license/activate', { key: hub.license({ jti: 'by-ada' }) })
    expect(await newest()).toMatchObject({ actor: ada.id, actorName: ada.name })
  })
})

test('the chain links every entry to the one before, from the first', async () => {
  const { body } = await hub.admin.get('/api/audit?limit=200')
  const entries: Entry[] = [...body.entries].toSorted((one, two) => one.sequence - two.sequence)
  expect(entries.map(entry => entry.sequence)).toEqual(entries.map((_, index) => index + 1))
  for (const [index, entry] of entries.entries()) {
    if (index > 0) expect(entry.previous).toBe(entries[index - 1]?.hash)
  }
  expect(new Set(entries.map(entry => entry.hash)).size).toBe(entries.length)
  expect((await hub.admin.get('/api/audit/verify')).body).toMatchObject({
    ok: true,
    entries: entries.length,
    brokenAt: null,
  })
})

test('pages and filters never lose an entry', async () => {
  const all = (await hub.admin.get('/api/audit?limit=200')).body
  const seen: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await hub.admin.get(
      `/api/audit?limit=3${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    seen.push(...body.entries.map((entry: Entry) => entry.sequence))
    cursor = body.next
  }
  expect(seen).toEqual(all.entries.map((entry: Entry) => entry.sequence))
  const { entries } = (await hub.admin.get(`/api/audit?actor=${ada.id}`)).body
  expect(entries.every((entry: Entry) => entry.actor === ada.id)).toBe(true)
})

test('the checkpoint is signed by the installation’s key, and anybody can check it', async () => {
  const { checkpoint: token, jwk, sequence, head, installationId } = await checkpoint()
  const [header, payload, signature] = token.split('.')
  const data = Buffer.from(`${header}.${payload}`)
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  expect(verify(null, data, key, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    sequence,
    head,
    installationId,
  })
  const typ = JSON.parse(Buffer.from(header, 'base64url').toString()).typ
  expect(['license+jwt', 'JWT', undefined]).not.toContain(typ)
})

test('a checkpoint never activates as a license', async () => {
  const answer = await hub.admin.post('/api/license/activate', { key: (await checkpoint()).checkpoint })
  expect(answer.status).toBe(422)
})

describe('the chain finds', () => {
  test.each<[string, (database: Database.Database, table: string) => void]>([
    [
      'an edited entry',
      (database, table) =>
        database.exec(`UPDATE ${table} SET action = 'user.create' || action WHERE sequence = 2`),
    ],
    ['a deleted entry', (database, table) => database.exec(`DELETE FROM ${table} WHERE sequence = 2`)],
    [
      'entries that changed places',
      (database, table) => {
        database.exec(`UPDATE ${table} SET sequence = -2 WHERE sequence = 2`)
        database.exec(`UPDATE ${table} SET sequence = 2 WHERE sequence = 3`)
        database.exec(`UPDATE ${table} SET sequence = 3 WHERE sequence = -2`)
      },
    ],
  ])('%s', async (_, tamper) => {
    const own = await startHub()
    for (let count = 0; count < 4; count += 1)
      await own.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] })
    expect((await own.admin.get('/api/audit/verify')).body.ok).toBe(true)
    const database = openDatabase(own.dataDir)
    const { name } = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'audit%'")
      .get() as { name: string }
    for (const { name: trigger } of database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
      .all() as { name: string }[]) {
      database.exec(`DROP TRIGGER "${trigger}"`)
    }
    tamper(database, name)
    database.close()
    expect((await own.admin.get('/api/audit/verify')).body).toMatchObject({
      ok: false,
      brokenAt: expect.any(Number),
    })
    await own.stop()
  })
})

test('secrets never stand in the audit', async () => {
  const account = await addAccount(hub)
  const { key } = (await hub.admin.post('/api/service-keys', { name: 'y', scopes: ['status:read'] })).body
  const { text } = await hub.admin.get('/api/audit?limit=200')
  for (const secret of [account.password, key, hub.adminToken, hub.setupToken, hub.statusKey, ada.token]) {
    expect(text).not.toContain(secret)
  }
})

test('the export holds the whole chain, as JSON and as CSV that no spreadsheet runs', async () => {
  await addAccount(hub, { name: 'x;=HYPERLINK("http://x")' })
  await addAccount(hub, { name: '=HYPERLINK("http://x")' })
  const json = await hub.admin.get('/api/audit/export?format=json')
  expect(json.text).toContain((await checkpoint()).head)
  const csv = await hub.admin.get('/api/audit/export?format=csv')
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(csv.text).not.toMatch(/(^|[,;\t])[" ]*=/m)
})
