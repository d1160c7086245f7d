import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret, runCli, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'

let directory: string
let keyFile: string
let passphrase: string
let trustFile: string
const vendor = (...args: string[]) =>
  runCli(args, { env: { LICET_PASSPHRASE: passphrase, LICET_HOME: directory } })
const license = [
  '--issuer',
  'aidoo.biz',
  '--subject',
  'cust_1',
  '--customer',
  'Acme Corp',
  '--tier',
  'professional',
  '--seats',
  '7',
  '--products',
  'pika,vera',
]

beforeAll(async () => {
  directory = createDirectory('vendor')
  keyFile = join(directory, 'key.json')
  trustFile = join(directory, 'trust.json')
  passphrase = createSecret()
  const made = await vendor('keys', 'generate', '--use', 'license', '--out', keyFile, '--json')
  expect(made.code, made.stderr).toBe(0)
})

const issue = async (...more: string[]): Promise<string> => {
  const run = await vendor('issue', '--key', keyFile, ...license, ...more)
  expect(run.code, run.stderr).toBe(0)
  return run.stdout
}

describe('the key file', () => {
  test('belongs to its owner alone, and holds no private part in the clear', () => {
    expect(statSync(keyFile).mode & 0o077).toBe(0)
    const text = readFileSync(keyFile, 'utf8')
    expect(text).not.toMatch(/"d"\s*:|PRIVATE KEY-----\n[A-Z]/)
    expect(text).not.toContain(passphrase)
  })

  test('opens with its passphrase alone: any other is exit 2, and no token', async () => {
    const run = await runCli(['issue', '--key', keyFile, ...license, '--expires', '1y'], {
      env: { LICET_PASSPHRASE: createSecret() },
    })
    expect([run.code, run.stdout]).toEqual([2, ''])
  })

  test('is never overwritten', async () => {
    const before = readFileSync(keyFile, 'utf8')
    expect((await vendor('keys', 'generate', '--use', 'license', '--out', keyFile)).code).not.toBe(0)
    expect(readFileSync(keyFile, 'utf8')).toBe(before)
  })
})

test('an issued license verifies against the trust that was built of its key, and a Hub that trusts it activates it', async () => {
  const built = await vendor('trust', 'build', '--help')
  expect(built.code).toBe(0)
  const jwk = await vendor(
    'keys',
    'generate',
    '--use',
    'license',
    '--out',
    join(directory, 'second.json'),
    '--json',
  )
  expect(jwk.code, jwk.stderr).toBe(0)
  const list = await vendor('trust', 'build', '--issuer', 'aidoo.biz', '--key', keyFile, '--out', trustFile)
  expect(list.code, list.stdout + list.stderr).toBe(0)
  const token = await issue('--expires', '90d')
  const verified = await runCli(['verify', '--trust', trustFile, '--json', '-'], { input: token })
  expect(verified.code, verified.stdout).toBe(0)
  expect(JSON.parse(verified.stdout)).toMatchObject({
    valid: true,
    claims: { seats: 7, customer: 'Acme Corp' },
  })

  const hub = await startHub({
    key: createSigningKey('unused'),
    trust: JSON.parse(readFileSync(trustFile, 'utf8')),
  })
  expect((await hub.admin.post('/api/license/activate', { key: token })).body).toMatchObject({
    valid: true,
    seats: 7,
  })
  await hub.stop()
})

test('--minimal issues the seven claims and nothing else', async () => {
  const token = await issue('--expires', '2030-01-01', '--minimal')
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(Object.keys(claims).toSorted()).toEqual([
    'customer',
    'exp',
    'iss',
    'products',
    'seats',
    'sub',
    'tier',
  ])
  // A date as an end is the last second of its day.
  expect(claims.exp).toBe(Date.UTC(2030, 0, 2) / 1000 - 1)
})

test.each([
  ['no seats at all', ['--seats', '0']],
  ['a tier of upper case', ['--tier', 'Professional']],
  ['an end in the past of its start', ['--expires', '2027-01-01', '--starts', '2028-01-01']],
  ['a duration that is none', ['--expires', 'soon']],
])('never signs %s', async (_, args) => {
  const run = await vendor('issue', '--key', keyFile, ...license, '--expires', '1y', ...args)
  expect(run.code).not.toBe(0)
  expect(run.stdout).toBe('')
})

test('inspect explains a license without any trust, and says that nothing was verified', async () => {
  const path = join(directory, 'license.txt')
  writeFileSync(path, `> ${(await issue('--expires', '1y')).trim().replace(/(.{70})/g, '$1\n> ')}`)
  const run = await runCli(['inspect', path])
  expect(run.code).toBe(0)
  expect(run.stdout).toContain('Acme Corp')
  expect(run.stdout + run.stderr).toMatch(/not (been )?verified|unverified|nothing (was|is) verified/i)
})
