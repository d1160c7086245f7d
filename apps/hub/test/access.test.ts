import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { adminToken, createUser, openTestHub, setUp, statusKey, type TestHub } from './test-hub.ts'

const publicCalls = new Set([
  'GET /healthz',
  'GET /readyz',
  'GET /openapi.json',
  'GET /api/about',
  'POST /api/setup',
  'POST /api/session',
])
const anybodySignedIn = new Set([
  'GET /api/session',
  'DELETE /api/session',
  'PATCH /api/profile',
  'POST /api/profile/password',
  'GET /api/profile/sessions',
  'DELETE /api/profile/sessions/:id',
  'POST /api/profile/second-factor',
  'POST /api/profile/second-factor/confirm',
  'DELETE /api/profile/second-factor',
  'POST /api/banners/:id/dismiss',
])
const scoped: Record<string, string> = {
  'GET /api/license/status': 'status:read',
  'GET /metrics': 'metrics:read',
}

let hub: TestHub
let credentials: Record<string, string | null>
let calls: string[]

beforeAll(async () => {
  hub = await openTestHub()
  const admin = await setUp(hub)
  await createUser(hub, { email: 'plain@example.com', password: 'wooden kettle orbit 19' })
  const body = { email: 'plain@example.com', password: 'wooden kettle orbit 19' }
  const user = (await hub.ask('POST', '/api/session', { as: null, body })).body.token as string
  const keyFor = async (scopes: string[]) =>
    (await hub.ask('POST', '/api/service-keys', { body: { name: scopes.join(), scopes } })).body.key as string
  credentials = {
    nobody: null,
    'a wrong token': 'wrong-token-of-a-plausible-length-0123456789',
    'a user': user,
    'an administrator': admin,
    HUB_ADMIN_TOKEN: adminToken,
    HUB_STATUS_API_KEY: statusKey,
    'a status key': await keyFor(['status:read']),
    'a metrics key': await keyFor(['metrics:read']),
  }
  calls = [
    ...new Set(
      createApp(hub.deps)
        .routes.filter(route => route.method !== 'ALL' && !route.path.includes('*'))
        .map(route => `${route.method} ${route.path}`),
    ),
  ]
})
afterAll(() => hub.close())

function expected(call: string, who: string): 401 | 403 | 'through' {
  if (publicCalls.has(call) || /^GET \/api\/docs(\/|$)/.test(call)) return 'through'
  if (who === 'nobody' || who === 'a wrong token') return 401
  const scope = scoped[call]
  if (who === 'HUB_ADMIN_TOKEN')
    return anybodySignedIn.has(call) && !call.endsWith('/api/session') ? 403 : 'through'
  if (who === 'an administrator') return 'through'
  if (who === 'a user') return anybodySignedIn.has(call) ? 'through' : 403
  if (who === 'HUB_STATUS_API_KEY') return scope === undefined ? 403 : 'through'
  return who === (scope === 'status:read' ? 'a status key' : scope && 'a metrics key') ? 'through' : 403
}

describe('every route', () => {
  test('refuses every credential that has no business there, whatever the route', async () => {
    expect(calls.length).toBeGreaterThan(40)
    const wrong: string[] = []
    for (const call of calls) {
      const [method = '', path = ''] = call.split(' ')
      for (const [who, as] of Object.entries(credentials)) {
        const wanted = expected(call, who)
        // Who may pass is proven by each route's own test; signing out here would end the session under test.
        if (wanted === 'through') continue
        const answer = await hub.ask(method, path.replace(/[:{]\w+}?/g, 'nothing'), {
          as,
          body: method === 'GET' ? undefined : {},
        })
        if (answer.status !== wanted) wrong.push(`${call} as ${who}: ${answer.status}, not ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('that reads lets through whoever may read', async () => {
    const wrong: string[] = []
    for (const call of calls.filter(known => known.startsWith('GET ') && !known.includes(':'))) {
      for (const [who, as] of Object.entries(credentials)) {
        if (expected(call, who) !== 'through') continue
        const { status } = await hub.ask('GET', call.slice(4), { as })
        if (status === 401 || status === 403 || status >= 500) wrong.push(`${call} as ${who}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('that nobody has named is for administrators alone', async () => {
    for (const path of [
      '/api/written-tomorrow',
      '/api/users/x/y/z',
      '/api/license/status/x',
      '/api/session/x',
      '/api//session',
    ]) {
      expect((await hub.ask('GET', path, { as: null })).status).toBe(401)
      expect((await hub.ask('POST', path, { as: credentials['a user'], body: {} })).status).toBe(403)
      expect((await hub.ask('GET', path, { as: statusKey })).status).toBe(403)
      expect((await hub.ask('GET', path)).status).toBe(404)
    }
  })

  test('refuses fields that nobody asked for, and changes nothing', async () => {
    const head = (await hub.ask('GET', '/api/audit/checkpoint')).body.head
    const extras = { is_admin: true, seats: 99, status: 'x', created_at: 1, id: 'usr_x' }
    for (const call of calls.filter(known => /^(POST|PATCH|DELETE) /.test(known))) {
      const [method = '', path = ''] = call.split(' ')
      if (path === '/api/session' || path.startsWith('/api/backups') || path.startsWith('/api/banners'))
        continue
      if (method === 'DELETE' && path !== '/api/profile/second-factor') continue
      const as = anybodySignedIn.has(call) ? (credentials['a user'] ?? null) : adminToken
      const answer = await hub.ask(method, path.replace(/[:{]\w+}?/g, 'nothing'), { as, body: extras })
      expect([call, answer.status]).toEqual([call, 400])
    }
    expect((await hub.ask('GET', '/api/audit/checkpoint')).body.head).toBe(head)
  })
})

describe('a credential', () => {
  test.each<[string, Record<string, string>, string]>([
    ['in the query', {}, `/api/users?token=${adminToken}`],
    ['in another case', { authorization: `Bearer ${adminToken.toUpperCase()}` }, '/api/users'],
    ['with one character more', { authorization: `Bearer ${adminToken}x` }, '/api/users'],
    ['with one character less', { authorization: `Bearer ${adminToken.slice(0, -1)}` }, '/api/users'],
    ['twice', { authorization: `Bearer ${adminToken}, Bearer ${adminToken}` }, '/api/users'],
    ['under another scheme', { authorization: `Basic ${adminToken}` }, '/api/users'],
    ['bare', { authorization: adminToken }, '/api/users'],
    ['as a cookie', { cookie: `licet_session=${adminToken}` }, '/api/users'],
    ['as another header', { 'x-api-key': adminToken }, '/api/users'],
  ])('%s is none', async (_, headers, path) => {
    const answer = await hub.ask('GET', path, { as: null, headers })
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain(adminToken)
  })

  test('that is a wrong bearer token is not made good by a session cookie beside it', async () => {
    const cookie = `licet_session=${encodeURIComponent(credentials['an administrator'] ?? '')}`
    const headers = { cookie, origin: 'http://localhost' }
    expect(
      (await hub.ask('GET', '/api/users', { as: 'wrong-wrong-wrong-wrong-wrong-wrong', headers })).status,
    ).toBe(401)
  })

  test('never stands in the log', async () => {
    const body = { email: 'ada@example.com', password: 'canary-password-1' }
    await hub.ask('POST', '/api/session', { as: null, body })
    const secrets = [...Object.values(credentials), 'canary-password-1'].filter(secret => secret !== null)
    expect(secrets.filter(secret => hub.log().includes(secret))).toEqual([])
  })
})
