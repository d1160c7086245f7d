import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectError, expectNothingMoved, expectRefused, readHoldings } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const activate = (body: unknown) => hub.admin.post('/api/license/activate', body)
const auditHead = async (): Promise<number> => (await hub.admin.get('/api/audit/checkpoint')).body.sequence
const now = wallClock()
const seven = ['valid', 'customer', 'tier', 'seats', 'products', 'expires_at', 'error']

test('answers with the seven fields of seed 002 first, in their order, and audits once', async () => {
  const exp = now + 90 * daySeconds
  const before = await auditHead()
  const answer = await activate({ key: hub.license({ exp }) })
  expect(answer.status, answer.text).toBe(200)
  expect(Object.entries(answer.body).slice(0, 7)).toEqual([
    ['valid', true],
    ['customer', 'Acme Corp'],
    ['tier', 'professional'],
    ['seats', 10],
    ['products', ['pika', 'vera']],
    ['expires_at', exp],
    ['error', ''],
  ])
  expect(answer.body).toMatchObject({ state: 'active', changed: true })
  expect(await auditHead()).toBe(before + 1)
})

test('takes the same license again with 200 and writes nothing, even fifty times at once', async () => {
  const key = hub.license({ jti: 'again', exp: now + 80 * daySeconds })
  const first = await Promise.all(Array.from({ length: 50 }, () => activate({ key })))
  expect(first.map(answer => answer.status)).toEqual(Array(50).fill(200))
  expect(first.filter(answer => answer.body.changed)).toHaveLength(1)
  await expectNothingMoved(hub, async () => {
    const answer = await activate({ key })
    expect(answer.body).toMatchObject({ valid: true, changed: false })
  })
})

test('takes another spelling of the same license as the same license', async () => {
  const key = hub.license({ exp: now + 81 * daySeconds })
  await activate({ key })
  await expectNothingMoved(hub, async () => {
    expect((await activate({ key: `  Bearer ${key}\n` })).status).toBe(200)
  })
})

describe('the body', () => {
  test.each<[string, unknown]>([
    ['without key', {}],
    ['with a number as key', { key: 7 }],
    ['with null as key', { key: null }],
    ['with a list as key', { key: ['x'] }],
    ['with an object as key', { key: {} }],
    ['with an unknown field', { key: 'x', seats: 99 }],
    ['with a replace that is not a boolean', { key: 'x', replace: 'yes' }],
    ['that is a list', []],
  ])('%s is answered with 400, and nothing moves', async (_, body) => {
    await expectNothingMoved(hub, async () => expectError(await activate(body), 400))
  })

  test.each<[string, string]>([
    ['empty', ''],
    ['white space', ' \n\t '],
    ['prose', 'Dear customer, please find your license attached.'],
    ['half a token', 'eyJhbGciOiJFZDI1NTE5In0.e30'],
    ['a million dots', '.'.repeat(1_000_000)],
    ['far too long', 'A'.repeat(1_000_000)],
  ])('with a key that is %s is answered with 422, quickly, and nothing moves', async (_, key) => {
    await expectNothingMoved(hub, async () => expectRefused(await activate({ key })))
  })
})

test('an invalid license leaves the one in force as it was', async () => {
  const key = hub.license({ jti: 'stays', seats: 12 })
  await activate({ key })
  await expectNothingMoved(hub, async () => {
    expectRefused(await activate({ key: `${key.slice(0, -8)}AAAAAAAA` }), 'TOKEN_SIGNATURE_INVALID')
  })
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 12 })
})

describe('revisions', () => {
  const revised = (rev: number | undefined, changes = {}): string =>
    hub.license({ sub: 'cust_rev', rev, ...changes })

  test('a lower one is answered with 409, and taken with "replace"', async () => {
    expect((await activate({ key: revised(5, { seats: 50 }) })).status).toBe(200)
    const older = revised(4, { seats: 40 })
    await expectNothingMoved(hub, async () =>
      expectError(await activate({ key: older }), 409, 'LICENSE_OLDER_REVISION'),
    )
    const replaced = await activate({ key: older, replace: true })
    expect(replaced.body).toMatchObject({ valid: true, seats: 40 })
  })

  test('a lower one of another customer is no older revision', async () => {
    await activate({ key: revised(9) })
    expect((await activate({ key: hub.license({ sub: 'cust_other', rev: 1 }) })).status).toBe(200)
  })

  test('without one the last wins, reductions included', async () => {
    await activate({ key: hub.license({ sub: 'cust_none', seats: 30 }) })
    const fewer = await activate({ key: hub.license({ sub: 'cust_none', seats: 3 }) })
    expect(fewer.body).toMatchObject({ valid: true, seats: 3 })
    const more = await activate({ key: hub.license({ sub: 'cust_none', seats: 31 }) })
    expect(more.body).toMatchObject({ valid: true, seats: 31 })
  })
})

test('a short key without a control plane is refused with what to do, and nothing moves', async () => {
  await expectNothingMoved(hub, async () => {
    const answer = await activate({ key: 'ARGENT-AAAA-BBBB-CCCC-DDDD' })
    expectRefused(answer)
    expect(answer.body.error).toMatch(/vendor/)
  })
})

test('rejected artifacts are counted in the metrics and never audited', async () => {
  const count = async (): Promise<number> => {
    const { text } = await hub.sibling.get('/metrics')
    const lines = text.split('\n').filter(line => /^[a-z_]*(reject|refus)[a-z_]*(\{.*\})? \d/.test(line))
    expect(lines.length, text).toBeGreaterThan(0)
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  await activate({ key: 'a.b.c' })
  const before = await count()
  await expectNothingMoved(hub, () => activate({ key: 'a.b.c' }))
  expect(await count()).toBe(before + 1)
})

test('the history names every license there was, the last one in force', async () => {
  await activate({ key: hub.license({ jti: 'lic_first' }) })
  await activate({ key: hub.license({ jti: 'lic_second' }) })
  const { licenses } = (await hub.admin.get('/api/license/history')).body
  const byId = (id: string) => licenses.find((entry: { license: { id: string } }) => entry.license?.id === id)
  expect(byId('lic_second')).toMatchObject({ state: 'in_force' })
  expect(byId('lic_first')).toMatchObject({ state: 'superseded', endedAt: expect.any(Number) })
  expect(licenses.filter((entry: { state: string }) => entry.state === 'in_force')).toHaveLength(1)
})

test('the report says everything known, and the stored token comes back byte for byte', async () => {
  const key = hub.license({ jti: 'lic_report', iat: now - 10 })
  await activate({ key })
  const report = (await hub.admin.get('/api/license')).body
  expect(Object.keys(report.status).slice(0, 7)).toEqual(seven)
  expect(report).toMatchObject({
    license: {
      id: 'lic_report',
      customer: 'Acme Corp',
      customerId: 'cust_acme',
      issuer: 'aidoo.biz',
      issuedAt: now - 10,
    },
    source: 'panel',
    managed: false,
    activatedAt: expect.any(Number),
  })
  expect((await hub.admin.get('/api/license/token')).body).toEqual({ token: key })
})

test('removing it answers 204, once audited, and leaves no license and no limit', async () => {
  await activate({ key: hub.license({ jti: 'lic_removed' }) })
  const before = await auditHead()
  const answer = await hub.admin.delete('/api/license')
  expect([answer.status, answer.text]).toEqual([204, ''])
  expect(await auditHead()).toBe(before + 1)
  const status = (await hub.sibling.get('/api/license/status')).body
  expect(Object.entries(status).slice(0, 6)).toEqual([
    ['valid', false],
    ['customer', ''],
    ['tier', ''],
    ['seats', 0],
    ['products', []],
    ['expires_at', 0],
  ])
  expect(status.error).toMatch(/\S/)
  expect((await hub.admin.get('/api/users')).body.seats.limit).toBeNull()
  const { licenses } = (await hub.admin.get('/api/license/history')).body
  expect(
    licenses.find((entry: { license: { id: string } }) => entry.license?.id === 'lic_removed').state,
  ).toBe('removed')
  expect(await readHoldings(hub)).toMatchObject({ status: { state: 'none' } })
})
