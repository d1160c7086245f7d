import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foreignIssuer, issuedAt, sevenClaims } from './foreign-issuer.ts'
import { freshFolder, runLicet } from './run-licet.ts'

const issuer = foreignIssuer()
const token = issuer.sign(sevenClaims)
const inForce = String(issuedAt + 1)

function verify(input: string | Uint8Array, ...args: string[]) {
  return runLicet(['verify', '--trust', issuer.trustFile, '--now', inForce, ...args, '-'], { input })
}

async function verdict(input: string | Uint8Array, ...args: string[]) {
  const run = await verify(input, '--json', ...args)
  return { code: run.code, stderr: run.stderr, answer: JSON.parse(run.stdout) }
}

describe('licet verify', () => {
  it.each(['Ed25519', 'EdDSA', 'ES256'] as const)(
    'accepts seven claims signed with %s by somebody else’s tool, without kid or typ',
    async alg => {
      const other = foreignIssuer(alg)
      const args = ['verify', '--trust', other.trustFile, '--now', inForce, '--json', '-']
      const run = await runLicet(args, { input: other.sign(sevenClaims) })
      expect(run).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(run.stdout)).toEqual({
        valid: true,
        state: 'active',
        code: null,
        kid: 'vendor-1',
        claims: sevenClaims,
      })
    },
  )

  it('says by how much a token that was issued ahead of the clock is ahead of it', async () => {
    const ahead = issuer.sign({ ...sevenClaims, iat: issuedAt + 11 * 86_400 })
    const run = await verify(ahead)
    expect([run.code, run.stdout.split('\n')[1]]).toEqual([1, 'ISSUED_IN_FUTURE'])
    expect(run.stdout).toContain('(11 days ahead)')
  })

  it('says yes in words, to a person', async () => {
    const run = await verify(token)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(/^Genuine and in force until 2027-01-01 00:00:00 UTC/)
  })

  it('never echoes a claim that has no meaning', async () => {
    const { answer } = await verdict(issuer.sign({ ...sevenClaims, salesperson: 'Bob', Seats: 99 }))
    expect(answer.claims).toEqual(sevenClaims)
  })

  it.each([
    ['expired', issuedAt + 31_536_000, { code: 'LICENSE_EXPIRED', claims: sevenClaims, kid: 'vendor-1' }],
    ['expiring', issuedAt + 31_535_999, { code: null, valid: true }],
  ])('judges at --now: %s', async (state, now, expected) => {
    const { code, answer } = await verdict(token, '--now', String(now))
    expect(code).toBe(answer.valid ? 0 : 1)
    expect(answer).toMatchObject({ state, ...expected })
  })

  it('answers no to a license that starts later', async () => {
    const later = issuer.sign({ ...sevenClaims, nbf: issuedAt + 1000 })
    expect(await verdict(later)).toMatchObject({
      code: 1,
      answer: { state: 'scheduled', code: 'NOT_YET_VALID' },
    })
  })

  it('allows one final newline', async () => {
    expect(await verify(`${token}\n`)).toMatchObject({ code: 0 })
  })

  it.each([
    ['a second newline', `${token}\n\n`],
    ['a carriage return', `${token}\r\n`],
    ['a leading space', ` ${token}`],
    ['a line wrap', `${token.slice(0, 60)}\n${token.slice(60)}`],
    ['quotes', `"${token}"`],
    ['a byte order mark', `\ufeff${token}`],
    ['a zero-width space', `${token}\u200b`],
    ['NUL', `${token}\0`],
    ['nothing', ''],
    ['a newline alone', '\n'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('repairs nothing else: refuses %s', async (_what, input) => {
    expect(await verdict(input)).toMatchObject({
      code: 1,
      answer: { valid: false, state: 'unreadable', code: 'TOKEN_MALFORMED', kid: null, claims: null },
    })
  })

  it('refuses what is longer than any license, however long', async () => {
    const run = await verdict('a'.repeat(20_000_000))
    expect(run).toMatchObject({ code: 1, answer: { code: 'TOKEN_TOO_LARGE' } })
  })

  it.each([
    ['another key', foreignIssuer().sign(sevenClaims), 'TOKEN_SIGNATURE_INVALID'],
    ['no algorithm', issuer.sign(sevenClaims, { alg: 'none' }), 'TOKEN_ALG_INVALID'],
    ['another issuer', issuer.sign({ ...sevenClaims, iss: 'aidoo.biz.evil' }), 'ISSUER_WRONG'],
    ['a wrong claim', issuer.sign({ ...sevenClaims, seats: '10' }), 'CLAIMS_INVALID'],
  ])('answers no to %s', async (_what, forged, code) => {
    expect(await verdict(forged)).toMatchObject({ code: 1, answer: { valid: false, code, claims: null } })
  })

  it('takes the trust file from LICET_TRUST_FILE too', async () => {
    const env = { LICET_TRUST_FILE: issuer.trustFile }
    expect(await runLicet(['verify', '--now', inForce, '-'], { input: token, env })).toMatchObject({
      code: 0,
    })
  })
})

describe('licet verify ends with 2', () => {
  it.each<[string, string | null, string]>([
    ['no trust file', null, 'TRUST_MISSING'],
    ['a trust file that is not there', join(freshFolder(), 'none.json'), 'TRUST_UNREADABLE'],
    ['a trust file that is a folder', freshFolder(), 'TRUST_UNREADABLE'],
    ['a trust file that is no JSON', fileWith('{'), 'TRUST_UNREADABLE'],
    ['a trust file without keys', fileWith('{"issuer":"aidoo.biz","keys":[]}'), 'TRUST_MISSING'],
    ['a trust file with a private key', fileWith(trustWith({ d: 'A'.repeat(43) })), 'TRUST_KEY_INVALID'],
    [
      'a trust file with a low-order point',
      fileWith(trustWith({ x: `AQ${'A'.repeat(41)}` })),
      'TRUST_KEY_WEAK',
    ],
  ])('for %s', async (_what, trustFile, code) => {
    const trust = trustFile === null ? [] : ['--trust', trustFile]
    const run = await runLicet(['verify', ...trust, '--json', '-'], { input: token })
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toEqual({
      valid: false,
      state: 'unreadable',
      code,
      kid: null,
      claims: null,
    })
  })

  it.each([
    [['--now', 'yesterday']],
    [['--now', '-5']],
    [['--now', '1.5']],
    [['--strict']],
    [['-', 'another']],
  ])('for misuse: %j', async args => {
    const run = await runLicet(['verify', '--trust', issuer.trustFile, ...args], { input: token })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).not.toMatch(/\n {4}at /)
  })

  it('for a token where a file belongs, without repeating it', async () => {
    const run = await runLicet(['verify', '--trust', issuer.trustFile, token])
    expect(run.code).toBe(2)
    expect(run.stdout + run.stderr).not.toContain(token.slice(0, 40))
  })
})

function fileWith(text: string): string {
  const path = join(freshFolder(), 'trust.json')
  writeFileSync(path, text)
  return path
}

function trustWith(changes: object): string {
  const jwk = { ...issuer.publicKey.export({ format: 'jwk' }), ...changes }
  const entry = { kid: 'k', alg: 'Ed25519', use: 'license', status: 'active', jwk }
  return JSON.stringify({ issuer: 'aidoo.biz', keys: [entry] })
}
