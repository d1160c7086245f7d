import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestHub, type TestHub } from './test-hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub()
})
afterEach(() => hub.close())

const status = async () => (await hub.ask('GET', '/api/license/status')).body
const now = Math.floor(Date.now() / 1000)
const daySeconds = 86_400

test.each([
  ['altered', "UPDATE license SET token = CAST(replace(token, 'e', 'f') AS BLOB)"],
  ['cut', 'UPDATE license SET token = CAST(substr(token, 1, 40) AS BLOB)'],
  ['emptied', "UPDATE license SET token = x''"],
  ['filled with bytes that are no text', "UPDATE license SET token = x'ff00fe80'"],
])('a stored license that was %s is unreadable, never believed and never a crash', async (_, sql) => {
  await hub.activate()
  hub.deps.database.raw.exec(sql)
  expect(await status()).toMatchObject({ valid: false, state: 'unreadable', seats: 0, customer: '' })
  expect((await hub.ask('GET', '/api/license')).status).toBe(200)
  expect((await hub.ask('GET', '/api/license/history')).body.licenses[0]).toMatchObject({
    state: 'unreadable',
  })
  expect((await hub.activate({ seats: 3 })).body).toMatchObject({ valid: true, seats: 3 })
})

test('a license that somebody else’s installation stored is not believed here', async () => {
  const other = await openTestHub()
  const foreign = Buffer.from(await other.license({ seats: 1000 }))
  other.close()
  await hub.activate({ seats: 2 })
  hub.deps.database.raw.prepare('UPDATE license SET token = ?').run(foreign)
  expect(await status()).toMatchObject({ state: 'unreadable', reason: 'TOKEN_KEY_UNKNOWN' })
})

test('a removed license is in the history and gives nothing any more', async () => {
  await hub.activate({ jti: 'lic_a' })
  expect((await hub.ask('DELETE', '/api/license')).status).toBe(204)
  expect(await status()).toMatchObject({ state: 'none', error: 'No license activated' })
  expect((await hub.ask('GET', '/api/license/history')).body.licenses).toMatchObject([
    { state: 'removed', license: { id: 'lic_a' }, endedBy: 'HUB_ADMIN_TOKEN' },
  ])
})

test('removing where there is none writes nothing', async () => {
  const before = (await hub.ask('GET', '/api/audit')).body.total
  expect((await hub.ask('DELETE', '/api/license')).status).toBe(204)
  expect((await hub.ask('GET', '/api/audit')).body.total).toBe(before)
})

test('a queued renewal takes over at its start, also from a license that was loaded after it', async () => {
  await hub.activate({ jti: 'lic_old' })
  await hub.activate({ jti: 'lic_renewal', nbf: now + 20 * daySeconds })
  await hub.activate({ jti: 'lic_corrected', seats: 20 })
  expect(await status()).toMatchObject({ license_id: 'lic_corrected', queued: { license_id: 'lic_renewal' } })
  const later = (await hub.ask('GET', `/api/license/forecast?at=${now + 21 * daySeconds}`)).body
  expect(later).toMatchObject({ state: 'active', seats: { limit: 10 } })
  const { licenses } = (await hub.ask('GET', '/api/license/history')).body
  expect(licenses.map((entry: { state: string }) => entry.state)).toEqual([
    'in_force',
    'queued',
    'superseded',
  ])
})

test('an expired license is refused and the one in force stays', async () => {
  await hub.activate({ jti: 'lic_good' })
  const answer = await hub.activate({ exp: now - 1 })
  expect([answer.status, answer.body.code, answer.body.step]).toEqual([422, 'LICENSE_EXPIRED', 'time'])
  expect(await status()).toMatchObject({ valid: true, license_id: 'lic_good' })
})

test('a license for another installation is refused, one for this is taken', async () => {
  const { id } = hub.deps.installation
  expect((await hub.activate({ aud: ['ins_other'] })).body.code).toBe('AUDIENCE_WRONG')
  expect((await hub.activate({ aud: ['ins_other', id] })).status).toBe(200)
})

test('what one process loads, the other answers with the next call', async () => {
  const other = await openTestHub({ dataDir: hub.dataDir })
  await other.ask('GET', '/api/license/status')
  await hub.activate({ seats: 42 })
  expect((await other.ask('GET', '/api/license/status')).body.seats).toBe(42)
  await other.ask('DELETE', '/api/license')
  expect((await status()).state).toBe('none')
  other.close()
})

test('a locked license refuses every write but those that lead out, and reading works', async () => {
  const policy = { enforcement: 'locked', binding: 'machine', activation_grace_seconds: 0 }
  const answer = await hub.activate({ policy, iat: now - 10 })
  expect(answer.body).toMatchObject({ state: 'locked', restricts: 'everything', enforcement: 'locked' })
  const refused = await hub.ask('POST', '/api/service-keys', { body: { name: 'x', scopes: ['status:read'] } })
  expect([refused.status, refused.body.code]).toEqual([402, 'LICENSE_LOCKED'])
  expect((await hub.ask('GET', '/api/users')).status).toBe(200)
  expect((await hub.ask('POST', '/api/backups', { body: {} })).status).toBe(201)
  expect((await hub.ask('DELETE', '/api/license')).status).toBe(204)
})
