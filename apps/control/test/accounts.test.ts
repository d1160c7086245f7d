import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { loadAuditHead } from '../src/store/audit.ts'
import {
  type Answer,
  openTestControl,
  setUp,
  staffToken,
  superAdminPassword,
  type TestControl,
} from './support/test-control.ts'

const opened: TestControl[] = []
async function open(beside?: TestControl): Promise<TestControl> {
  const control = await openTestControl({ beside })
  opened.unshift(control)
  return control
}
afterEach(async () => {
  for (const control of opened.splice(0)) await control.close()
})

const password = 'wooden kettle orbit 19'
const first = (n: number) => ({
  token: 'set-up-token-of-the-tests',
  name: `Racer ${n}`,
  email: `racer${n}@example.com`,
  password: superAdminPassword,
})

function signIn(control: TestControl, email: string, more: Record<string, string> = {}): Promise<Answer> {
  return control.ask('POST', '/v1/session', { as: null, body: { email, password, ...more } })
}

async function create(control: TestControl, role: string): Promise<{ id: string; email: string }> {
  const email = `${role}@example.com`
  const made = await control.ask('POST', '/v1/staff', { body: { name: role, email, password, role } })
  expect(made.status).toBe(201)
  return { id: made.body.id, email }
}

/** RFC 6238, as an authenticator app does it. */
function totp(secret: string, step = 0): string {
  const bits = secret.split('').map(symbol => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol))
  const key = Buffer.alloc(Math.floor((bits.length * 5) / 8))
  let [held, kept, at] = [0, 0, 0]
  for (const value of bits) {
    held = ((held << 5) | value) & 0xfff
    kept += 5
    if (kept < 8) continue
    kept -= 8
    if (at < key.length) key[at++] = (held >> kept) & 0xff
  }
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('the first super_admin', () => {
  test('is made once by the token, and by no wrong one', async () => {
    const control = await open()
    const before = await loadAuditHead(control.database.db)
    const wrong = await control.ask('POST', '/v1/setup', { as: null, body: { ...first(1), token: 'wrong' } })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'SETUP_TOKEN_INVALID'])
    expect(await loadAuditHead(control.database.db)).toEqual(before)
    expect((await control.ask('GET', '/v1/about', { as: null })).body.setupRequired).toBe(true)
    const token = await setUp(control)
    const session = await control.ask('GET', '/v1/session', { as: token })
    expect(session.body).toMatchObject({ role: 'super_admin', via: 'account', signing: { state: 'ready' } })
    expect((await control.ask('GET', '/v1/about', { as: null })).body.setupRequired).toBe(false)
    expect((await control.ask('POST', '/v1/setup', { as: null, body: first(2) })).status).toBe(410)
  })

  test('is exactly one of eight who race for it on two instances', async () => {
    const control = await open()
    const beside = await open(control)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? control : beside).ask('POST', '/v1/setup', { as: null, body: first(n) }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array(7).fill(410),
    ])
    expect((await control.ask('GET', '/v1/staff')).body.total).toBe(1)
  })
})

describe('an account', () => {
  test('loses its sessions with another role, a new password, being disabled and being deleted', async () => {
    const control = await open()
    const { id, email } = await create(control, 'support')
    const changes = [{ role: 'auditor' }, { password }, { enabled: false }]
    for (const change of changes) {
      const { token } = (await signIn(control, email)).body
      expect((await control.ask('GET', '/v1/roles', { as: token })).status).toBe(200)
      expect((await control.ask('PATCH', `/v1/staff/${id}`, { body: change })).status).toBe(200)
      expect((await control.ask('GET', '/v1/roles', { as: token })).status).toBe(401)
    }
    expect((await signIn(control, email)).body.code).toBe('ACCOUNT_DISABLED')
    await control.ask('PATCH', `/v1/staff/${id}`, { body: { enabled: true } })
    const { token } = (await signIn(control, email)).body
    expect((await control.ask('DELETE', `/v1/staff/${id}`)).status).toBe(204)
    expect((await control.ask('GET', '/v1/roles', { as: token })).status).toBe(401)
    expect((await signIn(control, email)).body.code).toBe('CREDENTIAL_INVALID')
  })

  test('is never the last super_admin that goes, however it is tried, also by two at once', async () => {
    const control = await open()
    const one = await create(control, 'super_admin')
    for (const body of [{ enabled: false }, { role: 'support' }]) {
      const before = await loadAuditHead(control.database.db)
      const refused = await control.ask('PATCH', `/v1/staff/${one.id}`, { body })
      expect([refused.status, refused.body.code]).toEqual([409, 'LAST_ADMIN'])
      expect(await loadAuditHead(control.database.db)).toEqual(before)
    }
    expect((await control.ask('DELETE', `/v1/staff/${one.id}`)).status).toBe(409)
    const other = await control.ask('POST', '/v1/staff', {
      body: { name: 'Other', email: 'other@example.com', password, role: 'super_admin' },
    })
    const both = await Promise.all(
      [one.id, other.body.id].map(id => control.ask('DELETE', `/v1/staff/${id}`)),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  })

  test('signs in with a second factor once it is confirmed; a code works once', async () => {
    const control = await open()
    const { email } = await create(control, 'support')
    const as: string = (await signIn(control, email)).body.token
    const started = await control.ask('POST', '/v1/profile/second-factor', { as, body: { password } })
    expect(started.status).toBe(200)
    const { secret, recoveryCodes } = started.body
    const confirm = { as, body: { code: totp(secret, -1) } }
    expect((await control.ask('POST', '/v1/profile/second-factor/confirm', confirm)).status).toBe(204)
    expect((await signIn(control, email)).body.code).toBe('SECOND_FACTOR_REQUIRED')
    expect((await signIn(control, email, { code: '000000' })).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn(control, email, { code: confirm.body.code })).body.code).toBe(
      'SECOND_FACTOR_INVALID',
    )
    const code = totp(secret)
    expect((await signIn(control, email, { code })).status).toBe(200)
    expect((await signIn(control, email, { code })).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn(control, email, { code: recoveryCodes[0] })).status).toBe(200)
    expect((await signIn(control, email, { code: recoveryCodes[0] })).body.code).toBe('SECOND_FACTOR_INVALID')
  })

  test('is not kept from their owner by whoever guesses codes elsewhere', async () => {
    const control = await open()
    const { email } = await create(control, 'support')
    const as: string = (await signIn(control, email)).body.token
    const started = await control.ask('POST', '/v1/profile/second-factor', { as, body: { password } })
    const { secret, recoveryCodes } = started.body
    const confirm = { as, body: { code: totp(secret, -1) } }
    expect((await control.ask('POST', '/v1/profile/second-factor/confirm', confirm)).status).toBe(204)
    const enter = (code: string, from: string) =>
      control.ask('POST', '/v1/session', { as: null, from, body: { email, password, code } })
    for (let n = 0; n < 24; n++) await enter('000000', `203.0.113.${n % 4}`)
    expect((await enter('000000', '203.0.113.1')).status).toBe(429)
    expect((await enter(totp(secret), '198.51.100.1')).status).toBe(200)
    expect((await enter(recoveryCodes[0], '198.51.100.2')).status).toBe(200)
    const rows = JSON.stringify(await control.database.db.selectFrom('two_factor').selectAll().execute())
    for (const code of recoveryCodes) expect(rows).not.toContain(code)
    const sessions = await control.database.db.selectFrom('session').select('token').execute()
    expect(sessions).toHaveLength(3)
    for (const { token } of sessions)
      expect((await control.ask('GET', '/v1/session', { as: token })).status).toBe(401)
  })

  test('whatever somebody is called, the audit log tells what they are, and no name hides a part of itself', async () => {
    const control = await open()
    const { email, id } = await create(control, 'support')
    const as: string = (await signIn(control, email)).body.token
    const call = (name: string) => control.ask('PATCH', '/v1/profile', { as, body: { name } })
    const before = await loadAuditHead(control.database.db)
    for (const name of ['\u200b', 'Ada\u202e', 'a\u0000b', 'a\nb', 'a\ufffdb']) {
      expect((await call(name)).status).toBe(400)
      expect(await loadAuditHead(control.database.db)).toEqual(before)
    }
    expect((await call('CONTROL_ADMIN_TOKEN')).status).toBe(200)
    await control.ask('PATCH', `/v1/staff/${id}`, { body: { name: 'Ada' } })
    await control.ask('PATCH', '/v1/profile', { as, body: { name: 'CONTROL_ADMIN_TOKEN' } })
    const { entries } = (await control.ask('GET', '/v1/audit?limit=2')).body
    expect(entries).toMatchObject([
      { actor: id, actorKind: 'user' },
      { actor: 'admin_token', actorName: 'CONTROL_ADMIN_TOKEN', actorKind: 'admin_token' },
    ])
  })

  test('waits after five wrong passwords from one place, and not from another', async () => {
    const control = await open()
    const { email } = await create(control, 'auditor')
    const wrong = (from: string) =>
      control.ask('POST', '/v1/session', { as: null, from, body: { email, password: 'not the password' } })
    for (let n = 0; n < 5; n++) expect((await wrong('203.0.113.7')).status).toBe(401)
    const slowed = await wrong('203.0.113.7')
    expect(slowed.status).toBe(429)
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    const body = { email, password }
    expect((await control.ask('POST', '/v1/session', { as: null, from: '198.51.100.1', body })).status).toBe(
      200,
    )
  })

  test('that must have a second factor reaches nothing but its own profile', async () => {
    const control = await open()
    const as = await staffToken(control, 'support')
    await control.ask('PATCH', '/v1/settings', { body: { requireSecondFactor: 'everybody' } })
    const refused = await control.ask('GET', '/v1/roles', { as })
    expect([refused.status, refused.body.code]).toEqual([403, 'SECOND_FACTOR_SETUP_REQUIRED'])
    const session = await control.ask('GET', '/v1/session', { as })
    expect(session.body.mustSetUpSecondFactor).toBe(true)
  })
})

describe('the audit log', () => {
  test('names who did what, holds as a chain, and shows where it was edited', async () => {
    const control = await open()
    await create(control, 'auditor')
    await control.ask('PATCH', '/v1/settings', { body: { keyPrefix: 'ARGENT' } })
    const { entries } = (await control.ask('GET', '/v1/audit')).body
    expect(entries.map(({ action }: { action: string }) => action)).toEqual([
      'settings.manage',
      'team.manage',
      'signing.manage',
      'signing.manage',
      'audit.begin',
    ])
    expect(entries[0].detail).toEqual({ keyPrefix: { from: 'LICET', to: 'ARGENT' } })
    expect(JSON.stringify(entries)).not.toContain(password)
    const found = await control.ask('GET', '/v1/audit?q=argent&action=settings')
    expect(found.body.total).toBe(1)
    expect((await control.ask('GET', '/v1/audit/verify')).body).toMatchObject({ ok: true, entries: 5 })
    const checkpoint = (await control.ask('GET', '/v1/audit/checkpoint')).body
    expect(checkpoint).toMatchObject({ sequence: 5, installationId: control.deps.controlId })
    await control.database.transact(tx =>
      tx.updateTable('audit').set({ actor_name: 'Nobody' }).where('sequence', '=', 3).execute(),
    )
    expect((await control.ask('GET', '/v1/audit/verify')).body).toMatchObject({ ok: false, brokenAt: 3 })
  })
})
