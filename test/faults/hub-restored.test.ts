import { copyFileSync, cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import type { Hub } from '../support/hub.ts'
import { assertStatus, type Issued, issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

let control: Control
let hub: Hub
let license: Issued
let copy: string
const heartbeat = () => hub.admin.post('/api/activation/retry', {})
const status = async () => (await hub.sibling.get('/api/license/status')).body
const actions = async (): Promise<string[]> =>
  (await hub.admin.get('/api/audit?limit=100')).body.entries.map((entry: { action: string }) => entry.action)

beforeAll(async () => {
  control = await startControl()
  license = await issueLicense(control.admin, 'node-locked')
  ;({ hub } = await startVendorHub(control))
  assertStatus(await hub.admin.post('/api/license/activate', { key: license.key }), 200, 'activating')
}, 120_000)
afterAll(async () => {
  await hub.stop()
  await control.stop()
})

/** Puts the whole data directory back as it was, as a snapshot of a machine does. */
async function putBack(): Promise<void> {
  await hub.stop()
  cpSync(copy, hub.dataDir, { recursive: true })
  hub = await hub.beside()
}

describe('a Hub on a machine that is bound', () => {
  test('goes on where it was after a restore of its own backup, however many responses came since', async () => {
    const { name } = (await hub.admin.post('/api/backups', {})).body
    for (const _ of [1, 2]) assertStatus(await heartbeat(), 200, 'a heartbeat')
    assertStatus(await hub.admin.post('/api/backups/restore', { name }), 200, 'restoring')
    assertStatus(await heartbeat(), 200, 'a heartbeat')
    expect((await showLicense(control, license.id)).activations).toMatchObject([{ state: 'active' }])
  })

  test('whose license the vendor suspended stays suspended over a restore, and tells the verdict before', async () => {
    const { name } = (await hub.admin.post('/api/backups', {})).body
    assertStatus(await control.admin.post(`/v1/licenses/${license.id}/suspend`, {}), 200, 'suspending')
    await heartbeat()
    expect(await status()).toMatchObject({ valid: false, state: 'suspended' })
    const { carriedOver } = (await hub.admin.get(`/api/backups/${name}/restore-preview`)).body
    expect(carriedOver).toContainEqual(
      expect.objectContaining({ kind: 'verdict', name: 'suspend', optional: false }),
    )
    assertStatus(await hub.admin.post('/api/backups/restore', { name }), 200, 'restoring')
    expect(await status()).toMatchObject({ valid: false, state: 'suspended' })
    assertStatus(await control.admin.post(`/v1/licenses/${license.id}/reinstate`, {}), 200, 'reinstating')
    assertStatus(await heartbeat(), 200, 'a heartbeat')
    expect(await status()).toMatchObject({ valid: true })
  })

  test('that was put back from elsewhere begins anew with the same key, once in 30 days, audited on both sides', async () => {
    await hub.stop()
    copy = createDirectory('snapshot')
    cpSync(hub.dataDir, copy, { recursive: true })
    hub = await hub.beside()
    for (const _ of [1, 2]) assertStatus(await heartbeat(), 200, 'a heartbeat')
    await putBack()
    expect((await heartbeat()).body.code).toBe('CLONE_SUSPECTED')
    assertStatus(await hub.admin.post('/api/license/activate', { key: license.key }), 200, 'the key again')
    expect(await status()).toMatchObject({ valid: true })
    expect(await actions()).toContain('activation.restart')
    const { entries } = (await control.admin.get('/v1/audit?limit=20')).body
    expect(JSON.stringify(entries)).toContain('"verb":"restore"')
    assertStatus(await heartbeat(), 200, 'a heartbeat')

    await putBack()
    expect((await heartbeat()).body.code).toBe('CLONE_SUSPECTED')
    const before = await actions()
    for (const again of [
      await hub.admin.post('/api/license/activate', { key: license.key }),
      await hub.admin.post('/api/activation/restart', {}),
    ]) {
      expect([again.status, again.body.code]).toEqual([409, 'CLONE_SUSPECTED'])
      expect(again.body.error).toMatch(/\S/)
    }
    expect(await actions()).toEqual(before)
    expect(await status()).toMatchObject({ valid: true })
  })
})

test('a machine that was restored and has only the signed license begins anew by that', async () => {
  const other = await issueLicense(control.admin, 'node-locked')
  const { hub: second } = await startVendorHub(control)
  assertStatus(await second.admin.post('/api/license/activate', { key: other.token }), 200, 'activating')
  assertStatus(await second.admin.post('/api/activation/retry', {}), 200, 'activating')
  expect((await second.admin.post('/api/activation/restart', {})).status).toBe(409)
  await second.stop()
  const snapshot = join(createDirectory('snapshot'), 'hub.db')
  copyFileSync(join(second.dataDir, 'hub.db'), snapshot)
  const later = await second.beside()
  for (const _ of [1, 2])
    assertStatus(await later.admin.post('/api/activation/retry', {}), 200, 'a heartbeat')
  await later.stop()
  copyFileSync(snapshot, join(second.dataDir, 'hub.db'))
  const restored = await second.beside()
  expect((await restored.admin.post('/api/activation/retry', {})).body.code).toBe('CLONE_SUSPECTED')
  assertStatus(await restored.admin.post('/api/activation/restart', {}), 200, 'beginning anew')
  assertStatus(await restored.admin.post('/api/activation/retry', {}), 200, 'a heartbeat')
  await restored.stop()
})

test('a license that is loaded again by its key is no restore: its chain goes on', async () => {
  const [one, other] = [
    await issueLicense(control.admin, 'node-locked'),
    await issueLicense(control.admin, 'node-locked'),
  ]
  const { hub: third } = await startVendorHub(control)
  const load = async ({ key }: Issued) =>
    assertStatus(await third.admin.post('/api/license/activate', { key }), 200, 'loading by the key')
  await load(one)
  assertStatus(await third.admin.delete('/api/license'), 204, 'removing')
  await load(one)
  await load(other)
  await load(one)
  assertStatus(await third.admin.post('/api/activation/retry', {}), 200, 'a heartbeat')
  const { entries } = (await control.admin.get('/v1/audit?limit=50')).body
  const verbs = entries
    .filter(({ target }: { target: string }) => target === one.id)
    .map(({ detail }: { detail: { verb: string } }) => detail.verb)
  expect(verbs).toEqual(['activate', 'issue'])
  await third.stop()
})
