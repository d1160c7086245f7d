import { verifyLicense } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, staffToken, type TestControl } from '../support/test-control.ts'
import { issue } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const wanted = {
  customer: { name: 'Acme Corp' },
  policy: 'air-gapped',
  tier: 'professional',
  seats: 10,
  products: ['pika', 'vera'],
  term: 'P1Y',
}
const lastAudit = async () =>
  (await control.database.db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').executeTakeFirst())!

describe('issuing', () => {
  test('signs a license that an installation accepts, without a key where it is not bound', async () => {
    const answer = await control.ask('POST', '/v1/licenses', { body: wanted })
    expect(answer.status).toBe(201)
    expect(answer.body.key).toBeNull()
    const { id, claims } = await verifyLicense(answer.body.token, await control.trust(), {
      now: control.deps.clock.now(),
    })
    expect(id).toBe(answer.body.license.id)
    expect(claims).toMatchObject({ customer: 'Acme Corp', seats: 10, products: ['pika', 'vera'], rev: 1 })
    expect(claims.policy.enforcement).toBe('soft')
    const audit = await lastAudit()
    expect(audit.action).toBe('license.issue')
    expect(JSON.parse(audit.detail)).toMatchObject({ verb: 'issue', seats: 10 })
  })

  test('hands the short key of a bound license over once, and keeps its hash alone', async () => {
    const { id, key } = await issue(control)
    expect(key).toMatch(/^[A-Z][A-Z0-9]+(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
    const shown = await control.ask('GET', `/v1/licenses/${id}`)
    expect(shown.text).not.toContain(key)
    expect(shown.body.keyHint).toBe(`LICET-…-${key.slice(-4)}`)
    const row = await control.database.db
      .selectFrom('license')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(key)
  })

  test('shows what would be signed and writes nothing', async () => {
    const before = await lastAudit()
    const answer = await control.ask('POST', '/v1/licenses', { body: { ...wanted, preview: true } })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ token: null, key: null, claims: { seats: 10, rev: 1 } })
    expect((await lastAudit()).sequence).toBe(before.sequence)
  })

  test.each([
    ['two ends', { term: 'P1Y', expiresAt: 4_000_000_000 }, 'expiresAt'],
    ['no end', { term: undefined }, 'expiresAt'],
    ['an end that has passed', { term: undefined, expiresAt: 1000 }, 'expiresAt'],
    ['months without a machine', { term: undefined, termMonths: 3 }, 'termMonths'],
    ['a timed license with a fixed end', { policy: 'timed' }, 'termMonths'],
    ['13 months', { policy: 'timed', term: undefined, termMonths: 13 }, 'termMonths'],
    ['a product twice', { products: ['pika', 'pika'] }, 'products'],
    ['two customers', { customerId: 'cus_1' }, 'customerId'],
    ['an unknown field', { price: 3 }, 'price'],
    ['rules that nobody enforces', { policy: { binding: 'machine', match: { at_least: 99 } } }, 'policy'],
  ])('refuses %s by its field and writes nothing', async (_what, more, field) => {
    const before = await lastAudit()
    const answer = await control.ask('POST', '/v1/licenses', { body: { ...wanted, ...more } })
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.body.fields).some(name => name.startsWith(field))).toBe(true)
    expect((await lastAudit()).sequence).toBe(before.sequence)
  })

  test('refuses a policy, a customer and a deployment that are not there', async () => {
    const ask = (more: object) => control.ask('POST', '/v1/licenses', { body: { ...wanted, ...more } })
    expect((await ask({ policy: 'pol_none' })).body.code).toBe('POLICY_NOT_FOUND')
    expect((await ask({ customer: undefined, customerId: 'cus_none' })).body.code).toBe('CUSTOMER_NOT_FOUND')
    expect((await ask({ deploymentId: 'dep_none' })).body.code).toBe('DEPLOYMENT_NOT_FOUND')
  })

  test('lets onboarding issue and renew, and keeps revoking for support', async () => {
    const as = await staffToken(control, 'onboarding')
    const issued = await control.ask('POST', '/v1/licenses', { as, body: wanted })
    expect(issued.status).toBe(201)
    const { id } = issued.body.license
    const revoked = await control.ask('POST', `/v1/licenses/${id}/revoke`, { as, body: { reason: 'no' } })
    expect(revoked.status).toBe(403)
    expect((await control.ask('GET', `/v1/licenses/${id}`)).body.state).toBe('active')
  })
})

describe('renewing', () => {
  test('raises the revision, keeps the old one and counts a length from the present end', async () => {
    const { id, body } = await issue(control, { term: 'P1M' })
    const before = body.license
    const answer = await control.ask('POST', `/v1/licenses/${id}/renew`, {
      body: { term: 'P1Y', seats: 25, reason: 'Bought more' },
    })
    expect(answer.status).toBe(200)
    const { license, effect } = answer.body
    expect(license).toMatchObject({ revision: 2, seats: 25 })
    expect(license.expiresAt).toBeGreaterThan(before.expiresAt + 364 * 86_400)
    expect(license.revisions.map((entry: { revision: number }) => entry.revision)).toEqual([2, 1])
    expect(effect).toMatchObject({ revision: 2, before: { seats: 10 }, after: { seats: 25 } })
    const { claims } = await verifyLicense(license.token, await control.trust(), {
      now: control.deps.clock.now(),
    })
    expect(claims).toMatchObject({ rev: 2, seats: 25, exp: license.expiresAt })
  })

  test('previews without writing', async () => {
    const { id } = await issue(control)
    const before = await lastAudit()
    const answer = await control.ask('POST', `/v1/licenses/${id}/renew`, {
      body: { term: 'P1Y', preview: true },
    })
    expect(answer.body.effect.revision).toBe(2)
    expect(answer.body.license.revision).toBe(1)
    expect((await lastAudit()).sequence).toBe(before.sequence)
  })
})

describe('the short key', () => {
  test('opens nothing any more once it was reissued', async () => {
    const { id, key } = await issue(control)
    const answer = await control.ask('POST', `/v1/licenses/${id}/reissue-key`, { body: {} })
    expect(answer.status).toBe(200)
    expect(answer.body.key).not.toBe(key)
    const fingerprint = `sha256:${'a'.repeat(64)}`
    const body = { key, fingerprint }
    const old = await control.ask('POST', '/v1/licenses/activate', { as: null, body })
    expect(old.status).toBe(404)
    const fresh = { ...body, key: answer.body.key }
    expect((await control.ask('POST', '/v1/licenses/activate', { as: null, body: fresh })).status).toBe(200)
  })
})
