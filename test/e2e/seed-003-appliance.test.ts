import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { claimsOf } from '../support/activation-server.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { type Control, startControl } from '../support/control.ts'
import { expectError, until } from '../support/expectations.ts'
import { frozenAt } from '../support/frozen-clock.ts'
import { type Hub, runCli } from '../support/hub.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { daySeconds } from '../support/token.ts'
import {
  assertStatus,
  expectUnmoved,
  issueLicense,
  openStaff,
  type Role,
  roles,
  showLicense,
} from '../support/vendor.ts'
import { startVendorHub, type VendorHub } from '../support/vendor-hub.ts'

let control: Control
let staff: Record<Role, Caller>
/** The way from the boxes to the control plane. */
let network: Relay
const running = new Set<Hub>()
beforeAll(async () => {
  control = await startControl()
  staff = await openStaff(control)
  network = await startRelay(control.url)
})
afterAll(async () => {
  await Promise.all([...running].map(hub => hub.stop()))
  await network.close()
  await control.stop()
})

const licenseBody = { policy: 'appliance', tier: 'professional', seats: 10, products: ['pika'], term: 'P1Y' }
const deed = (
  caller: Caller,
  id: string,
  name: string,
  body: Record<string, unknown> = {},
): Promise<Answer> => caller.post(`/v1/licenses/${id}/${name}`, { reason: 'By the book', ...body })
/** The latest of what was done to something. */
const audited = async (target: string): Promise<{ action: string; detail: Record<string, unknown> }> => {
  const { entries } = (await staff.auditor.get('/v1/audit?limit=200')).body
  return entries.find((entry: { target: string }) => entry.target === target)
}

/** A deployment that was provisioned with its license, and the box that it is for. */
interface Box extends VendorHub {
  deploymentId: string
  licenseId: string
  customerId: string
}
const provision = async (name: string) => {
  const customer = await staff.onboarding.post('/v1/customers', { name: `Hospital ${name}` })
  assertStatus(customer, 201, 'adding a customer')
  const customerId: string = customer.body.id
  const wanted = { name, customerId, autoIssue: licenseBody }
  const answer = await staff.onboarding.post('/v1/deployments', wanted)
  assertStatus(answer, 201, 'provisioning')
  return { customerId, deploymentId: answer.body.deployment.id as string, ...answer.body }
}
const startBox = async (name: string): Promise<Box> => {
  const provisioned = await provision(name)
  const env = { HUB_LICENSE: provisioned.token }
  const site = await startVendorHub(control, { controlUrl: network.url, env })
  running.add(site.hub)
  return { ...site, ...provisioned }
}
/** A box that has been activated, at once and not in its own time. */
const startActiveBox = async (name: string): Promise<Box> => {
  const box = await startBox(name)
  await beat(box)
  return box
}
const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body
const beat = async ({ hub }: Box): Promise<void> => {
  const answer = await hub.admin.post('/api/activation/retry', {})
  if (answer.status !== 200) throw new Error(`the heartbeat answered ${answer.status}: ${answer.text}`)
}
const deployment = async ({ deploymentId }: Pick<Box, 'deploymentId'>, at = control) =>
  (await at.admin.get(`/v1/deployments/${deploymentId}`)).body
const createUser = async (hub: Hub) => (await hub.admin.post('/api/users', createAccount())).status

describe('“Who can do this”', () => {
  const everybody = (): [string, Caller][] => [...Object.entries(staff), ['nobody', control.anonymous]]
  const permitted: [string, string, readonly Role[], (caller: Caller, id: string) => Promise<Answer>][] = [
    [
      'Issue: onboarding, support, super_admin (license.issue)',
      'license.issue',
      ['onboarding', 'support', 'super_admin'],
      caller => caller.post('/v1/licenses', { ...licenseBody, customer: { name: 'Hospital' } }),
    ],
    [
      'Revoke: support, super_admin (license.revoke)',
      'license.revoke',
      ['support', 'super_admin'],
      (caller, id) => deed(caller, id, 'revoke'),
    ],
    [
      'Rebind: support, super_admin (license.revoke)',
      'license.revoke',
      ['support', 'super_admin'],
      (caller, id) => deed(caller, id, 'rebind', { fingerprint: `sha256:${'9'.repeat(64)}` }),
    ],
    [
      'Signing keys: super_admin only (signing.manage)',
      'signing.manage',
      ['super_admin'],
      caller => caller.post('/v1/signing-keys', { use: 'license' }),
    ],
  ]

  test.each(permitted)('“%s”', async (_sentence, permission, allowed, act) => {
    for (const [role, caller] of everybody()) {
      const { id } = await issueLicense(control.admin, 'appliance')
      if (allowed.some(name => name === role)) {
        const answer = await act(caller, id)
        expect([role, answer.status < 300, answer.text.slice(0, answer.status < 300 ? 0 : 200)]).toEqual([
          role,
          true,
          '',
        ])
        const { entries } = (await staff.auditor.get('/v1/audit?limit=1')).body
        expect([role, entries[0].action.startsWith(permission)]).toEqual([role, true])
      } else {
        const answer = await expectUnmoved(control, id, () => act(caller, id))
        expect([role, answer.status]).toEqual([role, role === 'nobody' ? 401 : 403])
      }
    }
  })

  test('“The licensing screens live under licensing/”', async () => {
    for (const path of ['', '/license-new', '/signing', '/heartbeats', '/settings']) {
      const page = await control.anonymous.get(`/licensing${path}`)
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringContaining('text/html'),
      ])
    }
  })

  test('“licensing settings are under licensing/settings”: read by all, set by super_admin', async () => {
    for (const role of roles)
      expect((await staff[role].get('/v1/settings')).body.graceSeconds).toBe(14 * daySeconds)
    const wanted = { activationMessage: 'Welcome' }
    for (const role of ['onboarding', 'support', 'auditor'] as const)
      expectError(await staff[role].patch('/v1/settings', wanted), 403, 'FORBIDDEN')
    expect((await staff.super_admin.patch('/v1/settings', wanted)).body).toMatchObject(wanted)
    await staff.super_admin.patch('/v1/settings', { activationMessage: '' })
  })
})

describe('issuing', () => {
  test('“Open Licenses (GET /licenses) to see existing licences” and “Choose New license (POST /licenses)”', async () => {
    const { id } = await issueLicense(staff.onboarding, 'appliance')
    for (const role of roles) {
      const { licenses } = (await staff[role].get('/v1/licenses?limit=1')).body
      expect([role, licenses[0].id]).toEqual([role, id])
    }
    expectError(await control.anonymous.get('/v1/licenses'), 401)
  })

  test('“The licence is a signed token (signed by a control-plane signing key)”', async () => {
    const { token, license } = await issueLicense(staff.onboarding, 'appliance')
    const args = ['verify', '--trust', await control.trustFile(), '--json', '-']
    const verified = await runCli(args, { input: token })
    // Genuine; it waits for the machine it is to be bound to.
    expect(JSON.parse(verified.stdout)).toMatchObject({ kid: license.kid, claims: { jti: license.id } })
    const { keys } = (await staff.super_admin.get('/v1/signing-keys')).body
    expect(keys).toContainEqual(
      expect.objectContaining({ kid: license.kid, use: 'license', status: 'active' }),
    )
    const text = (await staff.super_admin.get('/v1/signing-keys')).text
    expect(text).not.toMatch(/"d":|PRIVATE/)
  })

  test('“Issuing is audited (license.issue)”', async () => {
    const { id } = await issueLicense(staff.onboarding, 'appliance')
    expect(await audited(id)).toMatchObject({ action: 'license.issue' })
  })

  test('“For on-prem, a licence can be auto-issued during provisioning.”', async () => {
    const { deployment: made, licenseId, token, deploymentId } = await provision('auto')
    expect(made).toMatchObject({ state: 'provisioned', reason: 'NOT_ACTIVATED', licenseId })
    expect(claimsOf(token)).toMatchObject({
      jti: licenseId,
      policy: { binding: 'machine', grace_seconds: 1_209_600 },
    })
    expect(await showLicense(control, licenseId)).toMatchObject({ preset: 'appliance', deploymentId })
    expect((await audited(licenseId)).action).toBe('license.issue')
  })
})

describe('the life of a deployment', () => {
  let box: Box
  beforeAll(async () => {
    box = await startBox('ward 1')
    await until(
      () => status(box.hub),
      ({ state }) => state === 'active',
    )
  })

  test('“The appliance activates its licence on first run (POST /licenses/:id/activate)”, which “drives the deployment to active”', async () => {
    const path = `/v1/licenses/${box.licenseId}/activate`
    const asked = network.exchanges.filter(exchange => exchange.path === path)
    expect(asked.map(exchange => exchange.status)).toEqual([200])
    expect(await status(box.hub)).toMatchObject({ valid: true, state: 'active' })
    expect(await deployment(box)).toMatchObject({ state: 'active', reason: 'IN_FORCE' })
    // “Activation binds the licence to the box’s fingerprint”
    const { activations } = await showLicense(control, box.licenseId)
    const { fingerprint } = claimsOf(JSON.parse(asked[0]?.answer ?? '{}').token)
    expect(activations).toEqual([expect.objectContaining({ state: 'active', fingerprint })])
    expect(fingerprint).toMatchObject({
      machine: expect.stringMatching(/^sha256:/),
      mac: expect.stringMatching(/^sha256:/),
    })
  })

  test('“renews by heartbeat (POST /licenses/:id/heartbeat)”, which “keeps the deployment active”', async () => {
    const before = (await box.hub.admin.get('/api/activation')).body.activation
    await beat(box)
    expect(network.exchanges.at(-1)).toMatchObject({
      path: `/v1/licenses/${box.licenseId}/heartbeat`,
      status: 200,
    })
    const after = (await box.hub.admin.get('/api/activation')).body.activation
    expect(after.id).not.toBe(before.id)
    expect(after.leaseEndsAt - after.issuedAt).toBe(14 * daySeconds)
    expect(await deployment(box)).toMatchObject({ state: 'active', leaseEndsAt: after.leaseEndsAt })
    const { heartbeats } = (await staff.auditor.get(`/v1/heartbeats?license=${box.licenseId}`)).body
    expect(heartbeats[0]).toMatchObject({ outcome: 'renewed', customer: { name: 'Hospital ward 1' } })
  })

  test('“an invalid subscription drives it to suspended; restoring the subscription reactivates it”', async () => {
    const wanted = { customerId: box.customerId, licenseIds: [box.licenseId] }
    const made = await staff.onboarding.post('/v1/subscriptions', wanted)
    assertStatus(made, 201, 'adding a subscription')
    const pay = (paid: string) => staff.support.patch(`/v1/subscriptions/${made.body.id}`, { status: paid })
    const latest = async () =>
      (await staff.auditor.get(`/v1/heartbeats?license=${box.licenseId}`)).body.heartbeats[0]
    for (const unpaid of ['past_due', 'canceled']) {
      expect((await pay(unpaid)).body.effect.suspended).toEqual([box.licenseId])
      expect(await deployment(box)).toMatchObject({ state: 'suspended' })
      await beat(box)
      expect(await status(box.hub)).toMatchObject({
        valid: false,
        state: 'suspended',
        restricts: 'everything',
      })
      expect(await createUser(box.hub)).toBe(402)
      expect((await pay('active')).body.effect.reinstated).toEqual([box.licenseId])
      await beat(box)
      expect(await status(box.hub)).toMatchObject({ valid: true, state: 'active' })
      expect(await createUser(box.hub)).toBe(201)
      expect(await deployment(box)).toMatchObject({ state: 'active' })
    }
    // “Heartbeat directives”
    expect((await latest()).directives).toContain('reactivate')
    expect((await audited(box.licenseId)).action).toMatch(/^license\.revoke/)
  })

  test('“A health sweep reconciles licence states across the fleet; re-running it is idempotent.”', async () => {
    const sweep = async (query = '') => (await staff.support.post(`/v1/licenses/health/sweep${query}`)).body
    const plan = await sweep('?plan=true')
    expect(plan.planned).toContainEqual(
      expect.objectContaining({ kind: 'deployment', id: box.deploymentId, to: 'active' }),
    )
    expect([plan.applied, (await deployment(box)).sweptState]).toEqual([0, null])
    expect(await sweep()).toMatchObject({ applied: plan.plannedTotal, hash: plan.hash })
    expect((await deployment(box)).sweptState).toBe('active')
    expect(await sweep()).toMatchObject({ planned: [], plannedTotal: 0, applied: 0 })
    expectError(await staff.onboarding.post('/v1/licenses/health/sweep'), 403, 'FORBIDDEN')
    expectError(await staff.auditor.post('/v1/licenses/health/sweep'), 403, 'FORBIDDEN')
  })

  test('“Revoke … denies future activation and locks the deployment”', async () => {
    expect((await deed(staff.support, box.licenseId, 'revoke')).body.effect.machines).toHaveLength(1)
    expect(await deployment(box)).toMatchObject({ state: 'revoked', reason: 'LICENSE_REVOKED' })
    expectError(await box.hub.admin.post('/api/activation/retry', {}), 403, 'KEY_REVOKED')
    expect(await status(box.hub)).toMatchObject({ valid: false, state: 'revoked', restricts: 'everything' })
    expect(await createUser(box.hub)).toBe(402)
    // “All of these are audited (license.revoke)”
    expect(await audited(box.licenseId)).toMatchObject({ action: 'license.revoke' })
    const { token } = await showLicense(control, box.licenseId)
    const thief = await startVendorHub(control, { env: { HUB_LICENSE: token } })
    running.add(thief.hub)
    expectError(await thief.hub.admin.post('/api/activation/retry', {}), 403, 'KEY_REVOKED')
    expect((await status(thief.hub)).valid).toBe(false)
    expect((await showLicense(control, box.licenseId)).activations).toHaveLength(1)
  })
})

test('“Rebind moves a licence to a new fingerprint (for example, replacement hardware)”', async () => {
  const old = await startActiveBox('ward 2')
  const { token } = await showLicense(control, old.licenseId)
  const next = await startVendorHub(control, { controlUrl: network.url, env: { HUB_LICENSE: token } })
  running.add(next.hub)
  expectError(await next.hub.admin.post('/api/activation/retry', {}), 403, 'OTHER_MACHINE')
  const { machineUid } = (await next.hub.admin.post('/api/activation/request', {})).body
  const rebound = await deed(staff.support, old.licenseId, 'rebind', { machineUid })
  expect(rebound.status, rebound.text).toBe(200)
  expect(await audited(old.licenseId)).toMatchObject({ action: 'license.revoke', detail: { verb: 'rebind' } })
  assertStatus(await next.hub.admin.post('/api/activation/retry', {}), 200, 'activating the new box')
  expect(await status(next.hub)).toMatchObject({ valid: true, state: 'active' })
  expectError(await old.hub.admin.post('/api/activation/retry', {}), 403, 'OTHER_MACHINE')
  expect(await status(old.hub)).toMatchObject({ valid: false, state: 'locked' })
  expect(await deployment(old)).toMatchObject({ state: 'active' })
  const { activations } = await showLicense(control, old.licenseId)
  expect(activations.map(({ state }: { state: string }) => state).toSorted()).toEqual(['active', 'rebound'])
})

test('“If the box can’t reach the control plane, it runs on an offline grace window (… two weeks) before it locks down”', async () => {
  const box = await startActiveBox('ward 3')
  const { issuedAt, leaseEndsAt } = (await box.hub.admin.get('/api/activation')).body.activation
  expect(leaseEndsAt - issuedAt).toBe(14 * daySeconds)
  network.cut()
  await box.hub.stop()
  running.delete(box.hub)
  const missed = issuedAt + 2 * daySeconds
  const at = async (second: number) => {
    const [hub, vendor] = await Promise.all([
      box.hub.beside({ env: { ...box.env, ...frozenAt(second) } }),
      control.beside({ env: frozenAt(second) }),
    ])
    const seen = [(await status(hub)).state, await createUser(hub), (await deployment(box, vendor)).state]
    await Promise.all([hub.stop(), vendor.stop()])
    return seen
  }
  expect(await at(missed - 1)).toEqual(['active', 201, 'active'])
  // “so brief outages don’t disrupt care”
  expect(await at(missed)).toEqual(['grace', 201, 'grace'])
  expect(await at(leaseEndsAt - 1)).toEqual(['grace', 201, 'grace'])
  expect(await at(leaseEndsAt)).toEqual(['locked', 402, 'locked'])
  network.join()
})
