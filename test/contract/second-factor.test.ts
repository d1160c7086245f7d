import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Account, addAccount, setUp, signIn } from '../support/accounts.ts'
import { expectError } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { wallClock } from '../support/token.ts'

let hub: Hub
let uma: Account & { id: string }
let secret: string
let recoveryCodes: string[]
beforeAll(async () => {
  hub = await startHub({ env: { HUB_TRUSTED_PROXIES: '127.0.0.1' } })
  await setUp(hub)
  uma = await addAccount(hub)
})
afterAll(() => hub.stop())

/** The six digits of an authenticator app (RFC 6238, SHA-1, 30 s), from the base32 secret; `steps` later than now. */
function codeOf(base32: string, steps = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = base32
    .replace(/=+$/, '')
    .split('')

    .map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(wallClock() / 30) + steps))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}

const enter = (code?: string, from = '198.51.100.1') =>
  hub.anonymous.post(
    '/api/session',
    { email: uma.email, password: uma.password, ...(code === undefined ? {} : { code }) },
    { 'x-forwarded-for': from },
  )

test('is offered with a secret for an authenticator app and ten recovery codes, and counts only once confirmed', async () => {
  const session = hub.anonymous.as(await signIn(hub, uma))
  expectError(await session.post('/api/profile/second-factor', { password: 'not the password' }), 403)
  const started = await session.post('/api/profile/second-factor', { password: uma.password })
  expect(started.status, started.text).toBe(200)
  expect(started.body.uri).toMatch(/^otpauth:\/\/totp\//)
  expect(new Set(started.body.recoveryCodes).size).toBe(10)
  ;({ secret, recoveryCodes } = started.body)
  expect((await enter()).status).toBe(200)
  expect(
    (await session.post('/api/profile/second-factor/confirm', { code: '000000' })).status,
  ).toBeGreaterThanOrEqual(400)
  expect((await enter()).status).toBe(200)
  const code = codeOf(secret)
  expect((await session.post('/api/profile/second-factor/confirm', { code })).status).toBe(204)
  expectError(await enter(code), 401, 'SECOND_FACTOR_INVALID')
})

test('is then asked for at every sign-in, and a wrong one lets nobody in', async () => {
  expectError(await enter(), 401, 'SECOND_FACTOR_REQUIRED')
  const wrong = String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0')
  expectError(await enter(wrong), 401, 'SECOND_FACTOR_INVALID')
})

test('is never asked before the password is right, so nobody learns who has one', async () => {
  const answer = await hub.anonymous.post('/api/session', {
    email: uma.email,
    password: 'wrong password, long enough',
  })
  expectError(answer, 401, 'CREDENTIAL_INVALID')
})

test('lets in with the app’s code', async () => {
  const answer = await enter(codeOf(secret, 1))
  expect(answer.status, answer.text).toBe(200)
})

test('lets in with a recovery code, once', async () => {
  const [code] = recoveryCodes
  expect((await enter(code)).status).toBe(200)
  expectError(await enter(code), 401, 'SECOND_FACTOR_INVALID')
})

test('is not kept from its owner by whoever knows the password and guesses codes elsewhere', async () => {
  for (let n = 0; n < 24; n++) await enter('000000', `203.0.113.${n % 4}`)
  // At once: on a slow machine a wait may be over by the next guess.
  const guesses = await Promise.all(Array.from({ length: 4 }, () => enter('000000', '203.0.113.1')))
  const [waiting] = guesses.filter(({ status }) => status === 429)
  if (waiting === undefined) throw new Error('No guess had to wait.')
  expectError(waiting, 429, 'RATE_LIMITED')
  expect((await enter(recoveryCodes[1], '198.51.100.2')).status).toBe(200)
})

test('neither sessions nor recovery codes can be read from the database or from a backup of it', async () => {
  const token = await signIn(hub, await addAccount(hub))
  const made = await hub.admin.post('/api/backups', {})
  expect(made.status, made.text).toBeLessThan(300)
  const files = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.db(-wal)?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  expect(files.some(path => path.includes('backups'))).toBe(true)
  for (const path of files) {
    const bytes = readFileSync(path).toString('latin1')
    for (const text of [token, ...recoveryCodes]) expect(bytes).not.toContain(text)
    if (!path.includes('backups')) continue
    const copy = new Database(path, { readonly: true })
    for (const table of ['session', 'verification'])
      expect(copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    copy.close()
  }
})

test('is taken away by an administrator, and the password alone lets in again', async () => {
  expect((await hub.admin.get(`/api/users/${uma.id}`)).body.secondFactor).toBe(true)
  expect((await hub.admin.delete(`/api/users/${uma.id}/second-factor`)).status).toBeLessThan(300)
  expect((await hub.admin.get(`/api/users/${uma.id}`)).body.secondFactor).toBe(false)
  expect((await enter()).status).toBe(200)
})
