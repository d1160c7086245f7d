import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { claimsOf } from '../support/activation-server.ts'
import { type Control, startControl } from '../support/control.ts'
import { expectError, expectNothingMoved, expectRefused, until } from '../support/expectations.ts'
import type { Hub } from '../support/hub.ts'
import { plantMachine } from '../support/planted-machine.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { expectUnmoved, type Issued, issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub, type VendorHub } from '../support/vendor-hub.ts'

let control: Control
/** The way from the customer's site to the vendor. */
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

type SiteOptions = Parameters<typeof startVendorHub>[1]
const startSite = async (options: SiteOptions = {}): Promise<VendorHub> => {
  const site = await startVendorHub(control, { controlUrl: internet.url, ...options })
  running.add(site.hub)
  return site
}
/** Without internet, ever. */
const startIsland = (): Promise<VendorHub> =>
  startSite({ controlUrl: '', env: { HUB_ACTIVATION_PAGE: `${control.url}/activate` } })
const restart = async (
  { hub, machine, env }: VendorHub,
  options: { env?: Record<string, string>; clockOffsetSeconds?: number } = {},
): Promise<VendorHub> => {
  await hub.stop()
  running.delete(hub)
  const changed = { ...env, ...options.env }
  const again = await hub.beside({ ...options, env: changed })
  running.add(again)
  return { hub: again, machine, env: changed }
}
const issue = (changes = {}): Promise<Issued> => issueLicense(control.admin, 'self-hosted', changes)
const paste = (hub: Hub, key: string) => hub.admin.post('/api/license/activate', { key })
const activation = async (hub: Hub) => (await hub.admin.get('/api/activation')).body
const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body
const untilActive = (hub: Hub) =>
  until(
    () => activation(hub),
    body => body.state === 'active',
  )
const createUser = async (hub: Hub) => (await hub.admin.post('/api/users', createAccount())).status
const banners = async (hub: Hub) => (await hub.admin.get('/api/session')).body.banners

describe('“License activation is the process of pairing a license key with a value that is unique per machine”', () => {
  test.each(['professional', 'enterprise'])(
    '“regardless of the edition”: %s waits for its activation',
    async tier => {
      const { hub } = await startIsland()
      await paste(hub, (await issue({ tier })).token)
      expect(await activation(hub)).toMatchObject({ state: 'pending', activation: null })
      expect(await status(hub)).toMatchObject({ state: 'grace', reason: 'ACTIVATION_PENDING', tier })
    },
  )

  test('“MAC address of first operating-system-ordered operational non-loopback network interface · Processor ID · minor version”', async () => {
    const machine = plantMachine()
    const card = (name: string, index: number, state: string, address: string) => {
      const files = { address, operstate: state, type: name === 'lo' ? '772' : '1', ifindex: String(index) }
      for (const [file, text] of Object.entries(files))
        machine.write(`sys/class/net/${name}/${file}`, `${text}\n`)
      if (name !== 'lo') machine.write(`sys/class/net/${name}/device/vendor`, '0x1af4\n')
    }
    const hashes = async () => {
      const { hub } = await startSite({ machine, env: { HUB_PRODUCT_VERSION: '5.3.1' } })
      await paste(hub, (await issue()).key)
      const { machine: read } = await activation(hub)
      expect(read.components).toEqual(
        expect.arrayContaining(
          ['mac', 'cpu', 'product'].map(name =>
            expect.objectContaining({ name, outcome: 'read', comparison: 'same' }),
          ),
        ),
      )
      const { fingerprint } = claimsOf(
        internet.exchanges.at(-1)?.answer.match(/"token":"([^"]+)"/)?.[1] ?? '',
      )
      await hub.stop()
      running.delete(hub)
      return fingerprint
    }
    const before = await hashes()
    // Neither the loopback, nor an interface that is down, nor one that comes after the first.
    card('lo', 1, 'unknown', '00:00:00:00:00:00')
    card('eth2', 2, 'down', '00:16:3e:0a:0b:0c')
    card('eth9', 9, 'up', '00:16:3e:0d:0e:0f')
    expect(await hashes()).toEqual(before)
    card('eth2', 2, 'up', '00:16:3e:0a:0b:0c')
    const after = await hashes()
    expect(after.mac).not.toBe(before.mac)
    expect({ ...after, mac: '', uid: '' }).toEqual({ ...before, mac: '', uid: '' })
  })

  test('“There is no published limit on the number of activations that may occur on a specific license key.”', async () => {
    const { key, id } = await issue()
    for (let digit = 0; digit < 12; digit++) {
      const fingerprint = `sha256:${digit.toString(16).repeat(64)}`
      const answer = await control.anonymous.post('/v1/licenses/activate', { key, fingerprint })
      expect(answer.status, answer.text).toBe(200)
    }
    expect((await showLicense(control, id)).machines).toBe(12)
  })
})

describe('“Causes for Re-activation”: each is told by name, and one answer heals it', () => {
  let site: VendorHub
  beforeAll(async () => {
    site = await startSite({ env: { HUB_PRODUCT_VERSION: '5.3.1' } })
    await paste(site.hub, (await issue()).key)
  })
  const moved = async (change: () => Record<string, string>): Promise<Record<string, unknown>> => {
    internet.cut()
    site = await restart(site, { env: change() })
    const seen = await activation(site.hub)
    internet.join()
    return seen
  }
  const heal = async (): Promise<void> => {
    expect((await site.hub.admin.post('/api/activation/retry', {})).status).toBe(200)
    expect(await activation(site.hub)).toMatchObject({ state: 'active', causes: [] })
  }
  const causes: [string, string, () => Record<string, string>][] = [
    [
      'The software was installed on virtual machine that changes CPU IDs … when it restarts',
      'cpu_or_network_changed',
      () => (site.machine.changeProcessor(), {}),
    ],
    [
      '… or network interfaces when it restarts',
      'cpu_or_network_changed',
      () => (site.machine.replaceCard(), {}),
    ],
    ['A new network interface was added', 'network_interface_added', () => (site.machine.addCard(), {})],
    [
      'Upgrading to a minor … version of the software',
      'product_upgraded',
      () => ({ HUB_PRODUCT_VERSION: '5.4.0' }),
    ],
    ['… or major version of the software', 'product_upgraded', () => ({ HUB_PRODUCT_VERSION: '6.0.0' })],
    [
      'The software was moved to a different system',
      'moved_to_another_system',
      () => ({ LICET_MACHINE_ROOT: plantMachine().root }),
    ],
  ]
  test.each(causes)('“%s”: %s', async (_sentence, cause, change) => {
    expect(await moved(change)).toMatchObject({ state: 'machine_mismatch', causes: [cause] })
    expect(await status(site.hub)).toMatchObject({
      valid: false,
      state: 'machine_mismatch',
      reason: 'MACHINE_CHANGED',
    })
    expect(await banners(site.hub)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: expect.objectContaining({ path: '/license/machine' }) }),
      ]),
    )
    await heal()
  })

  test('“to prevent this, configure the network adapter … to be a static value”: a restart with the same values is none', async () => {
    expect(await moved(() => ({ HUB_PRODUCT_VERSION: '6.0.1' }))).toMatchObject({
      state: 'active',
      causes: [],
    })
  })

  test('“Changing or adding a license key”: told by name, then activated in the background', async () => {
    const { token, id } = await issue({ seats: 20 })
    internet.cut()
    await paste(site.hub, token)
    expect(await activation(site.hub)).toMatchObject({ state: 'pending', causes: ['license_key_changed'] })
    internet.join()
    site = await restart(site)
    expect(await untilActive(site.hub)).toMatchObject({ license: { id }, causes: [] })
  })
})

describe('“Automatic Activation”', () => {
  test('“happens automatically in the background upon first use”', async () => {
    const { hub } = await startSite()
    const { token, id } = await issue()
    await paste(hub, token)
    await untilActive(hub)
    expect((await showLicense(control, id)).activations).toHaveLength(1)
    const { body } = await hub.admin.get('/api/audit?limit=1')
    expect(body.entries[0]).toMatchObject({ action: 'activation.store', actorName: 'activation server' })
  })

  test('“will also be attempted if any activation code becomes invalid”', async () => {
    const site = await startSite()
    const { key, id } = await issue()
    await paste(site.hub, key)
    const before = await activation(site.hub)
    site.machine.replaceCard()
    const again = await restart(site)
    expect((await untilActive(again.hub)).activation.id).not.toBe(before.activation.id)
    // The same installation gave its former place up; it does not hold two.
    expect((await showLicense(control, id)).machines).toBe(1)
  })

  test('“function normally (albeit with a warning notification) during the 7-day grace period from the day the license key was created”', async () => {
    const { token, id } = await issue()
    const { iat } = claimsOf(token)
    const graceEndsAt = iat + 7 * daySeconds
    internet.cut()
    // Two days of the seven are over before anybody installs it.
    let site = await startSite({ clockOffsetSeconds: 2 * daySeconds })
    await paste(site.hub, token)
    expect(await activation(site.hub)).toMatchObject({ state: 'pending', graceEndsAt })
    expect(await banners(site.hub)).toEqual([
      expect.objectContaining({
        kind: 'activation_pending',
        level: 'warning',
        values: { days: 5, date: graceEndsAt },
      }),
    ])
    expect([(await status(site.hub)).valid, await createUser(site.hub)]).toEqual([true, 201])
    const at = async (moment: number) =>
      (await site.hub.admin.get(`/api/license/forecast?at=${moment}`)).body.state
    expect([await at(graceEndsAt - 1), await at(graceEndsAt)]).toEqual(['grace', 'locked'])
    site = await restart(site, { clockOffsetSeconds: graceEndsAt - 120 - wallClock() })
    expect([(await status(site.hub)).state, await createUser(site.hub)]).toEqual(['grace', 201])
    // “Once the grace period expires, if … still unable to establish a connection to the internet …, manual activation is required.”
    site = await restart(site, { clockOffsetSeconds: graceEndsAt - wallClock() })
    expect(await status(site.hub)).toMatchObject({ valid: false, state: 'locked', restricts: 'everything' })
    expect(await createUser(site.hub)).toBe(402)
    const { body: asked } = await site.hub.admin.post('/api/activation/request', {})
    const vendor = await control.beside({ clockOffsetSeconds: graceEndsAt + 60 - wallClock() })
    const { request: text } = asked
    const desk = await vendor.admin.post('/v1/offline/issue', { text, licenseId: id })
    expect(desk.status, desk.text).toBe(200)
    await vendor.stop()
    expect((await paste(site.hub, desk.body.activation.code)).body).toMatchObject({
      valid: true,
      state: 'active',
    })
    expect(await createUser(site.hub)).toBe(201)
    internet.join()
  })
})

describe('“Manual Activation”', () => {
  let island: VendorHub
  let license: Issued
  let machineUid: string
  const getCode = (key: string, uid: string) =>
    control.anonymous.post('/v1/licenses/offline', { key, machineUid: uid })
  beforeAll(async () => {
    island = await startIsland()
    license = await issue()
    await paste(island.hub, license.token)
  })

  test('“there will be a message indicating that the activation is invalid. There will be a link to activate it”', async () => {
    const { hub } = island
    expect(await activation(hub)).toMatchObject({
      state: 'pending',
      activationPage: `${control.url}/activate`,
    })
    const [banner] = await banners(hub)
    expect(banner).toMatchObject({ kind: 'activation_pending', action: { path: '/license/machine' } })
    const page = await hub.anonymous.get(banner.action.path)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ])
    expectError(await hub.admin.post('/api/activation/retry', {}), 409, 'CONTROL_NOT_CONFIGURED')
  })

  test('“Step 1: … click the Manually Activate License Key button”: a page that needs no account', async () => {
    const page = await control.anonymous.get('/activate')
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ])
  })

  test('“Step 2: Enter the license key and the machine UID …: Click the Get Activation Code button”', async () => {
    machineUid = (await island.hub.admin.post('/api/activation/request', {})).body.machineUid
    expect(machineUid).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
    const mistyped = (machineUid.startsWith('2') ? '3' : '2') + machineUid.slice(1)
    await expectUnmoved(control, license.id, async () => {
      const { fields } = expectError(await getCode(license.key, mistyped), 400, 'REQUEST_INVALID')
      expect(fields.machineUid).toMatch(/mistyped/)
      expectError(await getCode('LICET-XXXX-XXXX-XXXX', machineUid), 400, 'KEY_MISTYPED')
    })
    const { status: answered, body } = await getCode(license.key, machineUid)
    expect(answered).toBe(200)
    expect(body).toMatchObject({
      success: true,
      code: expect.any(String),
      bundle: { artifacts: expect.any(Array) },
    })
  })

  test('“Step 3: Copy and paste the resulting activation code into the software and click save”', async () => {
    const { hub } = island
    const { code } = (await getCode(license.key, machineUid)).body
    const other = await startIsland()
    await expectNothingMoved(other.hub, async () => expectRefused(await paste(other.hub, code)))
    // As mail and terminals leave it: wrapped, with blanks around it.
    const pasted = await paste(hub, `  ${code.replaceAll(/(.{60})/g, '$1\n')}\n\n`)
    expect(pasted.body).toMatchObject({ valid: true, state: 'active', changed: true })
    expect(await activation(hub)).toMatchObject({ state: 'active', license: { id: license.id } })
    expect((await showLicense(control, license.id)).activations).toHaveLength(1)
    const again = await restart(island)
    expect(await status(again.hub)).toMatchObject({ valid: true, state: 'active' })
  })

  test('“the values for the license key and activation code are also configurable on the Advanced Settings page”', async () => {
    const { hub } = await startIsland()
    const own = await issue()
    const uid = (await hub.admin.post('/api/activation/request', {})).body.machineUid
    const { code } = (await getCode(own.key, uid)).body
    const body = JSON.stringify({ licenseKey: own.key, activationCode: code })
    const put = await hub.admin.send('PUT', '/api/activation/advanced', body, {
      'content-type': 'application/json',
    })
    expect(put.status, put.text).toBe(200)
    expect(put.body).toMatchObject({ state: 'active', license: { id: own.id } })
    expect(put.body.advanced.licenseKey).toBe(own.license.keyHint)
  })
})
