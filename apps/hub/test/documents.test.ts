import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { verifyJws } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HubEnv } from '../src/deps.ts'
import { addPanelRoutes } from '../src/routes/panel.ts'
import { openTestHub, statusKey, type TestHub } from './test-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

test('the description names every route of the contract', async () => {
  const { paths } = (await hub.ask('GET', '/openapi.json', { as: null })).body
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/license/activate',
      '/api/license/preview',
      '/api/license/status',
      '/api/license',
      '/api/users',
      '/api/setup',
      '/api/session',
      '/api/audit',
      '/healthz',
      '/readyz',
      '/metrics',
    ]),
  )
})

test('the page of the API asks no other host and runs no inline script', async () => {
  const { text, headers } = await hub.ask('GET', '/api/docs', { as: null })
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(text).not.toMatch(/https?:|<script>|on\w+=/)
  for (const [, path] of text.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect((await hub.ask('GET', path as string, { as: null })).status).toBe(200)
  }
  expect((await hub.ask('GET', '/api/docs/start.js', { as: null })).text).toContain('validatorUrl: null')
})

test('the figures say what the license allows and when it ends', async () => {
  const exp = Math.floor(Date.now() / 1000) + 90 * 86_400
  await hub.activate({ exp, seats: 7 })
  const { text } = await hub.ask('GET', '/metrics', { as: statusKey })
  expect(text).toContain('licet_hub_license_valid 1')
  expect(text).toContain(`licet_hub_license_expires_at_seconds ${exp}`)
  expect(text).toContain('licet_hub_seats_limit 7')
  expect(text).toContain('licet_hub_license_state{state="active"} 1')
})

test('a receipt says the same as the answer, for this nonce, signed by this installation', async () => {
  await hub.activate()
  const path = '/api/license/status?product=pika&nonce=n-1'
  const { receipt, ...status } = (await hub.ask('GET', path, { as: statusKey })).body
  const { kty, crv, x } = hub.deps.installation.publicJwk
  const { payload } = await verifyJws(receipt, [{ alg: 'Ed25519', jwk: { kty, crv, x } }])
  const claims = JSON.parse(new TextDecoder().decode(payload))
  expect(claims).toMatchObject({ iss: hub.deps.installation.id, nonce: 'n-1', status })
  expect(claims.exp - claims.iat).toBe(status.cache.stale_seconds)
  expect((await hub.ask('GET', `${path}&nonce=n-2`)).status).toBe(400)
})

test('health is never tied to the license', async () => {
  await hub.ask('DELETE', '/api/license')
  expect((await hub.ask('GET', '/healthz', { as: null })).status).toBe(200)
  expect((await hub.ask('GET', '/readyz', { as: null })).body).toEqual({ status: 'ready' })
})

describe('the panel', () => {
  let folder: string
  let app: OpenAPIHono<HubEnv>
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'licet-panel-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Licet</title>')
    writeFileSync(join(folder, 'assets', 'main-abc.js'), 'plain')
    writeFileSync(join(folder, 'assets', 'main-abc.js.br'), 'brotli')
    writeFileSync(join(folder, 'secret.env'), 'KEY=1')
    app = new OpenAPIHono<HubEnv>()
    addPanelRoutes(app, folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(['/', '/license', '/users/usr_1'])('answers %s with its one page', async path => {
    const answer = await app.request(path)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(await answer.text()).toContain('<title>Licet</title>')
  })

  test('keeps hashed files for ever, compressed where the browser takes it', async () => {
    const plain = await app.request('/assets/main-abc.js')
    expect(plain.headers.get('cache-control')).toContain('immutable')
    expect(await plain.text()).toBe('plain')
    const small = await app.request('/assets/main-abc.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect([small.headers.get('content-encoding'), await small.text()]).toEqual(['br', 'brotli'])
  })

  test.each([
    '/api/nothing',
    '/secret.env',
    '/assets/absent.js',
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/.git/config',
  ])('never answers %s with a file or page', async path => {
    const answer = await app.request(path)
    const text = await answer.text()
    expect(text).not.toMatch(/KEY=1|root:|"name"/)
    if (!path.includes('%2e')) expect(answer.status).toBe(404)
  })
})
