import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, setUp } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'

let hub: Hub
const exp = wallClock() + 100 * daySeconds
beforeAll(async () => {
  hub = await startHub()
  await setUp(hub)
  await addAccount(hub, { name: '=HYPERLINK("http://evil.test")' })
  await hub.admin.post('/api/license/activate', { key: hub.license({ exp, seats: 3 }) })
})
afterAll(() => hub.stop())

describe('the forecast', () => {
  const forecast = async (at: number, users?: number) =>
    (await hub.admin.get(`/api/license/forecast?at=${at}${users === undefined ? '' : `&users=${users}`}`))
      .body

  test('says what the enforcing function will say, to the second', async () => {
    expect(await forecast(wallClock())).toMatchObject({
      state: 'active',
      valid: true,
      seats: { limit: 3, used: 2 },
    })
    expect(await forecast(exp - 30 * daySeconds - 1)).toMatchObject({ state: 'active' })
    expect(await forecast(exp - 30 * daySeconds)).toMatchObject({ state: 'expiring', valid: true })
    expect(await forecast(exp - 1)).toMatchObject({
      state: 'expiring',
      nextChange: { at: exp, to: 'expired' },
    })
    expect(await forecast(exp)).toMatchObject({ state: 'expired', valid: false })
  })

  test('says whether accounts could be created, with as many users as one likes', async () => {
    expect(await forecast(wallClock(), 2)).toMatchObject({ canCreateUsers: true })
    expect(await forecast(wallClock(), 3)).toMatchObject({ canCreateUsers: false })
    expect(await forecast(exp, 12)).toMatchObject({ canCreateUsers: false, seats: { limit: 3, used: 12 } })
  })

  test.each([
    '',
    '?at=0',
    '?at=253402300800',
    '?at=1.5',
    '?at=soon',
    '?at=1900000000&users=-1',
    '?at=1900000000&x=1',
  ])('refuses %s with 400', async query => {
    expectError(await hub.admin.get(`/api/license/forecast${query}`), 400)
  })
})

describe('the seat report', () => {
  test('counts who holds seats, by role', async () => {
    expect((await hub.admin.get('/api/seats')).body).toMatchObject({
      limit: 3,
      used: 2,
      disabled: 0,
      byRole: { admin: 1, user: 1 },
    })
  })

  test('is exported with a signature of the installation, which anybody can check', async () => {
    const { body } = await hub.admin.get('/api/seats/export?format=json')
    const { jwk } = (await hub.admin.get('/api/audit/checkpoint')).body
    const [header, payload = '', signature = ''] = body.signature.split('.')
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    expect(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    )
    const signed = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect(JSON.stringify(signed)).toContain('"used":2')
    expect(body.report).toMatchObject({ used: 2 })
  })

  test('never activates as a license', async () => {
    const { signature } = (await hub.admin.get('/api/seats/export?format=json')).body
    await expectNothingMoved(hub, async () => {
      expect((await hub.admin.post('/api/license/activate', { key: signature })).status).toBe(422)
    })
  })
})

test('the accounts are exported as CSV that no spreadsheet runs, without any secret', async () => {
  const { headers, text } = await hub.admin.get('/api/users/export')
  expect(headers.get('content-type')).toMatch(/^text\/csv/)
  expect(text.trim().split(/\r?\n/)).toHaveLength(3)
  expect(text).not.toMatch(/(^|,)"?[=+@]/m)
  expect(text).not.toMatch(/password|scrypt|\$/i)
})

test('what is trusted here is shown, with no private part', async () => {
  const { body, text } = await hub.admin.get('/api/trust')
  expect(body).toMatchObject({
    issuer: 'aidoo.biz',
    keys: [{ kid: 'vendor-1', alg: 'Ed25519', use: 'license', status: 'active' }],
  })
  expect(text).not.toMatch(/"d":/)
})

test('the diagnostics judge this installation, and hold no secret', async () => {
  const { body, text } = await hub.admin.get('/api/diagnostics')
  expect(body.checks.length).toBeGreaterThan(3)
  expect(body.checks.filter((check: { outcome: string }) => check.outcome === 'failed')).toEqual([])
  for (const secret of [hub.adminToken, hub.statusKey, hub.setupToken]) expect(text).not.toContain(secret)
})

test('the settings show what comes from the environment, its secrets apart', async () => {
  const { body, text } = await hub.admin.get('/api/settings')
  expect(body.environment.map((entry: { name: string }) => entry.name)).toEqual(
    expect.arrayContaining(['HUB_DATA_DIR', 'HUB_PORT']),
  )
  for (const secret of [hub.adminToken, hub.statusKey, hub.setupToken]) expect(text).not.toContain(secret)
})
