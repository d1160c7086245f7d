import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { shortKey } from '../support/bound-hub.ts'
import type { Answer } from '../support/caller.ts'
import { createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { expectUnmoved, type Issued, issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

const epoch = (iso: string): number => Date.parse(iso) / 1000
const issuedAt = '2027-01-21T10:00:00Z'
/** The last day of a long month, as a term of months ends on a day that there is. */
const activatedOn = '2027-01-31'
const activationOffset = epoch(`${activatedOn}T10:00:00Z`) - wallClock()

const [here, elsewhere] = [`sha256:${'1a'.repeat(32)}`, `sha256:${'2b'.repeat(32)}`]
const call = (control: Control, path: string, body: unknown): Promise<Answer> =>
  control.anonymous.post(`/v1/licenses/${path}`, body)
const activate = (control: Control, key: string, fingerprint: unknown = here): Promise<Answer> =>
  call(control, 'activate', { key, fingerprint, hostname: 'my-server' })
const validate = async (control: Control, key: string, fingerprint = here): Promise<unknown> =>
  (await call(control, 'validate', { key, fingerprint })).body

let control: Control
const ofMonths: Issued[] = []
beforeAll(async () => {
  const desk = await startControl({ clockOffsetSeconds: epoch(issuedAt) - wallClock() })
  for (let months = 1; months <= 12; months++)
    ofMonths.push(await issueLicense(desk.admin, 'timed', { termMonths: months }))
  control = await desk.beside({ clockOffsetSeconds: activationOffset })
  await desk.stop()
})
afterAll(() => control.stop())
const issue = () => issueLicense(control.admin, 'timed')

describe('“The activate endpoint activates a license key on the current machine, binding it permanently”', () => {
  test('“Example Response - First Activation”: success, message, machine ID, when, until when', async () => {
    const { id, key } = await issue()
    const { status, body } = await activate(control, key)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      // “Whether the activation was successful” · “Description of the activation result”
      success: true,
      message: expect.stringMatching(/activated/),
      // “The hashed machine ID the license is now bound to”
      machineId: here,
      // “ISO timestamp of when the license was activated” · “… will expire”
      activatedAt: expect.stringMatching(/^2027-01-31T10:\d\d:\d\d\.\d{3}Z$/),
      expiresAt: expect.stringMatching(/^2027-04-30T10:\d\d:\d\d\.\d{3}Z$/),
    })
    expect(claimsOf(body.token)).toMatchObject({ sub: id, machine: here, fingerprint: { exact: here } })
    expect((await showLicense(control, id)).activations).toEqual([
      expect.objectContaining({ machineId: here, hostname: 'my-server', state: 'active' }),
    ])
  })

  test('“Example Response - Already Activated (Same Machine)”: the same answer, and nothing is written', async () => {
    const { id, key } = await issue()
    const first = await activate(control, key)
    const again = await expectUnmoved(control, id, () => activate(control, key))
    expect([again.status, again.body]).toEqual([200, first.body])
  })

  test('“Once activated, the license can only be validated on the same machine”', async () => {
    const { key } = await issue()
    expect(await validate(control, key)).toEqual({ valid: false, status: 'not_activated' })
    await activate(control, key)
    expect(await validate(control, key)).toEqual({ valid: true, status: 'active' })
    // “Validation: Returns machine_mismatch status”
    expect(await validate(control, key, elsewhere)).toEqual({ valid: false, status: 'machine_mismatch' })
  })
})

describe('“When a license is activated for the first time”', () => {
  test('“Issued At: Set to the current date/time”, not when it was sold', async () => {
    const { id, key } = ofMonths[0] as Issued
    expect(await showLicense(control, id)).toMatchObject({ state: 'unminted', expiresAt: null, token: null })
    const { body } = await activate(control, key)
    expect(body.activatedAt.slice(0, 10)).toBe(activatedOn)
    const claims = claimsOf(body.license)
    expect([claims.iat, claims.exp]).toEqual([epoch(body.activatedAt), epoch(body.expiresAt)])
  })

  test('“Expires At: Calculated as issuedAt + duration months”, “between 1-12 months”', async () => {
    const ends = [
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
      '2027-07-31',
      '2027-08-31',
      '2027-09-30',
      '2027-10-31',
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
    ]
    const activated = []
    for (const { key } of ofMonths) activated.push((await activate(control, key)).body)
    expect(activated.map(({ expiresAt }) => expiresAt.slice(0, 10))).toEqual(ends)
    // The time of the day is that of the activation.
    for (const { activatedAt, expiresAt } of activated)
      expect(expiresAt.slice(10)).toBe(activatedAt.slice(10))
  })

  test.each([0, 13, 1.5])('a duration of %d months is no duration', async termMonths => {
    const wanted = { customer: { name: 'Acme' }, policy: 'timed', tier: 'professional', seats: 1 }
    const before = (await control.admin.get('/v1/licenses')).body.total
    const answer = await control.admin.post('/v1/licenses', { ...wanted, products: ['pika'], termMonths })
    expectError(answer, 400, 'REQUEST_INVALID')
    expect((await control.admin.get('/v1/licenses')).body.total).toBe(before)
  })
})

describe('“Error Responses”: each has a sentence, a code, and where help stands', () => {
  const expectRefusal = (answer: Answer, status: number, code: string): void => {
    expect(expectError(answer, status, code).help).toBe(`docs/troubleshooting.md#${code.toLowerCase()}`)
  }

  test('“Missing License Key, Status Code: 400”', async () => {
    expectRefusal(await call(control, 'activate', { fingerprint: here }), 400, 'REQUEST_INVALID')
    expectRefusal(await call(control, 'activate', { key: '', fingerprint: here }), 400, 'KEY_MISTYPED')
  })

  test('“License Not Found, Status Code: 404”', async () => {
    expectRefusal(await activate(control, shortKey), 404, 'KEY_UNKNOWN')
  })

  test('“License Revoked, Status Code: 403”', async () => {
    const { id, key } = await issue()
    await control.admin.post(`/v1/licenses/${id}/revoke`, { reason: 'Charge-back' })
    await expectUnmoved(control, id, async () =>
      expectRefusal(await activate(control, key), 403, 'KEY_REVOKED'),
    )
    expect(await validate(control, key)).toEqual({ valid: false, status: 'revoked' })
  })

  test('“License Expired, Status Code: 403”', async () => {
    const { id, key } = await issue()
    await activate(control, key)
    const late = await control.beside({ clockOffsetSeconds: activationOffset + 90 * daySeconds })
    await expectUnmoved(late, id, async () => expectRefusal(await activate(late, key), 403, 'KEY_EXPIRED'))
    expect(await validate(late, key)).toEqual({ valid: false, status: 'expired' })
    await late.stop()
  })

  test('“Already Activated on Different Machine, Status Code: 403”', async () => {
    const { id, key } = await issue()
    await activate(control, key)
    const answer = await expectUnmoved(control, id, () => activate(control, key, elsewhere))
    expectRefusal(answer, 403, 'OTHER_MACHINE')
    // “Returns 403 error - License already activated on another machine”
    expect(answer.body.error).toMatch(/^This license is already activated on another machine/)
  })

  test('“Server Error, Status Code: 500”: a general sentence, nothing of what went wrong inside', async () => {
    const { id, key } = await issue()
    const database = openDatabase(control.dataDir)
    database.exec('ALTER TABLE machine RENAME TO machine_away')
    const answer = await activate(control, key)
    database.exec('ALTER TABLE machine_away RENAME TO machine')
    database.close()
    expectRefusal(answer, 500, 'INTERNAL')
    expect(answer.text).not.toMatch(/machine|sql|table|select|\.[jt]s\b/i)
    expect((await showLicense(control, id)).state).toBe('unminted')
    expect((await activate(control, key)).status).toBe(200)
  })
})

test('“rate-limited to 5 requests per IP address within a 15-minute window”, “Rate Limit Exceeded, 429”', async () => {
  const env = { CONTROL_ACTIVATION_LIMIT: '' }
  let limited = await startControl({ env })
  const { id, key } = await issueLicense(limited.admin, 'timed')
  for (let request = 1; request <= 5; request++)
    expectError(await call(limited, 'activate', { key: shortKey, fingerprint: here }), 404)
  const refused = async (): Promise<void> => {
    // Nobody may name an address of his own.
    for (const from of [{}, { 'x-forwarded-for': '203.0.113.9' }] as Record<string, string>[]) {
      const body = { key, fingerprint: here }
      const answer = await limited.anonymous.post('/v1/licenses/activate', body, from)
      expectError(answer, 429, 'RATE_LIMITED')
      const wait = Number(answer.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(900)
    }
  }
  await expectUnmoved(limited, id, refused)
  const restart = async (clockOffsetSeconds: number): Promise<void> => {
    await limited.stop()
    limited = await limited.beside({ env, clockOffsetSeconds })
  }
  await restart(0)
  await expectUnmoved(limited, id, refused)
  await restart(900)
  expect((await activate(limited, key)).status).toBe(200)
  await limited.stop()
})

describe('“Machine Binding Behavior”', () => {
  const hash = (digit: string): string => `sha256:${digit.repeat(64)}`
  const hardware = { machine: hash('a'), os: hash('b'), cpu: hash('c'), mac: hash('d') }

  test('“A unique ID is generated based on hardware characteristics and then hashed for security”', async () => {
    const { key } = await issue()
    const { body } = await activate(control, key, { components: hardware })
    expect(body.machineId).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(Object.values(hardware)).not.toContain(body.machineId)
    // “Should remain consistent across reboots”: the same parts, in whatever order, are the same machine.
    const turned = Object.fromEntries(Object.entries(hardware).toReversed())
    expect((await activate(control, key, { components: turned })).body).toEqual(body)
    // “May change if hardware components are replaced”
    expectError(await activate(control, key, { components: { ...hardware, cpu: hash('e') } }), 403)
  })

  test('“Should remain consistent across OS updates”, and changes with the hardware', async () => {
    const trustFile = await control.trustFile()
    const { licet, planted } = createClientMachine({ url: control.url, trustFile })
    const fingerprint = async () => (await licet(['fingerprint'])).body
    const before = await fingerprint()
    expect(before.machineId).toMatch(/^sha256:/)
    planted.write('etc/os-release', 'PRETTY_NAME="Another release"\n')
    planted.write('proc/version', 'Linux version 9.9.9\n')
    expect((await fingerprint()).machineId).toBe(before.machineId)
    planted.changeProcessor()
    expect((await fingerprint()).machineId).not.toBe(before.machineId)
  })

  test('“The only way to use the license on a new machine is to revoke and recreate it”', async () => {
    const { id, key } = await issue()
    await activate(control, key)
    await expectUnmoved(control, id, async () => {
      const own = await call(control, 'deactivate', { key, fingerprint: here })
      expectError(own, 403, 'TRANSFER_FORBIDDEN')
      const wanted = { fingerprint: elsewhere, reason: 'New laptop' }
      const byStaff = await control.admin.post(`/v1/licenses/${id}/rebind`, wanted)
      expectError(byStaff, 403, 'TRANSFER_FORBIDDEN')
    })
    await control.admin.post(`/v1/licenses/${id}/revoke`, { reason: 'New laptop' })
    const recreated = await issue()
    expect((await activate(control, recreated.key, elsewhere)).status).toBe(200)
    expect(await validate(control, recreated.key, elsewhere)).toEqual({ valid: true, status: 'active' })
    expect(await validate(control, key)).toEqual({ valid: false, status: 'revoked' })
  })
})

test('“Only call activation once”, “Cache activation status”: the client asks once and goes on by what it stored', async () => {
  const { key } = await issue()
  const trustFile = await control.trustFile()
  const env = { LICET_CLOCK_OFFSET_SECONDS: String(activationOffset) }
  const { licet, stored } = createClientMachine({ url: control.url, trustFile })
  const activated = await licet(['activate', key], env)
  expect(activated.body).toMatchObject({ outcome: 'taken', valid: true, state: 'active' })
  expect(claimsOf(stored().activation).machine).toMatch(/^sha256:/)
  const unplugged = { ...env, LICET_CONTROL_URL: 'http://127.0.0.1:9' }
  const end = new Date((epoch(`${activatedOn}T10:00:00Z`) + 88 * daySeconds) * 1000)
  expect((await licet(['status'], unplugged)).body).toMatchObject({ valid: true, state: 'active' })
  const last = String(epoch(end.toISOString()) - wallClock())
  const then = await licet(['status'], { ...unplugged, LICET_CLOCK_OFFSET_SECONDS: last })
  expect(then.body).toMatchObject({ valid: true, state: 'expiring' })
  // “Provide clear feedback about activation success or failure”
  const refused = await licet(['activate', shortKey], env)
  expect([refused.code, refused.body]).toEqual([
    1,
    expect.objectContaining({ outcome: 'refused', status: 404, code: 'KEY_UNKNOWN' }),
  ])
  expect((await licet(['status'], env)).body.valid).toBe(true)
})

test('“Gracefully handle all error scenarios”: a Hub takes the key, and passes every refusal on as it is', async () => {
  const clock = { clockOffsetSeconds: activationOffset }
  const { hub } = await startVendorHub(control, clock)
  const take = (key: string) => hub.admin.post('/api/license/activate', { key })
  const { id, key } = await issue()
  const [taken, revoked] = [await issue(), await issue()]
  await activate(control, taken.key, elsewhere)
  await control.admin.post(`/v1/licenses/${revoked.id}/revoke`, { reason: 'Charge-back' })
  await expectNothingMoved(hub, async () => {
    expectError(await take(shortKey), 404, 'KEY_UNKNOWN')
    expectError(await take(taken.key), 403, 'OTHER_MACHINE')
    const { help } = expectError(await take(revoked.key), 403, 'KEY_REVOKED')
    expect(help).toBe('docs/troubleshooting.md#key_revoked')
  })
  const { body } = await take(key)
  expect(body).toMatchObject({ valid: true, state: 'active', error: '' })
  expect(body.expires_at).toBe((await showLicense(control, id)).expiresAt)
  await hub.stop()
})
