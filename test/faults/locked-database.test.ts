import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, readHoldings } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let ada: { id: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license() })
})
afterAll(() => hub.stop())

test('while another process holds the database for 10 s, writes are 503 with Retry-After, reads are answered, nothing is half done, and then it goes on', async () => {
  const before = await readHoldings(hub)
  const database = openDatabase(hub.dataDir)
  database.exec('BEGIN IMMEDIATE')
  const start = performance.now()
  const answers = await Promise.all([
    hub.admin.post('/api/users', createAccount()),
    hub.admin.patch(`/api/users/${ada.id}`, { name: 'Half' }),
    hub.admin.post('/api/license/activate', { key: hub.license({ seats: 99 }) }),
    hub.admin.delete('/api/license'),
  ])
  for (const answer of answers) {
    expectError(answer, 503, 'DATABASE_BUSY')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  const status = await hub.sibling.get('/api/license/status')
  expect(status.body).toMatchObject({ valid: true, seats: 10 })
  expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  expect(await readHoldings(hub)).toEqual(before)
  await new Promise(resolve => setTimeout(resolve, Math.max(0, 10_000 - (performance.now() - start))))
  database.exec('ROLLBACK')
  database.close()
  expect(await readHoldings(hub)).toEqual(before)
  expect((await hub.admin.post('/api/users', createAccount())).status).toBe(201)
  expect(
    (await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 99 }) })).body.seats,
  ).toBe(99)
}, 90_000)
