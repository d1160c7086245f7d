import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildTrustFile, createSigningKey, signLicense, trustEntryOf } from '@licet/issuer'
import { createLogger } from '@licet/server'
import { StartRefused } from '@licet/server/config'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClock } from '../src/clock.ts'
import { parseConfig } from '../src/config.ts'
import { loadTrustAnchors } from '../src/licensing/trust.ts'
import { openDeps } from '../src/open-deps.ts'
import { type Hub, openHub } from '../src/open-hub.ts'
import { openDatabase } from '../src/store/database.ts'
import { saveLicense } from '../src/store/licenses.ts'

let folder: string
const opened: Hub[] = []
const adminToken = 'admin-token-of-the-tests-0123456789abcdef'
const log = createLogger({ level: 'silent', name: 'test' })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'licet-rescue-'))
})
afterEach(() => {
  for (const hub of opened.splice(0)) hub.close()
  rmSync(folder, { recursive: true, force: true })
})

const config = (environment: Record<string, string> = {}) =>
  parseConfig(
    { HUB_DATA_DIR: folder, HUB_ADMIN_TOKEN: adminToken, ...environment },
    { repositoryRoot: folder, workingDirectory: folder, panelDir: folder, docsDir: folder },
  ).config
const open = async (): Promise<Hub> => {
  const hub = await openHub(config(), log)
  opened.push(hub)
  return hub
}
const ask = async (hub: Hub, method: string, path: string, body?: unknown, token = adminToken) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const answer = await hub.fetch(new Request(`http://localhost${path}`, request), {})
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects in its assertions
  return { status: answer.status, body: (await answer.json()) as any }
}

test.each([
  ['damaged', (path: string) => writeFileSync(path, 'noise '.repeat(3000))],
  ['emptied', (path: string) => truncateSync(path, 0)],
])(
  'with a %s database the Hub says so, restores a backup and goes on in the same process',
  async (_, damage) => {
    const first = await open()
    const { body: made } = await ask(first, 'POST', '/api/backups', {})
    opened.pop()?.close()
    damage(join(folder, 'hub.db'))
    const hub = await open()
    expect((await ask(hub, 'GET', '/api/about')).body.rescue).toMatchObject({ code: 'DATABASE_CORRUPT' })
    expect((await ask(hub, 'GET', '/healthz')).status).toBe(200)
    expect((await ask(hub, 'GET', '/readyz')).status).toBe(503)
    expect((await ask(hub, 'GET', '/api/license/status')).body.code).toBe('DATABASE_CORRUPT')
    const restore = (token?: string) => ask(hub, 'POST', '/api/backups/restore', { name: made.name }, token)
    expect((await restore('x'.repeat(40))).status).toBe(401)
    expect((await ask(hub, 'POST', '/api/backups/restore', { name: '../hub.db' })).status).toBe(404)
    expect(await restore()).toMatchObject({ status: 200, body: { restarting: false } })
    expect((await ask(hub, 'GET', '/api/about')).body.rescue).toBeNull()
    expect((await ask(hub, 'GET', '/api/license/status')).status).toBe(200)
  },
)

test('in rescue a backup that was kept elsewhere can be uploaded and restored, and nothing else is taken in', async () => {
  const first = await open()
  const { body: made } = await ask(first, 'POST', '/api/backups', {})
  opened.pop()?.close()
  const kept = readFileSync(join(folder, 'backups', made.name))
  rmSync(join(folder, 'backups'), { recursive: true })
  writeFileSync(join(folder, 'hub.db'), 'noise '.repeat(3000))
  const hub = await open()
  const upload = async (body: Uint8Array<ArrayBuffer>, token = adminToken) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
    const request = new Request('http://localhost/api/backups/upload', { method: 'POST', headers, body })
    const answer = await hub.fetch(request, {})
    // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects in its assertions
    return { status: answer.status, body: (await answer.json()) as any }
  }
  expect((await upload(kept, 'x'.repeat(40))).status).toBe(401)
  expect(await upload(new Uint8Array(5000).fill(7))).toMatchObject({
    status: 422,
    body: { code: 'BACKUP_UNUSABLE' },
  })
  expect((await ask(hub, 'GET', '/api/backups')).body.backups).toEqual([])
  const received = await upload(kept)
  expect(received.status).toBe(201)
  expect((await ask(hub, 'POST', '/api/backups/restore', { name: received.body.name })).status).toBe(200)
  expect((await ask(hub, 'GET', '/api/about')).body.rescue).toBeNull()
})

test('a database of a newer version is refused in a sentence, and left as it is', async () => {
  const first = await open()
  opened.pop()
  first.close()
  const raw = new Database(join(folder, 'hub.db'))
  raw.exec("INSERT INTO migration (name, applied_at) VALUES ('9999-later', 1)")
  raw.close()
  await expect(open()).rejects.toThrow(StartRefused)
  await expect(open()).rejects.toThrow('newer version (9999-later)')
})

test('without any trusted key the Hub starts and says that nothing can be verified', async () => {
  const hub = await open()
  expect((await ask(hub, 'GET', '/api/license/status')).body).toMatchObject({
    valid: false,
    state: 'unreadable',
    reason: 'TRUST_MISSING',
  })
})

test('a data directory that holds a production license is not opened in evaluation', async () => {
  const key = await createSigningKey({ use: 'license' })
  const builtIn = await buildTrustFile({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'aidoo.biz',
    sub: 'c',
    customer: 'C',
    tier: 'professional',
    seats: 1,
    products: ['pika'],
  }
  const token = await signLicense({ ...claims, exp: now + 86_400 }, key)
  const database = openDatabase(join(folder, 'hub.db'), now)
  database.transact(tx => saveLicense(tx, { token, source: 'panel', activatedAt: now, activatedBy: 'x' }))
  const evaluation = config({ HUB_EVALUATION: '1' })
  await expect(openDeps(evaluation, log, database, builtIn)).rejects.toThrow(/production license/)
  const production = await openDeps(config(), log, database, builtIn)
  expect((await production.licensing.state()).kind).toBe('expiring')
  production.close()
  database.close()
})

test('development keys count in evaluation only', async () => {
  const key = await createSigningKey({ use: 'license' })
  const trust = await buildTrustFile({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })
  const path = join(folder, 'evaluation')
  mkdirSync(path)
  writeFileSync(join(path, 'trust.json'), JSON.stringify(trust))
  const anchors = (evaluation: boolean) => loadTrustAnchors({ dataDir: folder, evaluation, trustFile: null })
  expect((await anchors(true)).development?.keys.size).toBe(1)
  expect((await anchors(false)).development).toBeNull()
})

test('a clock of a closed database keeps silent', () => {
  const database = openDatabase(join(folder, 'hub.db'), 1)
  const clock = openClock(database, 0)
  database.close()
  expect(() => clock.keep()).not.toThrow()
})
