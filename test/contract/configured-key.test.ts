import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectError, until } from '../support/expectations.ts'
import type { Hub } from '../support/hub.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

let control: Control
let internet: Relay
const running = new Set<Hub>()
beforeAll(async () => {
  control = await startControl()
  internet = await startRelay(control.url)
})
afterAll(async () => {
  await Promise.all([...running].map(hub => hub.stop()))
  await internet.close()
  await control.stop()
})

const start = async (env: Record<string, string>, controlUrl = internet.url) => {
  const site = await startVendorHub(control, { controlUrl, env })
  running.add(site.hub)
  return site
}
const activation = async (hub: Hub) => (await hub.admin.get('/api/activation')).body
const untilActive = (hub: Hub, id: string) =>
  until(
    () => activation(hub),
    ({ state, license }) => state === 'active' && license.id === id,
  )
const bannerOf = async (hub: Hub, kind: string) =>
  (await hub.admin.get('/api/session')).body.banners.find((banner: { kind: string }) => banner.kind === kind)
const untilBanner = (hub: Hub, kind: string) => until(() => bannerOf(hub, kind), Boolean)
const paste = (hub: Hub, key: string) => hub.admin.post('/api/license/activate', { key })
const mistype = (key: string): string => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')

test('HUB_LICENSE takes a short key: it is exchanged in the background, once, and outranks the panel', async () => {
  const { key, id } = await issueLicense(control.admin, 'node-locked')
  const other = await issueLicense(control.admin, 'node-locked')
  const { env, ...site } = await start({ HUB_LICENSE: ` ${key.toLowerCase()} ` })
  let { hub } = site
  const report = await untilActive(hub, id)
  expect(report.advanced.licenseKey).toMatch(/…/)
  expect((await hub.admin.get('/api/license')).body).toMatchObject({
    managed: true,
    managedError: null,
    source: 'environment',
  })
  expect(await bannerOf(hub, 'license_key_waiting')).toBeUndefined()

  expectError(await paste(hub, other.key), 409, 'LICENSE_MANAGED')
  expectError(await paste(hub, other.token), 409, 'LICENSE_MANAGED')
  expectError(await hub.admin.send('DELETE', '/api/license'), 409, 'LICENSE_MANAGED')
  expect((await activation(hub)).license.id).toBe(id)

  const asked = internet.exchanges.filter(({ path }) => path.endsWith('/activate')).length
  await hub.stop()
  running.delete(hub)
  hub = await hub.beside({ env })
  running.add(hub)
  expect(await activation(hub)).toMatchObject({ state: 'active', license: { id } })
  expect((await hub.admin.post('/api/activation/retry', {})).status).toBe(200)
  expect(internet.exchanges.filter(({ path }) => path.endsWith('/activate'))).toHaveLength(asked)
  expect((await showLicense(control, id)).machines).toBe(1)
  // A renewal at the vendor arrives with a heartbeat, as the key stands for whatever revision there is.
  const renewal = await control.admin.post(`/v1/licenses/${id}/renew`, { term: 'P1Y', seats: 25 })
  expect(renewal.status, renewal.text).toBe(200)
  await hub.admin.post('/api/activation/retry', {})
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 25 })
})

test('a key in a file is exchanged when it is written anew; the license before it stays until then', async () => {
  const file = join(createDirectory('held'), 'license')
  const [first, second] = [
    await issueLicense(control.admin, 'appliance'),
    await issueLicense(control.admin, 'appliance'),
  ]
  writeFileSync(file, first.key)
  const { hub } = await start({ HUB_LICENSE_FILE: file })
  await untilActive(hub, first.id)
  writeFileSync(file, mistype(second.key))
  expect(await untilBanner(hub, 'license_file_refused')).toMatchObject({
    values: { code: 'SHORT_KEY_MISTYPED' },
  })
  expect(await activation(hub)).toMatchObject({ state: 'active', license: { id: first.id } })
  writeFileSync(file, second.key)
  await untilActive(hub, second.id)
  expect(await bannerOf(hub, 'license_file_refused')).toBeUndefined()
})

test('a key that the vendor refuses, or that nobody can be asked about, stops nothing and is told', async () => {
  const { key, id } = await issueLicense(control.admin, 'node-locked')
  await control.admin.post(`/v1/licenses/${id}/revoke`, { reason: 'returned' })
  const { hub } = await start({ HUB_LICENSE: key })
  const banner = await untilBanner(hub, 'license_key_waiting')
  expect(banner).toMatchObject({ values: { code: 'KEY_REVOKED' }, action: { path: '/license/machine' } })
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ state: 'none', seats: 0 })
  // Asked again later and later, not every few seconds.
  expect(await activation(hub)).toMatchObject({
    license: null,
    control: { failures: 1, nextContactAt: expect.any(Number) },
  })
})

test('without an activation server the key waits, and the code that the vendor makes of it by hand is taken', async () => {
  const { key, id } = await issueLicense(control.admin, 'self-hosted')
  const stranger = await issueLicense(control.admin, 'air-gapped')
  const { hub } = await start({ HUB_LICENSE: key }, '')
  expect(await bannerOf(hub, 'license_key_offline')).toMatchObject({ action: { path: '/license/machine' } })
  const { machineUid } = (await hub.admin.post('/api/activation/request', {})).body
  const answer = await control.anonymous.post('/v1/licenses/offline', { key, machineUid })
  expect(answer.status, answer.text).toBe(200)
  expectError(await paste(hub, stranger.token), 409, 'LICENSE_MANAGED')
  const preview = await hub.admin.post('/api/license/preview', { key: answer.body.code })
  expect(preview.body).toMatchObject({ applicable: true, license: { id } })
  const pasted = await paste(hub, answer.body.code)
  expect(pasted.status, pasted.text).toBe(200)
  expect(await activation(hub)).toMatchObject({ state: 'active', license: { id } })
  expect(await bannerOf(hub, 'license_key_offline')).toBeUndefined()
})
