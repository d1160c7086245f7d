import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adminPassword, createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

let hub: TestHub
let mine: string
beforeEach(async () => {
  hub = await openTestHub()
  mine = await setUp(hub)
})
afterEach(() => hub.close())

/** RFC 6238 by hand, so that the secret is proven to be what an authenticator app needs. */
function codeAt(base32: string, seconds: number): string {
  const bits = Array.from(base32)
    .map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map(byte => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
/** Confirming uses this moment's code up; the next one counts already. */
const codeNext = (secret: string): string => codeAt(secret, Date.now() / 1000 + 30)
const codeNow = (secret: string): string => codeAt(secret, Date.now() / 1000)
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const signIn = (code?: string) =>
  hub.ask('POST', '/api/session', {
    as: null,
    body: { email: 'ada@example.com', password: adminPassword, code },
  })
const mineTo = (method: string, path: string, body?: object) =>
  hub.ask(method, `/api/profile/second-factor${path}`, { as: mine, body })

async function enable(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { body } = await mineTo('POST', '', { password: adminPassword })
  expect((await mineTo('POST', '/confirm', { code: codeNow(body.secret) })).status).toBe(204)
  return body
}

describe('a second factor', () => {
  test('counts only once a code has confirmed it; the session that asked stays and every other ends', async () => {
    const other = (await signIn()).body.token
    expect((await mineTo('POST', '', { password: 'wrong password here' })).body.code).toBe('PASSWORD_WRONG')
    const started = await mineTo('POST', '', { password: adminPassword })
    expect(started.body.uri).toMatch(/^otpauth:\/\/totp\/Licet/)
    expect(started.body.recoveryCodes).toHaveLength(10)
    expect((await signIn()).status).toBe(200)
    const code = codeNow(started.body.secret)
    expect((await mineTo('POST', '/confirm', { code: wrong(code) })).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await mineTo('POST', '/confirm', { code })).status).toBe(204)
    expect((await hub.ask('GET', '/api/session', { as: mine })).body.user.secondFactor).toBe(true)
    expect((await hub.ask('GET', '/api/session', { as: other })).status).toBe(401)
    expect((await mineTo('POST', '', { password: adminPassword })).status).toBe(400)
  })

  test('is asked for after the password, and a code works once', async () => {
    const { secret } = await enable()
    expect((await signIn()).body.code).toBe('SECOND_FACTOR_REQUIRED')
    expect((await signIn(wrong(codeNow(secret)))).body.code).toBe('SECOND_FACTOR_INVALID')
    const code = codeNext(secret)
    expect((await signIn(code)).status).toBe(200)
    expect((await signIn(code)).body.code).toBe('SECOND_FACTOR_INVALID')
    const sessions = hub.deps.database.raw.prepare('SELECT count(*) FROM session').pluck().get()
    expect(sessions).toBe(2)
  })

  test('is not proven by the code that confirmed it', async () => {
    const { body } = await mineTo('POST', '', { password: adminPassword })
    const code = codeNow(body.secret)
    expect((await mineTo('POST', '/confirm', { code })).status).toBe(204)
    expect((await signIn(code)).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn(` ${code.slice(0, 3)} ${code.slice(3)}`)).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn(codeNext(body.secret))).status).toBe(200)
  })

  test('is replaced by each recovery code once', async () => {
    const { recoveryCodes } = await enable()
    expect((await signIn(recoveryCodes[0])).status).toBe(200)
    expect((await signIn(recoveryCodes[0])).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn(` ${recoveryCodes[1]?.toUpperCase().replaceAll('-', ' ')}`)).status).toBe(200)
    expect((await signIn(recoveryCodes[1])).body.code).toBe('SECOND_FACTOR_INVALID')
    expect((await signIn('aaaaa-bbbbb')).body.code).toBe('SECOND_FACTOR_INVALID')
  })

  test('guessed at is slowed down like a password', async () => {
    const { secret } = await enable()
    const answers: number[] = []
    for (let i = 0; i < 7; i++) answers.push((await signIn(wrong(codeNow(secret)))).status)
    expect(answers.slice(-1)).toEqual([429])
  })

  test('is taken away with the password, or by an administrator for somebody else', async () => {
    await enable()
    expect((await mineTo('DELETE', '', { password: 'wrong password here' })).body.code).toBe('PASSWORD_WRONG')
    expect((await mineTo('DELETE', '', { password: adminPassword })).status).toBe(204)
    expect((await signIn()).status).toBe(200)
    await enable()
    const { id } = (await hub.ask('GET', '/api/session', { as: mine })).body.user
    expect((await hub.ask('DELETE', `/api/users/${id}/second-factor`)).status).toBe(204)
    expect((await hub.ask('GET', '/api/session', { as: mine })).status).toBe(401)
    expect((await signIn()).status).toBe(200)
  })

  test('lies encrypted in the database, its recovery codes and the tokens of sessions as hashes', async () => {
    const { secret, recoveryCodes } = await enable()
    const stored = JSON.stringify(hub.deps.database.raw.prepare('SELECT * FROM two_factor').all())
    for (const text of [secret, ...recoveryCodes]) expect(stored).not.toContain(text)
    const file = Buffer.concat(
      [hub.databasePath, `${hub.databasePath}-wal`].map(path => readFileSync(path)),
    ).toString('latin1')
    const { token } = (await signIn(recoveryCodes[0])).body
    for (const text of [mine, token, ...recoveryCodes]) expect(file).not.toContain(text)
    const ids = hub.deps.database.raw.prepare<[], string>('SELECT token FROM session').pluck().all()
    for (const id of ids) expect((await hub.ask('GET', '/api/session', { as: id })).status).toBe(401)
    expect((await hub.ask('GET', '/api/session', { as: token })).status).toBe(200)
  })

  test('that the settings ask for keeps administrators from everything but setting it up', async () => {
    await hub.ask('PATCH', '/api/settings', { body: { requireSecondFactor: 'admins' } })
    expect((await hub.ask('GET', '/api/users', { as: mine })).body.code).toBe('SECOND_FACTOR_SETUP_REQUIRED')
    expect((await hub.ask('GET', '/api/session', { as: mine })).body.mustSetUpSecondFactor).toBe(true)
    expect((await hub.ask('GET', '/api/users')).status).toBe(200)
    await enable()
    expect((await hub.ask('GET', '/api/users', { as: mine })).status).toBe(200)
    expect((await createUser(hub)).status).toBe(201)
  })
})
