import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshFolder, runLicet } from './run-licet.ts'

interface Call {
  method: string
  url: string
  body: Record<string, unknown> | null
  authorization: string | undefined
  idempotencyKey: string | string[] | undefined
}

const token = 'lct_secret-token'
const license = {
  id: 'lic_1',
  state: 'active',
  stateReason: '',
  customer: { id: 'cus_1', name: 'Acme\u202e Corp' },
  tier: 'professional',
  seats: 10,
  products: ['pika', 'vera'],
  preset: 'node-locked',
  revision: 1,
  issuedAt: 1_767_225_600,
  expiresAt: 1_798_761_600,
  termMonths: null,
  keyHint: 'ACME-…-7KQ2',
  activations: [
    {
      id: 'mac_1',
      state: 'active',
      hostname: 'box',
      installationId: 'ins_1',
      lastSeenAt: 1_767_225_600,
      leaseEndsAt: null,
    },
  ],
}
const machines = [{ hostname: 'box', installationId: 'ins_1', lastSeenAt: 1_767_225_600, noticesBy: null }]

describe('licet license', () => {
  const calls: Call[] = []
  let answer: [number, object] = [200, {}]
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      calls.push({
        method: request.method ?? '',
        url: request.url ?? '',
        body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
        authorization: request.headers.authorization,
        idempotencyKey: request.headers['idempotency-key'],
      })
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
    })
  })
  let env: Record<string, string> = {}
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    env = {
      LICET_CONTROL_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      LICET_CONTROL_TOKEN: token,
    }
  })
  beforeEach(() => void calls.splice(0))
  afterAll(() => void server.close())
  const licet = (...args: string[]) => runLicet(['license', ...args], { env })

  it('issue sends what the options say, and shows the key once', async () => {
    answer = [201, { license, token: 'a.b.c', key: 'ACME-0000-0000-0000-7KQ2' }]
    const terms = '--policy node-locked --tier professional --seats 10 --products pika,vera --feature export'
    const words = `issue --customer Acme --reference A-7 ${terms} --term P1Y --warn-days 30`
    const run = await licet(...words.split(' '))
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('License key, shown this once: ACME-0000-0000-0000-7KQ2')
    expect(calls).toMatchObject([
      {
        method: 'POST',
        url: '/v1/licenses',
        authorization: `Bearer ${token}`,
        body: {
          customer: { name: 'Acme', reference: 'A-7' },
          policy: 'node-locked',
          tier: 'professional',
          seats: 10,
          products: ['pika', 'vera'],
          features: { export: true },
          term: 'P1Y',
          warnDays: 30,
        },
      },
    ])
    expect(Object.keys(calls[0]?.body ?? {})).not.toContain('shortKey')
    expect(calls[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('list prints a table that no name can disturb, and passes filters on', async () => {
    answer = [200, { licenses: [license], total: 1, next: 'abc' }]
    const run = await licet('list', '--state', 'active', '--query', 'acme', '--expires-before', '1798761600')
    expect(run.stdout).toContain('lic_1')
    expect(run.stdout).toContain(String.raw`Acme\u{202e} Corp`)
    expect(run.stdout).toContain('--cursor abc')
    expect(calls[0]?.url).toBe('/v1/licenses?state=active&q=acme&expiresBefore=1798761600')
    expect(JSON.parse((await licet('list', '--json')).stdout)).toMatchObject({ total: 1 })
  })

  it('show tells machines and dates', async () => {
    answer = [200, license]
    const { stdout } = await licet('show', 'lic/1')
    expect(calls[0]?.url).toBe('/v1/licenses/lic%2F1')
    for (const text of ['mac_1', 'box', '2027-01-01', 'node-locked']) expect(stdout).toContain(text)
  })

  it.each([
    [['revoke', 'lic_1', '--reason', 'stolen'], { reason: 'stolen' }],
    [['suspend', 'lic_1', '--reason', 'unpaid', '--preview'], { reason: 'unpaid', preview: true }],
    [['reinstate', 'lic_1', '--reason', 'paid'], { reason: 'paid' }],
    [
      ['rebind', 'lic_1', '--reason', 'new box', '--machine-uid', 'AAAAA-BBBBB', '--machine', 'mac_1'],
      { reason: 'new box', machineUid: 'AAAAA-BBBBB', machineRow: 'mac_1' },
    ],
    [['renew', 'lic_1', '--term', 'P1Y', '--seats', '20'], { term: 'P1Y', seats: 20 }],
  ])('%j shows what it does to machines', async (args, body) => {
    answer = [200, { license, effect: { machines, stateAfter: 'revoked' } }]
    const run = await licet(...args)
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('only by file')
    expect(run.stdout.includes('Nothing was written')).toBe('preview' in body)
    expect(calls[0]).toMatchObject({ method: 'POST', url: `/v1/licenses/lic_1/${args[0]}`, body })
  })

  it.each([
    [['--kid', 'k1'], 'one of --expires and --keep-end'],
    [['--kid', 'k1', '--keep-end', '--expires', '1y'], 'one of --expires and --keep-end'],
    [['--keep-end'], 'name which licenses'],
  ])('renew-all %j asks nothing of anybody', async (args, why) => {
    const run = await licet('renew-all', ...args)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(why)
    expect(calls).toEqual([])
  })

  it('repeats a deed under the same idempotency key', async () => {
    answer = [200, { license, key: 'ACME-1' }]
    for (let n = 0; n < 2; n++) await licet('reissue-key', 'lic_1', '--idempotency-key', 'once')
    expect(calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['once', 'once'])
  })

  it('message says a line to the machines of a license', async () => {
    answer = [200, { license }]
    const run = await licet('message', 'lic_1', '--text', 'Please renew.')
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('every answer') })
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: '/v1/licenses/lic_1/message',
      body: { text: 'Please renew.' },
    })
  })

  it('ends with 1 and the reason where the control plane says no', async () => {
    answer = [
      403,
      { error: 'You may not.', code: 'FORBIDDEN', requestId: '1', fields: { reason: 'missing' } },
    ]
    const run = await licet('revoke', 'lic_1', '--reason', 'x', '--json')
    expect(run.code).toBe(1)
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 403, code: 'FORBIDDEN', error: 'You may not.' })
  })

  it.each([
    [{ LICET_CONTROL_TOKEN: '' }, 'TOKEN_MISSING'],
    [{ LICET_CONTROL_URL: '' }, 'CONTROL_ADDRESS_MISSING'],
    [{ LICET_CONTROL_URL: 'ftp://control.example' }, 'OPTION_INVALID'],
    [{ LICET_CONTROL_URL: 'http://127.0.0.1:1' }, 'CONTROL_UNREACHABLE'],
  ])('with %j ends with 2, and never shows the token', async (change, code) => {
    const run = await runLicet(['license', 'list', '--json'], { env: { ...env, ...change } })
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({ code })
    expect(run.stdout + run.stderr).not.toContain(token)
  })

  it('takes the token from a file', async () => {
    answer = [200, { licenses: [], total: 0, next: null }]
    const file = join(freshFolder(), 'token')
    writeFileSync(file, 'lct_from-file\n')
    await licet('list', '--token-file', file)
    expect(calls[0]?.authorization).toBe('Bearer lct_from-file')
  })
})
