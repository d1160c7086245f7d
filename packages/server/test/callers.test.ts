import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import {
  addressBucket,
  answerErrors,
  createAddressReader,
  createThrottle,
  rejectForeign,
} from '../src/index.ts'

function guarded() {
  const app = new Hono()
  let changes = 0
  app.onError(answerErrors({ error: () => undefined }))
  app.use(
    rejectForeign({
      names: ['hub.example.com', '*.intern.example'],
      publicUrl: 'https://public.example.com/',
      isProven: c => c.req.path !== '/public' && c.req.header('authorization') === 'Bearer right',
    }),
  )
  app.get('*', c => c.text('read'))
  app.post('*', c => c.text(String(++changes)))
  const ask = (method: string, headers: Record<string, string>, path = '/api/x') =>
    Promise.resolve(app.request(`http://localhost:2000${path}`, { method, headers })).then(
      answer => answer.status,
    )
  return { ask, changes: () => changes }
}

describe('a host name', () => {
  const { ask } = guarded()
  test.each([
    'localhost:2000',
    '127.0.0.1',
    '[::1]:2000',
    'HUB.example.com',
    'hub.example.com:8443',
    'a.intern.example',
  ])('that is ours is answered: %s', async host => expect(await ask('GET', { host })).toBe(200))
  test.each([
    'evil.test',
    'hub.example.com.evil.test',
    'a.b.intern.example',
    'intern.example',
    'localhost.evil.test:2000',
    '127.0.0.1.nip.io',
    '169.254.169.254',
    'localhost:',
    '',
  ])('that is not ours is refused: %s', async host => expect(await ask('GET', { host })).toBe(421))

  test('that comes twice is refused everywhere, health included', async () => {
    expect(await ask('GET', { host: 'localhost, evil.test' }, '/healthz')).toBe(400)
    expect(await ask('GET', { host: 'localhost, localhost', authorization: 'Bearer right' })).toBe(400)
  })

  test('that is not ours does for health and for a bearer credential that was found right, and for nothing else', async () => {
    const host = 'evil.test'
    expect(await ask('GET', { host }, '/healthz')).toBe(200)
    expect(await ask('GET', { host, authorization: 'Bearer right' })).toBe(200)
    expect(await ask('POST', { host, authorization: 'Bearer right', origin: 'http://evil.test' })).toBe(200)
    expect(await ask('GET', { host, authorization: 'Bearer right' }, '/public')).toBe(421)
    expect(await ask('GET', { host, authorization: 'Bearer wrong' })).toBe(421)
    expect(await ask('GET', { host, authorization: 'Basic right' })).toBe(421)
    expect(await ask('GET', { host }, '/metrics')).toBe(421)
    expect(await ask('GET', { host: 'localhost', 'x-forwarded-host': 'evil.test' })).toBe(200)
  })
})

describe('a change', () => {
  test.each<[string, Record<string, string>]>([
    ['with the origin of another site', { origin: 'https://evil.test', 'content-type': 'application/json' }],
    ['with another port as origin', { origin: 'http://localhost:3000' }],
    ['with origin null', { origin: 'null' }],
    ['without origin, from another site', { 'sec-fetch-site': 'cross-site' }],
    ['without origin, from another part of the site', { 'sec-fetch-site': 'same-site' }],
    ['with a bearer token that is wrong', { origin: 'https://evil.test', authorization: 'Bearer x' }],
  ])('%s is refused, and nothing is done', async (_, headers) => {
    const { ask, changes } = guarded()
    expect(await ask('POST', { host: 'localhost:2000', cookie: 'licet_session=x', ...headers })).toBe(403)
    expect(changes()).toBe(0)
  })

  test.each<[string, Record<string, string>]>([
    ['with the own origin', { origin: 'http://localhost:2000' }],
    ['with the public origin', { origin: 'https://public.example.com' }],
    ['without origin, from the own page', { 'sec-fetch-site': 'same-origin' }],
    ['of a client that is no browser', {}],
  ])('%s is done', async (_, headers) => {
    const { ask, changes } = guarded()
    expect(await ask('POST', { host: 'localhost:2000', cookie: 'licet_session=x', ...headers })).toBe(200)
    expect(changes()).toBe(1)
  })
})

describe('an address', () => {
  const read = (proxies: string[], remoteAddress: string, forwarded?: string) => {
    const app = new Hono()
    const addressOf = createAddressReader(proxies)
    app.get('/', c => c.text(addressOf(c)))
    const headers: Record<string, string> = { 'x-real-ip': '9.9.9.9', forwarded: 'for=8.8.8.8' }
    if (forwarded !== undefined) headers['x-forwarded-for'] = forwarded
    const env = { incoming: { socket: { remoteAddress } } }
    return Promise.resolve(app.request('http://localhost/', { headers }, env)).then(answer => answer.text())
  }
  test.each([
    ['nobody is trusted', [], '203.0.113.7', '1.1.1.1', '203.0.113.7'],
    ['the connection is not from a proxy', ['10.0.0.0/8'], '203.0.113.7', '1.1.1.1', '203.0.113.7'],
    ['one proxy', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.4', '198.51.100.4'],
    ['a forged entry on the left', ['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 198.51.100.4', '198.51.100.4'],
    [
      'two proxies',
      ['10.0.0.0/8', '192.0.2.9'],
      '10.0.0.1',
      '1.1.1.1, 198.51.100.4, 192.0.2.9',
      '198.51.100.4',
    ],
    ['a mapped address', ['10.0.0.1'], '::ffff:10.0.0.1', '::ffff:198.51.100.4', '198.51.100.4'],
    ['a port', ['10.0.0.1'], '10.0.0.1', '198.51.100.4:5555', '198.51.100.4'],
    ['IPv6 in brackets', ['fd00::/8'], 'fd00::1', '[2001:DB8::5]:443', '2001:db8::5'],
    ['garbage', ['10.0.0.1'], '10.0.0.1', '1.1.1.1, <script>', '10.0.0.1'],
    ['no header', ['10.0.0.1'], '10.0.0.1', undefined, '10.0.0.1'],
    ['only proxies', ['10.0.0.0/8'], '10.0.0.1', '10.0.0.2', '10.0.0.1'],
  ])('behind proxies is the right one: %s', async (_, proxies, remote, forwarded, expected) => {
    expect(await read(proxies, remote, forwarded)).toBe(expected)
  })

  test('is counted by its /64 in IPv6 and as a whole in IPv4', () => {
    expect(addressBucket('2001:db8:1:2::5')).toBe('2001:db8:1:2::/64')
    expect(addressBucket('2001:db8:1:2:ffff::9')).toBe('2001:db8:1:2::/64')
    expect(addressBucket('::1')).toBe('0:0:0:0::/64')
    expect(addressBucket('198.51.100.4')).toBe('198.51.100.4')
  })

  test('range that is none is refused at start', () => {
    for (const entry of ['10.0.0.0/33', 'proxy', '10.0.0.0/x', '']) {
      expect(() => createAddressReader([entry])).toThrow(TypeError)
    }
  })
})

describe('a throttle', () => {
  const rules = { free: 5, waitSeconds: 2, waitSecondsMax: 900, forgetSeconds: 3600, keysMax: 1000 }
  test('lets five failures pass, then doubles the wait up to its limit, and never locks for good', () => {
    const throttle = createThrottle(rules)
    const waits: number[] = []
    for (let failures = 0, now = 0; failures < 20; failures++) {
      const wait = throttle.waitSeconds('k', now)
      waits.push(wait)
      now += wait
      expect(throttle.waitSeconds('k', now)).toBe(0)
      throttle.fail('k', now)
    }
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 2, 4, 8, 16])
    expect(Math.max(...waits)).toBe(900)
  })

  test('forgets after success and after an hour, and keeps callers apart', () => {
    const throttle = createThrottle(rules)
    for (let i = 0; i < 6; i++) throttle.fail('a', 0)
    expect([throttle.waitSeconds('a', 1), throttle.waitSeconds('b', 1)]).toEqual([3, 0])
    expect(throttle.waitSeconds('a', 3601)).toBe(0)
    throttle.succeed('a')
    expect(throttle.waitSeconds('a', 1)).toBe(0)
  })

  test('stays within its memory under a million callers', () => {
    const throttle = createThrottle(rules)
    for (let i = 0; i < 6; i++) throttle.fail('first', 0)
    for (let i = 0; i < 1_000_000; i++) throttle.fail(`caller ${i}`, 0)
    expect(throttle.waitSeconds('first', 0)).toBe(0)
  })
})
