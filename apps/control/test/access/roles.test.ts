import { permission, rolePermissions, type StaffRole, staffRole } from '@licet/api/control'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeclaredRoute, declaredRoutes } from '../../src/access/add-route.ts'
import { loadAuditHead } from '../../src/store/audit.ts'
import { openTestControl, staffToken, type TestControl } from '../support/test-control.ts'

let control: TestControl
const tokens = new Map<string, string>()
beforeAll(async () => {
  control = await openTestControl()
  for (const role of staffRole.options) tokens.set(role, await staffToken(control, role))
}, 60_000)
afterAll(() => control.close())

/** The matrix as a person would write it down; a permission that is added to a role must be added here. */
const matrix: Record<StaffRole, readonly string[]> = {
  onboarding: ['read', 'license.issue'],
  support: ['read', 'license.issue', 'license.revoke'],
  super_admin: [
    'read',
    'license.issue',
    'license.revoke',
    'signing.manage',
    'settings.manage',
    'team.manage',
  ],
  auditor: ['read'],
}

const target = ({ path }: DeclaredRoute): string => path.replaceAll(/:\w+/g, 'none')
// A body that no route takes: whoever may not is refused before it is looked at.
const body = { 'no such field': true }
const isGuarded = ({ access, path }: DeclaredRoute): boolean =>
  access !== 'public' && (path.startsWith('/v1/') || path === '/metrics')

function ask({ method, ...route }: DeclaredRoute, as: string | null) {
  return control.ask(method, target({ method, ...route }), {
    as,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
  })
}

describe('the roles', () => {
  test('may do what the table says', () => {
    expect(rolePermissions).toEqual(matrix)
    expect(permission.options.toSorted()).toEqual(matrix.super_admin.toSorted())
  })

  test('reach each route with its permission, and no other', async () => {
    const routes = declaredRoutes(control.app).filter(isGuarded)
    expect(routes.length).toBeGreaterThan(20)
    const personal = new Set(['session', 'account'])
    const reviewers = new Set<string>(['super_admin', 'auditor'])
    for (const role of staffRole.options) {
      const allowed = routes.filter(({ access }) =>
        access.endsWith('.review')
          ? reviewers.has(role)
          : personal.has(access) || matrix[role].includes(access),
      )
      for (const route of routes.filter(found => !allowed.includes(found))) {
        const before = await loadAuditHead(control.database.db)
        const answer = await ask(route, tokens.get(role) ?? '')
        expect([role, route.method, route.path, answer.status, answer.body?.code]).toEqual([
          role,
          route.method,
          route.path,
          403,
          'FORBIDDEN',
        ])
        expect(await loadAuditHead(control.database.db)).toEqual(before)
      }
      // Signing out comes last, with another session.
      for (const route of allowed.filter(
        ({ method, path }) => `${method} ${path}` !== 'DELETE /v1/session',
      )) {
        const answer = await ask(route, tokens.get(role) ?? '')
        expect([role, route.method, route.path, answer.body?.code]).not.toEqual([
          role,
          route.method,
          route.path,
          'FORBIDDEN',
        ])
        expect(answer.status).not.toBe(401)
      }
    }
  }, 60_000)

  test('do not matter to who shows no credential, or a wrong one: 401 everywhere', async () => {
    for (const route of declaredRoutes(control.app).filter(isGuarded)) {
      for (const as of [null, 'wrong', 'lct_wrong_wrong'])
        expect([route.method, route.path, (await ask(route, as)).status]).toEqual([
          route.method,
          route.path,
          401,
        ])
    }
  }, 60_000)

  test('are the only way in: a route that declares nothing keeps the server from starting', async () => {
    const { createApp } = await import('../../src/app.ts')
    const { assertDeclared } = await import('../../src/access/add-route.ts')
    const app = createApp(control.deps)
    app.get('/v1/forgotten', c => c.text('open'))
    expect(() => assertDeclared(app)).toThrow('/v1/forgotten')
    expect((await app.request('http://localhost/v1/forgotten')).status).toBe(401)
  })
})

describe('an API token', () => {
  test('does what its scopes say, whoever made it', async () => {
    const made = await control.ask('POST', '/v1/api-tokens', { body: { name: 'ci', scopes: ['read'] } })
    expect(made.status).toBe(201)
    const { token, id } = made.body
    expect(token).toMatch(/^lct_[0-9a-f]{12}_[\w-]{43}$/)
    expect((await control.ask('GET', '/v1/roles', { as: token })).status).toBe(200)
    expect((await control.ask('GET', '/metrics', { as: token })).status).toBe(200)
    expect((await control.ask('POST', '/v1/signing-keys', { as: token, body })).status).toBe(403)
    expect((await control.ask('GET', '/v1/profile/sessions', { as: token })).status).toBe(403)
    const listed = (await control.ask('GET', '/v1/api-tokens')).body.tokens
    expect(listed).toMatchObject([{ id, name: 'ci', scopes: ['read'] }])
    expect(listed[0].lastUsedAt).toBeTypeOf('number')
    expect(JSON.stringify(listed)).not.toContain(token)
    expect((await control.ask('DELETE', `/v1/api-tokens/${id}`)).status).toBe(204)
    expect((await control.ask('GET', '/v1/roles', { as: token })).status).toBe(401)
    expect(control.log()).not.toContain(token)
  })

  test('is stored as a hash alone', async () => {
    const made = await control.ask('POST', '/v1/api-tokens', { body: { name: 'hash', scopes: ['read'] } })
    const rows = JSON.stringify(await control.database.db.selectFrom('api_token').selectAll().execute())
    expect(rows).toContain(made.body.id)
    expect(rows).not.toContain(made.body.token.slice(-43))
  })

  test('gives no right that its maker lacks, and no account more than that', async () => {
    const made = await control.ask('POST', '/v1/api-tokens', {
      body: { name: 'team', scopes: ['read', 'team.manage'] },
    })
    const as: string = made.body.token
    const before = await loadAuditHead(control.database.db)
    const more = { name: 'more', scopes: ['signing.manage'] }
    expect((await control.ask('POST', '/v1/api-tokens', { as, body: more })).status).toBe(403)
    const admin = {
      name: 'A',
      email: 'a@example.com',
      password: 'wooden kettle orbit 19',
      role: 'super_admin',
    }
    expect((await control.ask('POST', '/v1/staff', { as, body: admin })).status).toBe(403)
    expect(await loadAuditHead(control.database.db)).toEqual(before)
  })

  test('ends with the account that made it, and with the token, for good; both are listed as ended', async () => {
    for (const end of ['disable', 'delete'] as const) {
      const maker = await staffToken(control, 'super_admin')
      const { id } = (await control.ask('GET', '/v1/session', { as: maker })).body.user
      const first = await control.ask('POST', '/v1/api-tokens', {
        as: maker,
        body: { name: 'first', scopes: ['read', 'team.manage'] },
      })
      const second = await control.ask('POST', '/v1/api-tokens', {
        as: first.body.token,
        body: { name: 'second', scopes: ['read'] },
      })
      const works = async () => {
        const answers = [first, second].map(made => control.ask('GET', '/v1/roles', { as: made.body.token }))
        return (await Promise.all(answers)).map(({ status }) => status)
      }
      expect(await works()).toEqual([200, 200])
      if (end === 'disable') {
        const patch = (enabled: boolean) => control.ask('PATCH', `/v1/staff/${id}`, { body: { enabled } })
        expect((await patch(false)).status).toBe(200)
        expect(await works()).toEqual([401, 401])
        expect((await patch(true)).status).toBe(200)
      } else expect((await control.ask('DELETE', `/v1/staff/${id}`)).status).toBe(204)
      expect(await works()).toEqual([401, 401])
      const listed: { id: string; ended: boolean; permissions: string[] }[] = (
        await control.ask('GET', '/v1/api-tokens')
      ).body.tokens
      for (const made of [first, second])
        expect(listed.find(token => token.id === made.body.id)).toMatchObject({
          ended: true,
          permissions: [],
        })
    }
  })

  test('may never do more than its maker may do now', async () => {
    const maker = await staffToken(control, 'super_admin')
    const { id } = (await control.ask('GET', '/v1/session', { as: maker })).body.user
    const scopes = ['read', 'license.issue', 'team.manage']
    const made = await control.ask('POST', '/v1/api-tokens', { as: maker, body: { name: 'all', scopes } })
    const as: string = made.body.token
    expect((await control.ask('GET', '/v1/api-tokens', { as })).status).toBe(200)
    expect((await control.ask('PATCH', `/v1/staff/${id}`, { body: { role: 'onboarding' } })).status).toBe(200)
    expect((await control.ask('GET', '/v1/api-tokens', { as })).status).toBe(403)
    expect((await control.ask('GET', '/v1/session', { as })).body.permissions).toEqual([
      'read',
      'license.issue',
    ])
  })

  test('that manages the team removes nobody, and no token, with more rights than its own', async () => {
    const team = { name: 'team', scopes: ['read', 'team.manage'] }
    const as: string = (await control.ask('POST', '/v1/api-tokens', { body: team })).body.token
    const all = { name: 'all', scopes: permission.options }
    const stronger = (await control.ask('POST', '/v1/api-tokens', { body: all })).body
    const member = await staffToken(control, 'super_admin')
    const { id } = (await control.ask('GET', '/v1/session', { as: member })).body.user
    const before = await loadAuditHead(control.database.db)
    for (const [method, path, change] of [
      ['DELETE', `/v1/staff/${id}`],
      ['PATCH', `/v1/staff/${id}`, { enabled: false }],
      ['PATCH', `/v1/staff/${id}`, { role: 'auditor' }],
      ['PATCH', `/v1/staff/${id}`, { resetSecondFactor: true }],
      ['DELETE', `/v1/api-tokens/${stronger.id}`],
    ] as const)
      expect((await control.ask(method, path, { as, body: change })).body.code).toBe('FORBIDDEN')
    expect(await loadAuditHead(control.database.db)).toEqual(before)
    expect((await control.ask('GET', '/v1/roles', { as: stronger.token })).status).toBe(200)
    expect((await control.ask('GET', '/v1/session', { as: member })).status).toBe(200)
  })

  test('ends at its expiry', async () => {
    const expiresAt = control.deps.clock.now() + 100
    const made = await control.ask('POST', '/v1/api-tokens', {
      body: { name: 'short', scopes: ['read'], expiresAt },
    })
    expect((await control.ask('GET', '/v1/roles', { as: made.body.token })).status).toBe(200)
    control.pass(100)
    expect((await control.ask('GET', '/v1/roles', { as: made.body.token })).status).toBe(401)
  })
})
