import { beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../support/hub.ts'
import { signedByOpenssl } from '../support/openssl-signature.ts'
import { createSigningKey, type SigningKey } from '../support/signing-key.ts'
import { sevenClaims, signToken, wallClock } from '../support/token.ts'
import { trustEntry, trustOf, writeTrustFile } from '../support/trust-file.ts'

let key: SigningKey
let trust: string
beforeAll(() => {
  key = createSigningKey('vendor-1')
  trust = writeTrustFile(trustOf([trustEntry(key)]))
})

const verify = (input: string | Uint8Array, ...args: string[]) =>
  runCli(['verify', '--trust', trust, ...args, '-'], { input })
const now = wallClock()

describe('exit 0, genuine and in force:', () => {
  test('the seven claims alone, signed by openssl', async () => {
    const claims = sevenClaims()
    const { code, stdout } = await verify(signedByOpenssl(key, claims), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, state: 'active', kid: 'vendor-1', claims })
  })

  test('with one final newline', async () => {
    expect((await verify(`${signToken(key, sevenClaims())}\n`)).code).toBe(0)
  })

  test('--now inside its time, whatever the clock says', async () => {
    const token = signToken(key, sevenClaims({ exp: 2_000 }))
    expect((await verify(token, '--now', '1999')).code).toBe(0)
    expect((await verify(token, '--now', '2000')).code).toBe(1)
  })
})

describe('exit 1, a negative answer:', () => {
  test.each<[string, () => string | Uint8Array, Record<string, unknown>]>([
    ['expired', () => signToken(key, sevenClaims({ exp: now - 1 })), { valid: false, state: 'expired' }],
    [
      'not yet valid',
      () => signToken(key, sevenClaims({ nbf: now + 500 })),
      { valid: false, state: 'scheduled' },
    ],
    [
      'forged',
      () => signToken(createSigningKey('vendor-1'), sevenClaims()),
      { valid: false, code: 'TOKEN_SIGNATURE_INVALID' },
    ],
    [
      'of an unknown key',
      () => signToken(key, sevenClaims(), { kid: 'other' }),
      { valid: false, code: 'TOKEN_KEY_UNKNOWN' },
    ],
    [
      'incomplete',
      () => signToken(key, sevenClaims({ seats: undefined })),
      { valid: false, code: 'CLAIMS_INVALID' },
    ],
    ['empty', () => '', { valid: false }],
    ['one newline', () => '\n', { valid: false }],
    [
      'two final newlines',
      () => `${signToken(key, sevenClaims())}\n\n`,
      { valid: false, code: 'TOKEN_MALFORMED' },
    ],
    ['a leading space', () => ` ${signToken(key, sevenClaims())}`, { valid: false, code: 'TOKEN_MALFORMED' }],
    ['quoted', () => `"${signToken(key, sevenClaims())}"`, { valid: false, code: 'TOKEN_MALFORMED' }],
    [
      'wrapped',
      () => signToken(key, sevenClaims()).replace(/(.{60})/, '$1\n'),
      { valid: false, code: 'TOKEN_MALFORMED' },
    ],
    ['too long', () => 'A'.repeat(10_000_000), { valid: false, code: 'TOKEN_TOO_LARGE' }],
    ['binary', () => Buffer.from([0, 0xff, 0xfe, 0x80]), { valid: false, code: 'TOKEN_MALFORMED' }],
  ])('%s', async (_, input, expected) => {
    const { code, stdout } = await verify(input(), '--json')
    expect(code, stdout).toBe(1)
    const answer = JSON.parse(stdout)
    expect(Object.keys(answer).toSorted()).toEqual(['claims', 'code', 'kid', 'state', 'valid'])
    expect(answer).toMatchObject(expected)
    expect(answer.code === null || answer.code === '').toBe(false)
  })
})

describe('exit 2, misuse or unreadable trust:', () => {
  test.each<[string, () => string[]]>([
    ['no trust', () => ['verify', '-']],
    ['a trust that is not there', () => ['verify', '--trust', '/nonexistent', '-']],
    ['an unknown option', () => ['verify', '--trust', trust, '--lenient', '-']],
    ['a time that is none', () => ['verify', '--trust', trust, '--now', 'tomorrow', '-']],
    ['an unknown command', () => ['verifi']],
  ])('%s', async (_, args) => {
    const { code, stdout, stderr } = await runCli(args(), { input: signToken(key, sevenClaims()) })
    expect(code).toBe(2)
    expect(stdout + stderr).toMatch(/\S/)
  })
})

test('prints exactly one JSON object to stdout and keeps the token out of every message', async () => {
  const token = signToken(createSigningKey('x'), sevenClaims())
  const { stdout, stderr } = await verify(token, '--json')
  expect(() => JSON.parse(stdout)).not.toThrow()
  expect(stdout + stderr).not.toContain(token.split('.')[2])
})

test('without --json says it in words', async () => {
  const { code, stdout } = await verify(signToken(key, sevenClaims()))
  expect(code).toBe(0)
  expect(stdout).toMatch(/\bin force\b/)
})
