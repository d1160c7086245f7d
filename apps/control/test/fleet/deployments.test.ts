import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertHeartbeats } from '../../src/store/heartbeats.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
let customerId: string
beforeEach(async () => {
  control = await openTestControl()
  customerId = (await control.ask('POST', '/v1/customers', { body: { name: 'Acme' } })).body.id
})
afterEach(() => control.close())

const appliance = {
  policy: 'appliance',
  tier: 'professional',
  seats: 5,
  products: ['pika'],
  term: 'P1Y',
}

const question = {
  machineRow: null,
  installationId: 'ins_0123456789abcdef0123456789abcdef',
  hostname: null,
  productVersion: null,
  requestId: null,
  counter: 1,
  outcome: 'renewed',
  directives: [],
  address: '192.0.2.1',
} as const

async function provision(name: string, autoIssue?: object | boolean) {
  return control.ask('POST', '/v1/deployments', { body: { name, customerId, autoIssue } })
}

async function activate(key: string, symbol: string) {
  return control.ask('POST', '/v1/licenses/activate', {
    as: null,
    body: { key, fingerprint: `sha256:${symbol.repeat(64)}` },
  })
}

const stateOf = async (id: string): Promise<string> => {
  const { state, reason } = (await control.ask('GET', `/v1/deployments/${id}`)).body
  return `${state} ${reason}`
}

describe('provisioning', () => {
  it('issues the license by itself, in one deed', async () => {
    const { status, body } = await provision('Clinic 1', appliance)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      deployment: { state: 'provisioned', reason: 'NOT_ACTIVATED', customer: { name: 'Acme' } },
      key: expect.stringMatching(/^[A-Z0-9]+(-[0-9A-Z]{4}){4}$/),
      token: expect.stringMatching(/^ey/),
    })
    const license = await control.ask('GET', `/v1/licenses/${body.licenseId}`)
    expect(license.body).toMatchObject({ deploymentId: body.deployment.id, customer: { name: 'Acme' } })
  })

  it('issues on the terms that the customer has already, where none are given', async () => {
    const refused = await provision('Clinic 0', true)
    expect([refused.status, refused.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(refused.body.fields.autoIssue).toContain('no license in force')
    expect((await control.ask('GET', '/v1/deployments')).body.total).toBe(0)

    const first = await provision('Clinic 1', { ...appliance, features: { export: true }, warnDays: 7 })
    const { status, body } = await provision('Clinic 2', true)
    expect(status).toBe(201)
    expect(body.key).not.toBe(first.body.key)
    const [one, other] = await Promise.all(
      [first.body, body].map(
        async ({ licenseId }) => (await control.ask('GET', `/v1/licenses/${licenseId}`)).body,
      ),
    )
    const { tier, seats, products, features, policy, preset, warnDays, expiresAt } = one
    expect(other).toMatchObject({ tier, seats, products, features, policy, preset, warnDays, expiresAt })
    expect((await activate(body.key, 'b')).status).toBe(200)

    for (const { licenseId } of [first.body, body])
      await control.ask('POST', `/v1/licenses/${licenseId}/revoke`, { body: {} })
    expect((await provision('Clinic 3', true)).status).toBe(400)
    expect((await provision('Clinic 3', false)).body).toMatchObject({ licenseId: null, key: null })
  })

  it('counts the months of another timed license from its own first activation', async () => {
    await provision('Clinic 1', { ...appliance, term: undefined, policy: 'timed', termMonths: 3 })
    const { body } = await provision('Clinic 2', true)
    const { body: license } = await control.ask('GET', `/v1/licenses/${body.licenseId}`)
    expect(license).toMatchObject({ state: 'unminted', preset: 'timed', termMonths: 3 })
  })

  it('leaves nothing behind when the license cannot be issued', async () => {
    const refused = await provision('Clinic 1', { ...appliance, policy: 'pol_none' })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect((await control.ask('GET', '/v1/deployments')).body.total).toBe(0)
    expect((await control.ask('GET', '/v1/licenses')).body.total).toBe(0)
  })

  it('refuses a name twice and a customer that does not exist', async () => {
    await provision('Clinic 1')
    expect((await provision('Clinic 1')).body.code).toBe('NAME_TAKEN')
    customerId = 'cus_none'
    expect((await provision('Clinic 2')).body.code).toBe('CUSTOMER_NOT_FOUND')
    expect((await control.ask('GET', '/v1/deployments')).body.total).toBe(1)
  })
})

describe('a deployment', () => {
  it('becomes active with its first activation, then grace and locked as nothing is heard of it', async () => {
    const { body } = await provision('Clinic 1', appliance)
    const { id } = body.deployment
    expect((await activate(body.key, 'a')).status).toBe(200)
    expect(await stateOf(id)).toBe('active IN_FORCE')
    control.pass(2 * 86_400)
    expect(await stateOf(id)).toBe('grace HEARTBEAT_MISSED')
    control.pass(12 * 86_400)
    expect(await stateOf(id)).toBe('locked LEASE_ENDED')
    const locked = await control.ask('GET', '/v1/deployments?state=locked')
    expect(locked.body).toMatchObject({ total: 1, deployments: [{ id }] })
    expect((await control.ask('GET', '/v1/deployments?state=active')).body.total).toBe(0)
  })

  it('is revoked with its license', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await control.ask('POST', `/v1/licenses/${body.licenseId}/revoke`, { body: { reason: 'stolen' } })
    expect(await stateOf(body.deployment.id)).toBe('revoked LICENSE_REVOKED')
  })
})

describe('a subscription', () => {
  it('that is not paid suspends its licenses, and paid reinstates them', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await activate(body.key, 'a')
    const created = await control.ask('POST', '/v1/subscriptions', {
      body: { customerId, licenseIds: [body.licenseId], reference: 'sub-1' },
    })
    expect(created.status).toBe(201)
    const path = `/v1/subscriptions/${created.body.id}`
    const due = await control.ask('PATCH', path, { body: { status: 'past_due' } })
    expect(due.body.effect).toEqual({ suspended: [body.licenseId], reinstated: [] })
    expect(await stateOf(body.deployment.id)).toBe('suspended LICENSE_SUSPENDED')
    const again = await control.ask('PATCH', path, { body: { status: 'past_due' } })
    expect(again.body.effect).toEqual({ suspended: [], reinstated: [] })
    const canceled = await control.ask('PATCH', path, { body: { status: 'canceled' } })
    expect(canceled.body.effect).toEqual({ suspended: [], reinstated: [] })
    const paid = await control.ask('PATCH', path, { body: { status: 'active' } })
    expect(paid.body.effect).toEqual({ suspended: [], reinstated: [body.licenseId] })
    expect(await stateOf(body.deployment.id)).toBe('active IN_FORCE')
  })

  it('comes with a license that provisioning issues, and answers to the license and the deployment too', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await activate(body.key, 'a')
    const names = [body.subscriptionId, body.licenseId, body.deployment.id]
    for (const [status, state] of [
      ['canceled', 'suspended LICENSE_SUSPENDED'],
      ['active', 'active IN_FORCE'],
      ['unpaid', 'suspended LICENSE_SUSPENDED'],
      ['trialing', 'active IN_FORCE'],
    ])
      for (const name of names) {
        const answer = await control.ask('PATCH', `/v1/subscriptions/${name}`, { body: { status } })
        expect([answer.status, answer.body.subscription.id]).toEqual([200, body.subscriptionId])
        expect(await stateOf(body.deployment.id)).toBe(state)
      }
  })

  it('is taken in when the license that it pays for is named first', async () => {
    const issued = await control.ask('POST', '/v1/licenses', { body: { ...appliance, customerId } })
    const { id } = issued.body.license
    const path = `/v1/subscriptions/${id}`
    for (const body of [{}, { status: 'nobody says so' }])
      expect((await control.ask('PATCH', path, { body })).status).toBe(400)
    expect((await control.ask('GET', '/v1/subscriptions')).body.total).toBe(0)
    const { body } = await control.ask('PATCH', path, { body: { status: 'past_due' } })
    expect(body.subscription).toMatchObject({ status: 'past_due', licenseIds: [id] })
    expect(body.effect.suspended).toEqual([id])
  })

  it('never reinstates what staff suspended, or what another unpaid subscription covers', async () => {
    const { body } = await provision('Clinic 1', appliance)
    const { licenseId } = body
    const subscribe = async (reference: string): Promise<string> => {
      const answer = await control.ask('POST', '/v1/subscriptions', {
        body: { customerId, licenseIds: [licenseId], reference },
      })
      return `/v1/subscriptions/${answer.body.id}`
    }
    const [one, other] = [await subscribe('one'), await subscribe('other')]
    for (const path of [one, other]) await control.ask('PATCH', path, { body: { status: 'past_due' } })
    await control.ask('PATCH', one, { body: { status: 'active' } })
    expect(await stateOf(body.deployment.id)).toBe('suspended LICENSE_SUSPENDED')
    const last = await control.ask('PATCH', other, { body: { status: 'active' } })
    expect(last.body.effect.reinstated).toEqual([licenseId])
    await control.ask('POST', `/v1/licenses/${licenseId}/suspend`, { body: { reason: 'by hand' } })
    await control.ask('PATCH', one, { body: { status: 'past_due' } })
    const kept = await control.ask('PATCH', one, { body: { status: 'active' } })
    expect(kept.body.effect).toEqual({ suspended: [], reinstated: [] })
    expect(await stateOf(body.deployment.id)).toBe('suspended LICENSE_SUSPENDED')
  })

  it('is refused for a license of somebody else, and for a reference twice', async () => {
    const { body } = await provision('Clinic 1', appliance)
    const stranger = (await control.ask('POST', '/v1/customers', { body: { name: 'Other' } })).body.id
    const foreign = await control.ask('POST', '/v1/subscriptions', {
      body: { customerId: stranger, licenseIds: [body.licenseId] },
    })
    expect([foreign.status, foreign.body.code]).toEqual([400, 'REQUEST_INVALID'])
    const { subscriptions } = (await control.ask('GET', '/v1/subscriptions')).body
    expect(subscriptions.map(({ id }: { id: string }) => id)).toEqual([body.subscriptionId])
  })
})

describe('the sweep over HTTP', () => {
  it('plans without writing, applies exactly the plan, and then finds nothing', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await activate(body.key, 'a')
    const plan = await control.ask('POST', '/v1/licenses/health/sweep?plan=true')
    expect(plan.body).toMatchObject({ plannedTotal: 2, applied: 0, sweepId: null })
    control.pass(2 * 86_400)
    const stale = await control.ask('POST', '/v1/licenses/health/sweep', { body: { hash: plan.body.hash } })
    expect([stale.status, stale.body.code]).toEqual([409, 'PLAN_STALE'])
    expect((await control.ask('GET', '/v1/licenses/health/sweep')).body.sweeps).toEqual([])
    const fresh = await control.ask('POST', '/v1/licenses/health/sweep?plan=true')
    const applied = await control.ask('POST', '/v1/licenses/health/sweep', {
      body: { hash: fresh.body.hash },
    })
    expect(applied.body).toMatchObject({ applied: 2, hash: fresh.body.hash })
    expect((await control.ask('POST', '/v1/licenses/health/sweep')).body.applied).toBe(0)
    control.pass(12 * 86_400)
    await control.ask('POST', '/v1/licenses/health/sweep')
    const detail = await control.ask('GET', `/v1/deployments/${body.deployment.id}`)
    expect(detail.body).toMatchObject({
      sweptState: 'locked',
      transitions: [{ from: 'grace', to: 'locked' }],
    })
  })
})

describe('the overview', () => {
  it('counts the fleet, at most 30 seconds old', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await activate(body.key, 'a')
    const first = (await control.ask('GET', '/v1/overview')).body
    expect(first).toMatchObject({
      licenses: { total: 1, byState: [{ state: 'active', count: 1 }] },
      seats: { sold: 5, reported: 5 },
      deployments: { total: 1, byState: [{ state: 'active', count: 1 }] },
      attention: [],
    })
    expect(first.expiryByMonth).toHaveLength(13)
    expect(first.activationsByDay.at(-1).count).toBe(1)
    await control.ask('POST', `/v1/licenses/${body.licenseId}/suspend`, { body: { reason: 'unpaid' } })
    control.pass(15)
    expect((await control.ask('GET', '/v1/overview')).body.deployments).toEqual(first.deployments)
    control.pass(16)
    expect((await control.ask('GET', '/v1/overview')).body).toMatchObject({
      licenses: { byState: [{ state: 'suspended', count: 1 }] },
      deployments: { byState: [{ state: 'suspended', count: 1 }] },
      seats: { sold: 0 },
    })
    control.pass(15 * 86_400)
    await control.ask('POST', `/v1/licenses/${body.licenseId}/reinstate`, { body: { reason: 'paid' } })
    expect((await control.ask('GET', '/v1/overview')).body.attention).toMatchObject([
      { kind: 'deployment_locked', level: 'error', name: 'Clinic 1' },
    ])
  })

  it('tells a box that has gone silent from one whose license has ended, and from one that is locked', async () => {
    const attention = async () => (await control.ask('GET', '/v1/overview')).body.attention
    const bound = await provision('Clinic 1', appliance)
    const soft = await provision('Clinic 2', { ...appliance, policy: 'air-gapped', term: 'P1D' })
    await activate(bound.body.key, 'a')
    control.pass(2 * 86_400 - 60)
    expect(await attention()).toMatchObject([
      { kind: 'license_expired' },
      { kind: 'deployment_grace', id: soft.body.deployment.id },
    ])
    control.pass(120)
    expect(await attention()).toContainEqual(
      expect.objectContaining({
        kind: 'deployment_silent',
        level: 'warning',
        id: bound.body.deployment.id,
        name: 'Clinic 1',
        customer: 'Acme',
      }),
    )
    control.pass(12 * 86_400)
    const kinds = (await attention()).map(({ kind }: { kind: string }) => kind)
    expect(kinds).toContain('deployment_locked')
    expect(kinds).not.toContain('deployment_silent')
  })
})

describe('what machines do', () => {
  it('is listed newest first, with whose license it is about', async () => {
    const { body } = await provision('Clinic 1', appliance)
    await activate(body.key, 'a')
    const activations = await control.ask('GET', `/v1/activations?customer=${customerId}`)
    expect(activations.body.activations).toMatchObject([
      { licenseId: body.licenseId, customer: { name: 'Acme' }, state: 'active' },
    ])
    expect(activations.text).not.toContain('ey')
    const heartbeats = await control.ask('GET', `/v1/heartbeats?license=${body.licenseId}`)
    expect(heartbeats.status).toBe(200)
  })

  it('is found by a wrong clock, however many right ones were heard since', async () => {
    const { body } = await provision('Clinic 1', appliance)
    const at = control.deps.clock.now()
    const skews = [-301, 300, 3600, -300, null, ...Array.from({ length: 60 }, () => 1)]
    await control.database.transact(tx =>
      insertHeartbeats(
        tx,
        skews.map(skewSeconds => ({ ...question, licenseId: body.licenseId, at, skewSeconds })),
      ),
    )
    const found = await control.ask('GET', '/v1/heartbeats?skewed=true')
    const listed = found.body.heartbeats.map((entry: { skewSeconds: number }) => entry.skewSeconds)
    expect([listed, found.body.next]).toEqual([[3600, -301], null])
    const page = await control.ask('GET', '/v1/heartbeats?skewed=true&limit=1')
    const rest = await control.ask('GET', `/v1/heartbeats?skewed=true&limit=1&cursor=${page.body.next}`)
    expect(rest.body).toMatchObject({ heartbeats: [{ skewSeconds: -301 }], next: null })
    expect((await control.ask('GET', '/v1/heartbeats?skewed=maybe')).body.code).toBe('REQUEST_INVALID')
  })
})
