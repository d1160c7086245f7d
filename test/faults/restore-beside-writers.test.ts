import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUp } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { assertStatus } from '../support/vendor.ts'

let hub: Hub
let other: Database.Database
beforeAll(async () => {
  hub = await startHub()
  await setUp(hub)
  other = openDatabase(hub.dataDir)
}, 60_000)
afterAll(async () => {
  other.close()
  await hub.stop()
})

const addKey = async (name: string): Promise<{ id: string; key: string }> => {
  const made = await hub.admin.post('/api/service-keys', { name, scopes: ['status:read'] })
  assertStatus(made, 201, 'making a key')
  return made.body
}
const makeBackup = async (): Promise<string> => (await hub.admin.post('/api/backups', {})).body.name
const restore = (name: string) => hub.admin.post('/api/backups/restore', { name })
/** The copies of what was there, which a restore makes last before it replaces the content. */
const copies = (): string[] => {
  const folder = join(hub.dataDir, 'backups')
  return existsSync(folder) ? readdirSync(folder).filter(name => name.includes('before_restore')) : []
}

test('keeps what another process ends between the list and the replacement', async () => {
  const { id, key } = await addKey('ended meanwhile')
  const name = await makeBackup()
  other.exec('BEGIN IMMEDIATE')
  other.prepare('DELETE FROM service_key WHERE id = ?').run(id)
  const restoring = restore(name)
  await until(
    () => Promise.resolve(copies()),
    found => found.length > 0,
  )
  other.exec('COMMIT')
  const answer = await restoring
  assertStatus(answer, 200, 'restoring')
  expect(answer.body.changes.carriedOver).toContainEqual(expect.objectContaining({ kind: 'service_key', id }))
  expect(copies()).toEqual([answer.body.previous])
  expect((await hub.anonymous.as(key).get('/api/license/status')).status).toBe(401)
  const { entries } = (await hub.admin.get('/api/audit?limit=5')).body
  expect(entries[0].action).toBe('backup.restore')
})
