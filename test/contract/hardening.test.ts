import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setUp } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { sendRaw, statusLines } from '../support/raw-socket.ts'

let hub: Hub
let cookie: string
beforeAll(async () => {
  hub = await startHub()
  const { email, password } = await setUp(hub)
  const answer = await hub.anonymous.post('/api/session', { email, password })
  cookie = (answer.headers.getSetCookie()[0] as string).split(';')[0] as string
})
afterAll(() => hub.stop())

/** One request over a plain socket, with exactly these header lines. */
const raw = async (
  request: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number | undefined; text: string }> => {
  const lines = Object.entries({
    Connection: 'close',
    ...(body === '' ? {} : { 'Content-Length': String(body.length) }),
    ...headers,
  })
  const text = await sendRaw(
    hub.port,
    `${request} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  )
  return { status: statusLines(text)[0], text }
}
const here = (): string => `127.0.0.1:${hub.port}`

describe('every answer, errors and pages included,', () => {
  test.each<[string, () => ReturnType<typeof hub.admin.get>]>([
    ['the panel', () => hub.anonymous.get('/')],
    ['a page of the panel', () => hub.anonymous.get('/license')],
    ['the status', () => hub.sibling.get('/api/license/status')],
    ['a list', () => hub.admin.get('/api/users')],
    ['401', () => hub.anonymous.get('/api/users')],
    ['404', () => hub.anonymous.get('/api/nothing')],
    ['400', () => hub.admin.post('/api/license/activate', {})],
    [
      '413',
      () =>
        hub.admin.send('POST', '/api/license/activate', 'x'.repeat(1_100_000), {
          'content-type': 'application/json',
        }),
    ],
    ['415', () => hub.admin.send('POST', '/api/license/activate', 'x', { 'content-type': 'text/plain' })],
    ['health', () => hub.anonymous.get('/healthz')],
    ['the metrics', () => hub.sibling.get('/metrics')],
    ['the specification', () => hub.anonymous.get('/openapi.json')],
  ])('%s, carries the headers that keep browsers safe', async (_, call) => {
    const { headers } = await call()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src '(self|none)'/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).toMatch(/base-uri 'none'/)
    expect(policy).toMatch(/object-src 'none'|default-src 'none'/)
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin|strict-origin)/)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('answers of the API are never stored by a browser', async () => {
  for (const path of ['/api/users', '/api/license', '/api/session', '/api/audit', '/api/service-keys']) {
    expect([path, (await hub.admin.get(path)).headers.get('cache-control')]).toEqual([
      path,
      expect.stringContaining('no-store'),
    ])
  }
})

describe('the Host header', () => {
  test.each([
    'evil.test',
    'evil.test:80',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    '0.0.0.0',
    '[::ffff:127.0.0.1].evil',
  ])('%s is refused for cookies and pages, so no other name can be bound to this server', async host => {
    expect([400, 421]).toContain((await raw('GET /api/session', { Host: host, Cookie: cookie })).status)
    expect([400, 421]).toContain((await raw('GET /', { Host: host })).status)
  })

  test('of the loopback is taken by every name', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
      expect((await raw('GET /api/session', { Host: `${name}:${hub.port}`, Cookie: cookie })).status).toBe(
        200,
      )
    }
  })

  test('is not asked of health, metrics and calls that carry a bearer token and no cookie', async () => {
    expect((await raw('GET /healthz', { Host: 'hub.internal' })).status).toBe(200)
    const bearer = { Host: 'hub.internal', Authorization: `Bearer ${hub.statusKey}` }
    expect((await raw('GET /metrics', bearer)).status).toBe(200)
    expect((await raw('GET /api/license/status', bearer)).status).toBe(200)
  })

  test('cannot be talked around with an absolute address or X-Forwarded-Host', async () => {
    expect([400, 421]).toContain(
      (await raw('GET http://evil.test/api/session', { Host: here(), Cookie: cookie })).status,
    )
    expect([400, 421]).toContain(
      (await raw('GET /api/session', { Host: 'evil.test', 'X-Forwarded-Host': here(), Cookie: cookie }))
        .status,
    )
  })

  test('of HUB_ALLOWED_HOSTS is taken', async () => {
    const named = await startHub({ env: { HUB_ALLOWED_HOSTS: 'hub.example.test' } })
    const request = (host: string): Promise<string> =>
      sendRaw(named.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(statusLines(await request('hub.example.test'))).toEqual([200])
    expect([[400], [421]]).toContainEqual(statusLines(await request('other.example.test')))
    await named.stop()
  })
})

describe('a call with the session cookie that changes something', () => {
  const change = (headers: Record<string, string>) =>
    raw(
      'PATCH /api/settings',
      { Host: here(), Cookie: cookie, 'Content-Type': 'application/json', ...headers },
      '{"seatWarningPercent":81}',
    )

  test('is taken from the panel itself', async () => {
    expect((await change({ Origin: hub.url })).status).toBe(200)
    expect((await change({ Origin: hub.url, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['another site', { Origin: 'http://evil.test' }],
    ['another port of this host', { Origin: 'http://127.0.0.1:1' }],
    ['the origin null', { Origin: 'null' }],
    ['a longer name', { Origin: 'http://127.0.0.1.evil.test' }],
    ['a cross-site fetch without origin', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a same-site neighbour', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' }],
  ])('is refused with 403 from %s, and nothing moves', async (_, headers) => {
    await expectNothingMoved(hub, async () => expect((await change(headers)).status).toBe(403))
  })

  test('is refused as a form, and nothing moves', async () => {
    await expectNothingMoved(hub, async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
      ]) {
        const headers = { Host: here(), Cookie: cookie, Origin: hub.url, 'Content-Type': type }
        const { status } = await raw(
          'POST /api/service-keys',
          headers,
          '{"name":"x","scopes":["status:read"]}',
        )
        expect([400, 415]).toContain(status)
      }
    })
  })
})

describe('methods', () => {
  test.each(['TRACE', 'PUT', 'OPTIONS', 'CONNECT', 'PROPFIND', 'QUERY'])(
    '%s changes nothing and is refused',
    async method => {
      await expectNothingMoved(hub, async () => {
        for (const path of ['/api/license', '/api/users']) {
          const { status } = await raw(`${method} ${path}`, {
            Host: here(),
            Authorization: `Bearer ${hub.adminToken}`,
          })
          expect([undefined, 400, 404, 405, 501]).toContain(status)
        }
      })
    },
  )

  test('no header and no query changes the method', async () => {
    await expectNothingMoved(hub, async () => {
      for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
        await hub.admin.get('/api/license', { [name]: 'DELETE' })
      }
      await hub.admin.get('/api/license?_method=DELETE')
    })
  })

  test('HEAD answers as GET does, without a body', async () => {
    const { status, text } = await raw('HEAD /healthz', { Host: here() })
    expect(status).toBe(200)
    expect(text.split('\r\n\r\n')[1]).toBe('')
  })
})

describe('another spelling of a path never opens a door:', () => {
  test.each([
    '//api/users',
    '/API/users',
    '/api//users',
    '/%61pi/users',
    '/api%2Fusers',
    '/api/users/',
    '/api/users;x=1',
    '/api/users%00',
    '/api/users%0a',
    '/api/./users',
    '/x/../api/users',
    '/%2e%2e/api/users',
    '/api/users%2f..',
    '/api/%75sers',
    '/api/users\\',
    '/..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/.env',
    '/.git/config',
    '/main.js.map',
    '/hub.db',
  ])('%s', async path => {
    const { status, text } = await raw(`GET ${path}`, { Host: here() })
    expect(text).not.toMatch(/"users":|root:x|"dependencies"|SQLite format/)
    expect([200, 301, 308, 400, 401, 404]).toContain(status)
    if (status === 200) expect(text).toMatch(/content-type: text\/html/i)
  })
})

test('only what is asked for comes back: a request id, and never one chosen by the caller with a line break', async () => {
  const body = expectError(await hub.anonymous.get('/api/users', { 'x-request-id': 'x'.repeat(5_000) }), 401)
  expect(body.requestId.length).toBeLessThanOrEqual(128)
})
