import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
beforeEach(async () => {
  control = await openTestControl()
})
afterEach(() => control.close())

async function auditLength(): Promise<number> {
  const { count } = await control.database.db
    .selectFrom('audit')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

describe('customers', () => {
  it('are taken in, changed, found and listed page by page', async () => {
    const names = ['Zeta', 'acme', 'Beta 100%', 'Ümlaut']
    for (const name of names)
      expect((await control.ask('POST', '/v1/customers', { body: { name } })).status).toBe(201)
    const first = await control.ask('GET', '/v1/customers?limit=3')
    expect(first.body).toMatchObject({ total: 4 })
    expect(first.body.customers.map(({ name }: { name: string }) => name)).toEqual([
      'acme',
      'Beta 100%',
      'Zeta',
    ])
    const rest = await control.ask('GET', `/v1/customers?limit=3&cursor=${first.body.next}`)
    expect(rest.body).toMatchObject({ customers: [{ name: 'Ümlaut' }], next: null })
    const found = await control.ask('GET', '/v1/customers?q=100%25')
    expect(found.body.customers).toMatchObject([{ name: 'Beta 100%', licenses: 0, deployments: 0 }])
    const { id } = found.body.customers[0]
    const changed = await control.ask('PATCH', `/v1/customers/${id}`, {
      body: { reference: 'B-1', note: 'pays late' },
    })
    expect(changed.body).toMatchObject({ name: 'Beta 100%', reference: 'B-1', note: 'pays late' })
    expect((await control.ask('GET', `/v1/customers/${id}`)).body).toEqual(changed.body)
  })

  it('never share a reference, and nothing moves where they would', async () => {
    await control.ask('POST', '/v1/customers', { body: { name: 'A', reference: 'R' } })
    const before = await auditLength()
    const taken = await control.ask('POST', '/v1/customers', { body: { name: 'B', reference: 'R' } })
    expect([taken.status, taken.body.code]).toEqual([409, 'REFERENCE_TAKEN'])
    expect((await control.ask('GET', '/v1/customers')).body.total).toBe(1)
    expect(await auditLength()).toBe(before)
  })

  it.each([
    ['a control character', { name: 'a\u0007' }],
    ['a bidirectional override', { name: 'a\u202eb' }],
    ['no name', { name: '  ' }],
    ['an unknown field', { name: 'a', id: 'cus_1' }],
  ])('are refused with %s', async (_, body) => {
    const before = await auditLength()
    const answer = await control.ask('POST', '/v1/customers', { body })
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect((await control.ask('GET', '/v1/customers')).body.total).toBe(0)
    expect(await auditLength()).toBe(before)
  })

  it('are not found under an id or a cursor that is none', async () => {
    expect((await control.ask('GET', '/v1/customers/cus_none')).body.code).toBe('CUSTOMER_NOT_FOUND')
    expect((await control.ask('GET', '/v1/customers?cursor=abc')).status).toBe(400)
  })
})

describe('products', () => {
  it('are taken in once, and archived without being lost', async () => {
    const body = { code: 'pika', name: 'Pika', features: [{ name: 'sso', description: 'Single sign-on' }] }
    expect((await control.ask('POST', '/v1/products', { body })).body).toMatchObject({
      ...body,
      archived: false,
    })
    expect((await control.ask('POST', '/v1/products', { body })).body.code).toBe('PRODUCT_EXISTS')
    await control.ask('PATCH', '/v1/products/pika', { body: { archived: true } })
    expect((await control.ask('GET', '/v1/products')).body.products).toMatchObject([
      { code: 'pika', archived: true, features: body.features },
    ])
    expect((await control.ask('PATCH', '/v1/products/vera', { body: {} })).body.code).toBe(
      'PRODUCT_NOT_FOUND',
    )
  })
})

describe('policies', () => {
  it('begin with the five presets', async () => {
    const { body } = await control.ask('GET', '/v1/policies')
    expect(body.policies.map(({ preset }: { preset: string }) => preset)).toEqual([
      'air-gapped',
      'node-locked',
      'self-hosted',
      'appliance',
      'timed',
    ])
    expect(body.policies[3].rules).toMatchObject({ heartbeat_seconds: 86_400, grace_seconds: 1_209_600 })
  })

  it('of the vendor’s own keep all rules of the preset they are based on', async () => {
    const created = await control.ask('POST', '/v1/policies', {
      body: { name: 'Lab', basedOn: 'appliance', rules: { grace_seconds: 3600, machines: 2 } },
    })
    expect(created.status).toBe(201)
    expect(created.body.rules).toEqual({
      enforcement: 'locked',
      binding: 'machine',
      match: { at_least: 3, product_version: false },
      machines: 2,
      transfer: 'staff',
      activation_grace_seconds: 0,
      heartbeat_seconds: 86_400,
      grace_seconds: 3600,
    })
    for (const name of ['Lab', 'Appliance']) {
      const taken = await control.ask('POST', '/v1/policies', { body: { name, rules: {} } })
      expect(taken.body.code).toBe('NAME_TAKEN')
    }
  })
})

describe('descriptions', () => {
  it.each([
    ['a product', '/v1/products', { code: 'pika', name: 'Pika' }],
    ['a policy', '/v1/policies', { name: 'Ours', rules: {} }],
  ])('of %s take several lines and no character that is not seen', async (_, path, body) => {
    const ask = (description: string) => control.ask('POST', path, { body: { ...body, description } })
    for (const hidden of ['a\u202eb', 'a\u0007', 'a\u200b'])
      expect([hidden, (await ask(hidden)).status]).toEqual([hidden, 400])
    expect((await ask('One line.\nAnother.')).status).toBe(201)
  })
})
