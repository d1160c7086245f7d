import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { issuedAt, sevenClaims } from './foreign-issuer.ts'
import { keyOnDisk, trustFileOf } from './key-on-disk.ts'
import { freshFolder, runLicet } from './run-licet.ts'

const key = await keyOnDisk('license')
const trust = trustFileOf(key)
const now = ['--now', String(issuedAt)]
const buyer = [
  '--issuer',
  'aidoo.biz',
  '--subject',
  'acme',
  '--customer',
  'Acme Corp',
  '--tier',
  'professional',
]
const required = [...buyer, '--seats', '10', '--products', 'pika,vera', '--expires', '1y']

function issue(...args: string[]) {
  return runLicet(['issue', '--key', key.file, ...now, ...args])
}

async function claimsOf(...args: string[]) {
  const run = await issue(...args)
  expect(run.stderr).not.toContain('licet:')
  const checked = await runLicet(['verify', '--trust', trust, ...now, '--json', '-'], { input: run.stdout })
  return JSON.parse(checked.stdout).claims
}

describe('licet issue', () => {
  it('prints a token, and nothing else on stdout, that verifies', async () => {
    const run = await issue(...required)
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const checked = await runLicet(['verify', '--trust', trust, ...now, '-'], { input: run.stdout })
    expect(checked.code).toBe(0)
  })

  it('adds an id and the time of issue, unless only the claims given are wanted', async () => {
    const { jti, iat, ...rest } = await claimsOf(...required)
    expect(jti).toMatch(/^lic_[0-9a-f]{24}$/)
    expect(iat).toBe(issuedAt)
    expect(rest).toEqual(sevenClaims)
    expect(await claimsOf(...required, '--minimal')).toEqual(sevenClaims)
  })

  it('writes every claim that a license can have', async () => {
    const identity = '--id lic_1 --audience ins_1 --audience ins_2 --revision 3 --starts 2026-02-01'.split(
      ' ',
    )
    const rules =
      '--feature export --feature rows=1000 --feature region=eu --warn-days 14 --preset appliance'.split(' ')
    expect(await claimsOf(...required, ...identity, ...rules)).toEqual({
      ...sevenClaims,
      iat: issuedAt,
      nbf: Date.parse('2026-02-01') / 1000,
      jti: 'lic_1',
      aud: ['ins_1', 'ins_2'],
      rev: 3,
      features: { export: true, rows: 1000, region: 'eu' },
      warn_days: 14,
      policy: {
        enforcement: 'locked',
        binding: 'machine',
        match: { at_least: 3, product_version: false },
        machines: 1,
        transfer: 'staff',
        activation_grace_seconds: 0,
        heartbeat_seconds: 86_400,
        grace_seconds: 1_209_600,
      },
    })
  })

  it('takes claims from a file, dates as people write them, and lets options win', async () => {
    const file = join(freshFolder(), 'claims.json')
    writeFileSync(file, JSON.stringify({ ...sevenClaims, exp: '2027-01-01', seats: 5 }))
    expect(await claimsOf('--from', file, '--minimal', '--seats', '10')).toEqual({
      ...sevenClaims,
      exp: sevenClaims.exp + 86_399,
    })
  })

  it('takes the issuer from the trust file where nobody names one', async () => {
    const args = ['--trust', trust, ...required.slice(2)]
    expect(await claimsOf(...args)).toMatchObject({ iss: 'aidoo.biz' })
  })

  it('writes the token to a file and draws it, when asked', async () => {
    const out = join(freshFolder(), 'acme.license')
    const run = await issue(...required, '--out', out, '--qr')
    expect(readFileSync(out, 'utf8')).toBe(run.stdout)
    expect(run.stderr).toContain('█')
  })

  it.each<[string, string[], string]>([
    ['a claim is missing', required.slice(2), 'CLAIM_MISSING'],
    ['a claim is wrong', [...required, '--tier', 'Gold'], 'CLAIMS_REFUSED'],
    ['a date is no date', [...required, '--expires', '2026-02-30'], 'DATE_INVALID'],
    ['a preset is unknown', [...required, '--preset', 'generous'], 'OPTION_INVALID'],
    ['the file with claims is not there', [...required, '--from', '/nonexistent'], 'FILE_UNREADABLE'],
    ['the file with claims is a list', [...required, '--from', '-'], 'FILE_NOT_JSON'],
    ['a number is no number', [...required, '--seats', 'ten'], 'error:'],
  ])('signs nothing and ends with 2 when %s', async (_what, args, code) => {
    const run = await issue(...args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(code)
  })

  it('signs nothing with a key that is kept for something else', async () => {
    const other = await keyOnDisk('activation')
    const run = await runLicet(['issue', '--key', other.file, ...required])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('KEY_USE_WRONG')
  })
})
