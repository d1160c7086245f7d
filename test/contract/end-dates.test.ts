import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectToken, lastSecondOf } from '@licet/license'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret, runCli } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { assertStatus, issueLicense, showLicense } from '../support/vendor.ts'

/** A day some 400 days ahead, as a person writes it, and its last second. */
const day = new Date((wallClock() + 400 * daySeconds) * 1000).toISOString().slice(0, 10)
const end = Date.parse(`${day}T23:59:59Z`) / 1000
const start = Date.parse(`${day}T00:00:00Z`) / 1000
const spokenEnd = `${day} is ${day} 23:59:59 UTC.`
const terms = ['--tier', 'professional', '--seats', '10', '--products', 'pika']
const buyer = ['--issuer', 'aidoo.biz', '--subject', 'cust_1', '--customer', 'Acme Corp']
const folder = createDirectory('dates')
const keyFile = join(folder, 'key.json')
const passphrase = createSecret()
let control: Control

const run = async (...args: string[]) => {
  const env = {
    LICET_PASSPHRASE: passphrase,
    LICET_HOME: folder,
    LICET_CONTROL_URL: control.url,
    LICET_CONTROL_TOKEN: control.adminToken,
  }
  const done = await runCli(args, { env })
  expect(done.code, done.stderr).toBe(0)
  return done
}
const claimsOf = (token: string) => inspectToken(token.trim()).claims

beforeAll(async () => {
  control = await startControl()
  await run('keys', 'generate', '--use', 'license', '--out', keyFile)
})
afterAll(() => control.stop())

/** Every door that takes a date for an end, and the end that came of it. */
const doors: [door: string, enter: () => Promise<{ end: unknown; said: string }>][] = [
  [
    'licet issue',
    async () => {
      const { stdout, stderr } = await run('issue', '--key', keyFile, ...buyer, ...terms, '--expires', day)
      return { end: claimsOf(stdout).exp, said: stderr }
    },
  ],
  [
    'a file of claims',
    async () => {
      const file = join(folder, 'claims.json')
      writeFileSync(file, JSON.stringify({ exp: day }))
      const { stdout, stderr } = await run('issue', '--key', keyFile, '--from', file, ...buyer, ...terms)
      return { end: claimsOf(stdout).exp, said: stderr }
    },
  ],
  [
    'licet keyset create',
    async () => {
      const { stdout, stderr } = await run(
        'keyset',
        'create',
        '--issuer',
        'aidoo.biz',
        '--key',
        keyFile,
        '--expires',
        day,
      )
      return { end: JSON.parse(stdout).exp, said: stderr }
    },
  ],
  [
    'licet license issue',
    async () => {
      const options = [
        '--customer',
        'Acme Corp',
        '--policy',
        'air-gapped',
        ...terms,
        '--expires',
        day,
        '--json',
      ]
      const { stdout, stderr } = await run('license', 'issue', ...options)
      return { end: JSON.parse(stdout).license.expiresAt, said: stderr }
    },
  ],
  [
    'licet license renew',
    async () => {
      const { id } = await issueLicense(control.admin, 'air-gapped')
      const { stderr } = await run('license', 'renew', id, '--expires', day, '--json')
      return { end: (await showLicense(control, id)).expiresAt, said: stderr }
    },
  ],
  [
    'licet license renew-all',
    async () => {
      const { id } = await issueLicense(control.admin, 'air-gapped', { tier: 'renewed' })
      const { stderr } = await run('license', 'renew-all', '--tier', 'renewed', '--expires', day, '--json')
      return { end: (await showLicense(control, id)).expiresAt, said: stderr }
    },
  ],
  [
    'an import of CSV',
    async () => {
      const csv = `customer,policy,tier,seats,products,expires_at\nAcme,air-gapped,professional,5,pika,${day}`
      const done = await control.admin.post('/v1/imports/licenses', { csv })
      assertStatus(done, 201, 'importing')
      return { end: done.body.licenses[0].expiresAt, said: spokenEnd }
    },
  ],
  [
    'the console, by way of the API',
    async () => {
      const expiresAt = lastSecondOf(day)
      const { license } = await issueLicense(control.admin, 'air-gapped', { term: undefined, expiresAt })
      return { end: license.expiresAt, said: spokenEnd }
    },
  ],
]

test.each(doors)(
  '%s: a date as an end is the last second of that day, UTC, and is said to be',
  async (_door, enter) => {
    const entered = await enter()
    expect(entered.end).toBe(end)
    expect(entered.said).toContain(spokenEnd)
  },
)

test('a date as a beginning is the first second of that day, UTC, wherever it is written', async () => {
  const options = [...buyer, ...terms, '--expires', '3y', '--starts', day]
  const { stdout, stderr } = await run('issue', '--key', keyFile, ...options)
  expect(claimsOf(stdout).nbf).toBe(start)
  expect(stderr).toContain(`--starts ${day} is ${day} 00:00:00 UTC.`)
  const csv = `customer,policy,tier,seats,products,starts_at,term\nAcme,air-gapped,professional,5,pika,${day},P1Y`
  const done = await control.admin.post('/v1/imports/licenses', { csv })
  assertStatus(done, 201, 'importing')
  expect((await showLicense(control, done.body.licenses[0].id)).startsAt).toBe(start)
})

test('what an export writes is imported with the same ends', async () => {
  await issueLicense(control.admin, 'air-gapped', { tier: 'exported', term: undefined, expiresAt: end })
  const { text: csv } = await control.admin.get('/v1/exports/licenses?tier=exported&format=csv')
  const done = await control.admin.post('/v1/imports/licenses', { csv })
  assertStatus(done, 201, 'importing')
  expect(done.body.licenses.map(({ expiresAt }: { expiresAt: number }) => expiresAt)).toEqual([end])
})
