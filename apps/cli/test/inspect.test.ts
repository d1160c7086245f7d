import { describe, expect, it } from 'vitest'
import { foreignIssuer, issuedAt, sevenClaims } from './foreign-issuer.ts'
import { runLicet } from './run-licet.ts'

const issuer = foreignIssuer()
const token = issuer.sign(sevenClaims)
const now = ['--now', String(issuedAt)]
const trusted = ['--trust', issuer.trustFile, ...now]

function inspect(input: string, ...args: string[]) {
  return runLicet(['inspect', ...args, '-'], { input })
}

describe('licet inspect', () => {
  it('explains every claim and the state, verified', async () => {
    const run = await inspect(token, ...trusted)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(
      /^VERIFIED: genuine, signed by vendor-1\. State: active\..*It becomes "expiring" in 335 days/,
    )
    for (const value of [
      'Acme Corp',
      'acme',
      'aidoo.biz',
      'professional',
      'pika, vera',
      '10',
      '2027-01-01 00:00:00 UTC, in 365 days',
    ])
      expect(run.stdout).toContain(value)
  })

  it('marks everything as unverified where no trust file is given', async () => {
    const run = await inspect(token, ...now)
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/^UNVERIFIED: no trust file was given/)
    const { stdout } = await inspect(token, '--json', ...now)
    expect(JSON.parse(stdout)).toMatchObject({
      verified: false,
      valid: null,
      state: null,
      claims: sevenClaims,
    })
  })

  it.each([
    ['line wraps', token.replace(/.{60}/g, '$&\r\n'), 'line_breaks'],
    ['quotes', `“${token}”`, 'quotes'],
    ['the word Bearer', `Bearer ${token}`, 'bearer'],
    ['mail around it', `Hello,\nyour license:\n\n> ${token}\n\nRegards`, 'surrounding_text'],
  ])('repairs %s and says so', async (_what, pasted, repair) => {
    const run = await inspect(pasted, '--json', ...trusted)
    expect(run.code).toBe(0)
    expect(run.stderr).not.toBe('')
    expect(JSON.parse(run.stdout)).toMatchObject({
      verified: true,
      valid: true,
      removed: expect.arrayContaining([repair]),
    })
  })

  it.each([
    ['forged', foreignIssuer().sign(sevenClaims), { code: 'TOKEN_SIGNATURE_INVALID', verified: false }],
    [
      'expired',
      issuer.sign({ ...sevenClaims, exp: issuedAt - 1 }),
      { code: 'LICENSE_EXPIRED', verified: true, state: 'expired' },
    ],
    [
      'from another issuer',
      issuer.sign({ ...sevenClaims, iss: 'evil' }),
      { code: 'ISSUER_WRONG', verified: false },
    ],
  ])('ends with 1 and still shows what the text claims when it is %s', async (_what, text, expected) => {
    const run = await inspect(text, '--json', ...trusted)
    expect(run.code).toBe(1)
    expect(JSON.parse(run.stdout)).toMatchObject({
      valid: false,
      ...expected,
      claims: { customer: 'Acme Corp' },
    })
    const words = await inspect(text, ...trusted)
    expect(words.stdout).toContain(expected.verified ? 'VERIFIED' : 'Do not believe it')
  })

  it.each([
    ['', 'PASTE_EMPTY'],
    ['hello', 'TOKEN_MALFORMED'],
    ['a.b.c', 'TOKEN_MALFORMED'],
  ])('ends with 1 for what is no license at all: %j', async (text, code) => {
    const run = await inspect(text, '--json', ...trusted)
    expect(run.code).toBe(1)
    expect(JSON.parse(run.stdout)).toHaveProperty('code')
    expect(JSON.parse(run.stdout).code.startsWith(code.slice(0, 5))).toBe(true)
  })

  it('never lets a license write to the terminal', async () => {
    const hostile = issuer.sign({ ...sevenClaims, customer: 'A\u001b[2J\u202eB', 'x\u001b]0;y': 1 })
    const run = await inspect(hostile, ...now)
    for (const character of ['\u001b', '\u202e']) expect(run.stdout).not.toContain(character)
    expect(run.stdout).toContain('A\\u{1b}[2J\\u{202e}B')
  })

  it('names other artifacts for what they are', async () => {
    const list = issuer.sign({ iss: 'aidoo.biz', sequence: 1 }, { alg: 'Ed25519', typ: 'revocations+jwt' })
    expect((await inspect(list)).stdout).toContain('not a license but: revocations')
    expect((await inspect('ACME-0000-0000-0000-0000')).stdout).toContain('short key')
  })
})
