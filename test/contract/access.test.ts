import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, setUp, signIn } from '../support/accounts.ts'
import type { Caller } from '../support/caller.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

let hub: Hub
const doors = {} as Record<'anonymous' | 'wrong' | 'status' | 'metrics' | 'user' | 'admin' | 'token', Caller>
beforeAll(async () => {
  hub = await startHub()
  const ada = await setUp(hub)
  const uma = await addAccount(hub)
  const scraper = (await hub.admin.post('/api/service-keys', { name: 'scraper', scopes: ['metrics:read'] }))
    .body
  doors.anonymous = hub.anonymous
  doors.wrong = hub.anonymous.as(createSecret())
  doors.status = hub.sibling
  doors.metrics = hub.anonymous.as(scraper.key)
  doors.user = hub.anonymous.as(await signIn(hub, uma))
  doors.admin = hub.anonymous.as(ada.token)
  doors.token = hub.admin
})
afterAll(() => hub.stop())

/** Every call that only an administrator may make, with a body that would be taken. */
const adminCalls: [method: string, path: string, body?: unknown][] = [
  ['POST', '/api/license/activate', { key: 'x' }],
  ['POST', '/api/license/preview', { key: 'x' }],
  ['GET', '/api/license'],
  ['DELETE', '/api/license'],
  ['GET', '/api/license/history'],
  ['GET', '/api/license/forecast?at=1900000000'],
  ['GET', '/api/license/token'],
  ['GET', '/api/activation'],
  ['POST', '/api/activation/request', {}],
  ['POST', '/api/activation/apply', { key: 'x' }],
  ['POST', '/api/activation/retry', {}],
  ['POST', '/api/activation/restart', {}],
  ['POST', '/api/activation/release', {}],
  ['PUT', '/api/activation/advanced', {}],
  ['GET', '/api/trust'],
  ['GET', '/api/users'],
  ['POST', '/api/users', { name: 'x', email: 'x@example.test', password: createSecret(), role: 'user' }],
  ['GET', '/api/users/usr_none'],
  ['PATCH', '/api/users/usr_none', { name: 'x' }],
  ['DELETE', '/api/users/usr_none'],
  ['GET', '/api/users/usr_none/sessions'],
  ['DELETE', '/api/users/usr_none/sessions'],
  ['DELETE', '/api/users/usr_none/second-factor'],
  ['POST', '/api/users/disable', { ids: ['usr_none'] }],
  ['POST', '/api/users/enable', { ids: ['usr_none'] }],
  [
    'POST',
    '/api/users/import',
    { users: [{ name: 'x', email: 'y@example.test', password: createSecret(), role: 'user' }] },
  ],
  ['GET', '/api/users/export'],
  ['GET', '/api/seats'],
  ['GET', '/api/seats/export?format=json'],
  ['GET', '/api/service-keys'],
  ['POST', '/api/service-keys', { name: 'x', scopes: ['status:read'] }],
  ['POST', '/api/service-keys/key_none/rotate', {}],
  ['DELETE', '/api/service-keys/key_none'],
  ['GET', '/api/audit'],
  ['GET', '/api/audit/checkpoint'],
  ['GET', '/api/audit/verify'],
  ['GET', '/api/audit/export?format=csv'],
  ['GET', '/api/diagnostics'],
  ['GET', '/api/settings'],
  ['PATCH', '/api/settings', { seatWarningPercent: 80 }],
  ['GET', '/api/notifications'],
  ['POST', '/api/notifications/test'],
  ['GET', '/api/backups'],
  ['POST', '/api/backups', {}],
  ['GET', '/api/backups/none'],
  ['GET', '/api/backups/none/restore-preview'],
  ['DELETE', '/api/backups/none'],
  ['POST', '/api/backups/restore', { name: 'none' }],
]

const call = (door: Caller, [method, path, body]: (typeof adminCalls)[number]) =>
  door.send(
    method,
    path,
    body === undefined ? undefined : JSON.stringify(body),
    body === undefined ? {} : { 'content-type': 'application/json' },
  )

describe('what only administrators may do', () => {
  test.each(adminCalls)(
    '%s %s is 401 without and with a wrong credential, 403 with a lesser one, and nothing moves',
    async (...target) => {
      await expectNothingMoved(hub, async () => {
        for (const door of ['anonymous', 'wrong'] as const) expectError(await call(doors[door], target), 401)
        for (const door of ['status', 'metrics', 'user'] as const) {
          const answer = await call(doors[door], target)
          expect([door, answer.status]).toEqual([door, 403])
          expectError(answer, 403)
        }
      })
    },
  )

  test.each(adminCalls.filter(([method]) => method === 'GET'))(
    '%s %s is open to an administrator and to the administrator token',
    async (...target) => {
      for (const door of ['admin', 'token'] as const) {
        expect([200, 404]).toContain((await call(doors[door], target)).status)
      }
    },
  )

  test('is every call that the specification lists beside the open ones', async () => {
    const { paths } = (await hub.anonymous.get('/openapi.json')).body as {
      paths: Record<string, Record<string, unknown>>
    }
    const open =
      /^\/(healthz|readyz|metrics|openapi\.json|api\/(about|docs|setup|session|license\/status|profile|banners)\b)/
    const listed = Object.entries(paths)
      .filter(([path]) => !open.test(path))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ':')}`),
      )
    const known = adminCalls.map(
      ([method, path]) =>
        `${method} ${path.replace(/\?.*/, '').replace(/usr_none|key_none|(?<=backups\/)none/, ':')}`,
    )
    expect(listed.filter(entry => !known.includes(entry) && entry !== 'POST /api/backups/upload')).toEqual([])
    expect(known.filter(entry => !listed.includes(entry))).toEqual([])
  })
})

describe('the status', () => {
  test('is for the status key, a service key of its scope, and administrators', async () => {
    const path = '/api/license/status'
    for (const door of ['status', 'admin', 'token'] as const)
      expect((await doors[door].get(path)).status).toBe(200)
    for (const door of ['anonymous', 'wrong'] as const) expectError(await doors[door].get(path), 401)
    for (const door of ['user', 'metrics'] as const) expectError(await doors[door].get(path), 403)
  })
})

describe('the metrics', () => {
  test('are for the status key, a service key of their scope, and administrators', async () => {
    for (const door of ['status', 'metrics', 'token'] as const)
      expect((await doors[door].get('/metrics')).status).toBe(200)
    for (const door of ['anonymous', 'wrong'] as const) expectError(await doors[door].get('/metrics'), 401)
    expectError(await doors.user.get('/metrics'), 403)
  })
})

test('health, readiness, what this is and how it is called are for everybody', async () => {
  for (const path of ['/healthz', '/readyz', '/api/about', '/openapi.json']) {
    expect([path, (await doors.anonymous.get(path)).status]).toEqual([path, 200])
  }
})

test('a user may read and change the own profile, and nobody else’s', async () => {
  expect((await doors.user.get('/api/session')).body.user.role).toBe('user')
  expect((await doors.user.patch('/api/profile', { name: 'Uma the Great' })).status).toBe(200)
  expectError(await doors.user.patch('/api/profile', { role: 'admin' }), 400)
  expect((await doors.user.get('/api/session')).body.user.role).toBe('user')
})

test('a wrong credential is never taken for none: what is open answers, what is not says 401', async () => {
  expect((await doors.wrong.get('/api/about')).status).toBe(200)
  expectError(await doors.wrong.get('/api/session'), 401)
})
