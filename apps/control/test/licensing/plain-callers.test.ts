import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, send, stateOf } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const day = 86_400
/** What a client leaves out that knows only that its request must be signed by its own key. */
const bare = {
  exp: undefined,
  uid: undefined,
  counter: undefined,
  previous: undefined,
  hostname: undefined,
  product_version: undefined,
}

describe('staff that says no more than it must', () => {
  test('names a customer by its name alone, the same one each time', async () => {
    const first = await issue(control, { customer: 'Plain & Sons' })
    const second = await issue(control, { customer: { name: 'Plain & Sons' } })
    expect(first.body.license.customer.name).toBe('Plain & Sons')
    expect(second.body.license.customer.id).toBe(first.body.license.customer.id)
    const { body: deployed } = await control.ask('POST', '/v1/deployments', {
      body: { name: 'Clinic', customer: 'Plain & Sons' },
    })
    expect(deployed.deployment.customer).toEqual(first.body.license.customer)
  })

  test.each([
    ['without a body', undefined],
    ['with an empty one', {}],
  ])('does every deed %s', async (_, body) => {
    const { id } = await issue(control)
    for (const [deed, state] of [
      ['suspend', 'suspended'],
      ['reinstate', 'active'],
      ['rebind', 'active'],
      ['revoke', 'revoked'],
    ] as const) {
      const answer = await control.ask('POST', `/v1/licenses/${id}/${deed}`, body && { body })
      expect([deed, answer.status, answer.body.license.state]).toEqual([deed, 200, state])
    }
  })

  test('is refused a deployment of no customer, or of two', async () => {
    const { body: issued } = await issue(control, { customer: 'Twice' })
    const both = { customer: 'Twice', customerId: issued.license.customer.id }
    for (const named of [{}, both]) {
      const answer = await control.ask('POST', '/v1/deployments', { body: { name: 'Nowhere', ...named } })
      expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    }
    const { body } = await control.ask('GET', '/v1/deployments?q=Nowhere')
    expect(body.total).toBe(0)
  })
})

describe('a body that no activation can be read from', () => {
  test.each([
    ['text', 415, 'BODY_NOT_JSON', '{}', { 'content-type': 'text/plain' }],
    ['half of one', 400, 'BODY_MALFORMED', '{"key":', {}],
    ['more than anybody sends', 413, 'BODY_TOO_LARGE', ' '.repeat(1_048_577), {}],
  ])('is refused with where help stands: %s', async (_, status, code, body, headers) => {
    for (const path of ['/v1/licenses/activate', '/v1/licenses/lic_0/heartbeat']) {
      const answer = await control.ask('POST', path, { as: null, body, headers })
      expect(answer.status).toBe(status)
      expect(answer.body).toMatchObject({ code, help: `docs/troubleshooting.md#${code.toLowerCase()}` })
    }
  })
})

describe('an installation that says no more than it must', () => {
  const ask = async (id: string, action: 'activate' | 'heartbeat', request: string, proof?: string) =>
    send(control, `/v1/licenses/${id}/${action}`, { request, ...(proof !== undefined && { proof }) })

  test('is activated, and renewed as often as it asks', async () => {
    const { id, key } = await issue(control, { policy: 'appliance' })
    const box = await createInstallation(control)
    const first = await ask(id, 'activate', await box.request({ ...bare, action: 'activate' }), key)
    expect(first.status).toBe(200)
    for (const _ of ['first', 'second']) {
      control.pass(day)
      const answer = await ask(id, 'heartbeat', await box.request(bare))
      expect(answer.status).toBe(200)
      const claims = await box.take(answer.body.token)
      expect(claims.exp - claims.iat).toBe(14 * day)
    }
  })

  test('has no request answered twice but the last', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await ask(id, 'activate', await box.request({ ...bare, action: 'activate' }), key)
    const early = await box.request(bare)
    const late = await box.request(bare)
    const first = await ask(id, 'heartbeat', early)
    expect((await ask(id, 'heartbeat', early)).body.token).toBe(first.body.token)
    await ask(id, 'heartbeat', late)
    const before = await stateOf(control, id)
    const replay = await ask(id, 'heartbeat', early)
    expect([replay.status, replay.body.code]).toEqual([409, 'REQUEST_REPLAYED'])
    expect(await stateOf(control, id)).toEqual(before)
  })

  test('is held to its chain once it has begun one: a copy does not get by in silence', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await box.activate(key)
    const answer = await ask(id, 'heartbeat', await box.request(bare))
    expect([answer.status, answer.body.code]).toEqual([409, 'CLONE_SUSPECTED'])
    const shown = await control.ask('GET', `/v1/licenses/${id}`)
    expect(shown.body.activations.map(({ state }: { state: string }) => state)).toEqual([
      'flagged',
      'flagged',
    ])
  })

  test('is found out by the original when it activates anew without a chain', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await box.activate(key)
    const again = await ask(id, 'activate', await box.copy().request({ ...bare, action: 'activate' }))
    expect(again.status).toBe(200)
    const original = await box.beat(id)
    expect([original.status, original.body.code]).toEqual([409, 'CLONE_SUSPECTED'])
  })
})
