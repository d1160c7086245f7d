import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import { type Control, startControl } from '../support/control.ts'
import { expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { sendRaw, statusLines } from '../support/raw-socket.ts'

let hub: Hub
let control: Control
let session: string
let cookie: string
let password: string
beforeAll(async () => {
  ;[hub, control] = await Promise.all([startHub(), startControl()])
  const ada = await setUp(hub)
  session = ada.token
  password = ada.password
  const answer = await hub.anonymous.post('/api/session', { email: ada.email, password })
  cookie = (answer.headers.getSetCookie()[0] as string).split(';')[0] as string
})
afterAll(() => Promise.all([hub.stop(), control.stop()]))

/** One request over a plain socket under the name of another site. */
async function foreign(
  port: number,
  request: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<number> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = Object.entries({
    Host: 'evil.test',
    Connection: 'close',
    ...(text !== '' && { 'Content-Type': 'application/json', 'Content-Length': String(text.length) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const received = await sendRaw(port, `${request} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
  return statusLines(received)[0] ?? 0
}

/** What any page can send. */
const presences: [string, () => Record<string, string>][] = [
  ['no credential', () => ({})],
  ['a bearer token that is none', () => ({ Authorization: 'Bearer x' })],
  ['a bearer token in the form of a signed one', () => ({ Authorization: 'Bearer x.y' })],
  ['a bearer token in the form of a key', () => ({ Authorization: 'Bearer lsk_000000000000_x' })],
  ['an empty bearer token', () => ({ Authorization: 'Bearer ' })],
  ['a wrong bearer token beside a session cookie', () => ({ Authorization: 'Bearer x.y', Cookie: cookie })],
]

describe.each(presences)('under a foreign host name, %s', (_, headers) => {
  test('opens no public door of a Hub and no other', async () => {
    const { role: _role, ...account } = createAccount()
    await expectNothingMoved(hub, async () => {
      const ask = (request: string, body?: unknown) => foreign(hub.port, request, headers(), body)
      expect(await ask('POST /api/session', { email: 'ada@example.test', password })).toBe(421)
      expect(await ask('POST /api/setup', { token: hub.setupToken, ...account })).toBe(421)
      for (const path of [
        '/',
        '/api/about',
        '/api/session',
        '/api/license/status',
        '/metrics',
        '/openapi.json',
      ])
        expect([path, await ask(`GET ${path}`)]).toEqual([path, 421])
      expect(await ask('GET /healthz')).toBe(200)
    })
  })

  test('opens no public door of a control plane and no other', async () => {
    const { role: _role, ...account } = createAccount()
    const ask = (request: string, body?: unknown) => foreign(control.port, request, headers(), body)
    expect(await ask('POST /v1/session', { email: account.email, password })).toBe(421)
    expect(await ask('POST /v1/setup', { token: control.setupToken, ...account })).toBe(421)
    expect(await ask('POST /v1/licenses/activate', { key: 'LICET-0000-0000-0000-0000' })).toBe(421)
    for (const path of ['/', '/v1/about', '/v1/session', '/v1/keyset', '/v1/revocations', '/metrics'])
      expect([path, await ask(`GET ${path}`)]).toEqual([path, 421])
    expect(await ask('GET /healthz')).toBe(200)
    expect((await control.anonymous.get('/v1/about')).body.setupRequired).toBe(true)
  })
})

describe('a bearer credential that was found right', () => {
  test('passes under any host name and with any origin where a credential is asked for', async () => {
    const bearers = [hub.adminToken, session].map(token => ({ Authorization: `Bearer ${token}` }))
    for (const bearer of bearers) {
      expect(await foreign(hub.port, 'GET /api/users', bearer)).toBe(200)
      const change = { ...bearer, Origin: 'http://evil.test' }
      expect(await foreign(hub.port, 'PATCH /api/settings', change, { seatWarningPercent: 81 })).toBe(200)
    }
    const sibling = { Authorization: `Bearer ${hub.statusKey}` }
    expect(await foreign(hub.port, 'GET /api/license/status', sibling)).toBe(200)
    expect(await foreign(hub.port, 'GET /metrics', sibling)).toBe(200)
    const staff = { Authorization: `Bearer ${control.adminToken}` }
    expect(await foreign(control.port, 'GET /v1/licenses', staff)).toBe(200)
    expect(await foreign(control.port, 'GET /metrics', staff)).toBe(200)
  })

  test('is no reason to open a public door under a foreign host name', async () => {
    const admin = { Authorization: `Bearer ${hub.adminToken}` }
    expect(await foreign(hub.port, 'GET /api/about', admin)).toBe(421)
    expect(await foreign(hub.port, 'POST /api/session', admin, { email: 'a@example.test', password })).toBe(
      421,
    )
    const staff = { Authorization: `Bearer ${control.adminToken}` }
    expect(await foreign(control.port, 'GET /v1/about', staff)).toBe(421)
  })

  test('says nothing of a request that names two hosts', async () => {
    const admin = { Authorization: `Bearer ${hub.adminToken}` }
    expect(await foreign(hub.port, 'GET http://evil.test/api/users', admin)).toBe(421)
    expect(await foreign(hub.port, 'GET /api/users', { ...admin, Host: 'localhost, evil.test' })).toBe(400)
  })
})

test('a wrong bearer token is not made good by the session cookie beside it', async () => {
  const beside = hub.anonymous.as({ cookie, authorization: 'Bearer x.y' })
  expect((await beside.get('/api/session')).status).toBe(401)
})
