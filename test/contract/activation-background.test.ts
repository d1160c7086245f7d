import { afterEach, expect, test } from 'vitest'
import { type BoundHub, shortKey, startBoundHub } from '../support/bound-hub.ts'
import { until } from '../support/expectations.ts'
import type { Hub } from '../support/hub.ts'

const worlds: BoundHub[] = []
afterEach(async () => {
  await Promise.all(
    worlds.splice(0).map(async ({ hub, server }) => {
      await hub.stop()
      await server.close()
    }),
  )
})
const start = async (options: Parameters<typeof startBoundHub>[0] = {}): Promise<BoundHub> => {
  const world = await startBoundHub(options)
  worlds.push(world)
  return world
}
const activation = async (hub: Hub) => (await hub.admin.get('/api/activation')).body
const untilState = (hub: Hub, state: string) =>
  until(
    () => activation(hub),
    body => body.state === state,
  )

test('a bound license that was pasted is activated by itself, on first use', async () => {
  const { hub, server, bound } = await start()
  const license = bound({}, { activation_grace_seconds: 604_800 })
  server.activates(license)
  const loaded = await hub.admin.post('/api/license/activate', { key: license.token })
  expect(loaded.body).toMatchObject({ valid: true, state: 'grace', reason: 'ACTIVATION_PENDING' })
  expect(await activation(hub)).toMatchObject({ state: 'pending', causes: ['first_use'] })
  expect((await hub.admin.get('/api/session')).body.banners).toEqual([
    expect.objectContaining({
      kind: 'activation_pending',
      level: 'warning',
      values: expect.objectContaining({ days: 7 }),
    }),
  ])
  await untilState(hub, 'active')
  expect(server.calls.map(({ path }) => path)).toEqual([`/v1/licenses/${license.id}/activate`])
  const { body } = await hub.admin.get('/api/audit?limit=1')
  expect(body.entries[0]).toMatchObject({ action: 'activation.store', actorName: 'activation server' })
})

test('a new license key is activated in place of the old one', async () => {
  const { hub, server, bound } = await start()
  const [one, two] = [bound(), bound()]
  server.activates(one)
  await hub.admin.post('/api/license/activate', { key: one.token })
  await untilState(hub, 'active')
  server.reply(() => null)
  await hub.admin.post('/api/license/activate', { key: two.token })
  expect(await activation(hub)).toMatchObject({ state: 'pending', causes: ['license_key_changed'] })
})

test.each([
  ['replaceCard', 'cpu_or_network_changed'],
  ['addCard', 'network_interface_added'],
  ['changeProcessor', 'cpu_or_network_changed'],
] as const)(
  'after %s the cause is told by name, and the machine is activated again',
  async (change, cause) => {
    const { hub, server, bound, machine } = await start()
    const license = bound({}, { match: { at_least: 'all' } })
    server.activates(license)
    await hub.admin.post('/api/license/activate', { key: license.token })
    await untilState(hub, 'active')
    await hub.stop()
    machine[change]()
    server.reply(() => ({ status: 503, body: '' }))
    const again = await hub.beside()
    expect(await activation(again)).toMatchObject({ state: 'machine_mismatch', causes: [cause] })
    expect((await again.sibling.get('/api/license/status')).body).toMatchObject({
      valid: false,
      state: 'machine_mismatch',
      reason: 'MACHINE_CHANGED',
    })
    server.activates(license)
    expect((await again.admin.post('/api/activation/retry', {})).status).toBe(200)
    expect(await activation(again)).toMatchObject({ state: 'active', causes: [] })
    await again.stop()
  },
)

test('another machine and another minor version are told by name; a patch is neither', async () => {
  const { hub, server, bound } = await start({ env: { HUB_PRODUCT_VERSION: '5.3.1' } })
  const license = bound({}, { match: { at_least: 3, product_version: true } })
  server.activates(license)
  await hub.admin.post('/api/license/activate', { key: license.token })
  await untilState(hub, 'active')
  await hub.stop()
  server.reply(() => ({ status: 503, body: '' }))
  const patched = await hub.beside({ env: { ...envOf(worlds[0]), HUB_PRODUCT_VERSION: '5.3.9' } })
  expect((await activation(patched)).state).toBe('active')
  await patched.stop()
  const upgraded = await hub.beside({ env: { ...envOf(worlds[0]), HUB_PRODUCT_VERSION: '5.4.0' } })
  expect(await activation(upgraded)).toMatchObject({
    state: 'machine_mismatch',
    causes: ['product_upgraded'],
  })
  await upgraded.stop()
  const other = await start({ online: false })
  const moved = await hub.beside({
    env: { ...envOf(other), HUB_CONTROL_URL: server.url, HUB_PRODUCT_VERSION: '5.3.1' },
  })
  expect(await activation(moved)).toMatchObject({ causes: ['moved_to_another_system'] })
  await moved.stop()
})

test('of several Hubs on one database exactly one asks', async () => {
  const { hub, server, bound, machine } = await start()
  const env = { LICET_MACHINE_ROOT: machine.root, HUB_CONTROL_URL: server.url }
  const others = await Promise.all([hub.beside({ env }), hub.beside({ env }), hub.beside({ env })])
  const license = bound()
  server.activates(license)
  await hub.admin.post('/api/license/activate', { key: license.token })
  await untilState(hub, 'active')
  for (const other of others) expect((await activation(other)).state).toBe('active')
  expect(server.calls).toHaveLength(1)
  await Promise.all(others.map(other => other.stop()))
})

test('a machine that gave its license up stays without, until somebody asks for it', async () => {
  const { hub, server, bound } = await start()
  const license = bound()
  server.activates(license)
  await hub.admin.post('/api/license/activate', { key: shortKey })
  const { activation: held } = await activation(hub)
  server.reply(() => ({ body: { success: true, message: 'Released.' } }))
  const released = await hub.admin.post('/api/activation/release', {})
  expect(released.body).toMatchObject({ online: true, activation: held.id })
  expect(server.calls.at(-1)).toMatchObject({ path: '/v1/licenses/deactivate', key: shortKey })
  expect(await activation(hub)).toMatchObject({
    state: 'released',
    causes: ['released'],
    control: { nextContactAt: null },
  })
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: false, state: 'locked' })
  server.activates(license)
  expect((await hub.admin.post('/api/activation/retry', {})).status).toBe(200)
  expect((await activation(hub)).state).toBe('active')
})

test('the metrics tell lease, heartbeat and state', async () => {
  const { hub, server, bound } = await start()
  server.activates(bound())
  await hub.admin.post('/api/license/activate', { key: shortKey })
  const { activation: held } = await activation(hub)
  const { text } = await hub.sibling.get('/metrics')
  expect(text).toContain(`licet_hub_lease_ends_at_seconds ${held.leaseEndsAt}`)
  expect(text).toMatch(/^licet_hub_last_heartbeat_age_seconds \d+$/m)
  expect(text).toContain('licet_hub_activation_state{state="active"} 1')
})

/** What places a Hub on a machine; given again, as an environment replaces the one before. */
function envOf(world: BoundHub | undefined): Record<string, string> {
  if (world === undefined) throw new Error('no such Hub')
  return { LICET_MACHINE_ROOT: world.machine.root, HUB_CONTROL_URL: world.server.url }
}
