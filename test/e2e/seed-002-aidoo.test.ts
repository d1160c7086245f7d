import { afterEach, describe, expect, test } from 'vitest'
import { createAccount, setUp } from '../support/accounts.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { runProgram } from '../support/program.ts'
import { daySeconds, wallClock } from '../support/token.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** Runs curl as the document writes it, and returns status and body. */
async function curl(
  ...args: string[]
): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
  const { code, stdout, stderr } = await runProgram('curl', ['-s', '-w', '\n%{http_code}', ...args])
  if (code !== 0) throw new Error(`curl ended with ${code}: ${stderr}`)
  const [, text = '', status = ''] = /^([\s\S]*)\n(\d+)$/.exec(stdout) ?? []
  return { status: Number(status), body: text === '' ? {} : JSON.parse(text), text }
}

const activate = (hub: Hub, jwt: string) =>
  curl(
    '-X',
    'POST',
    `${hub.url}/api/license/activate`,
    '-H',
    `Authorization: Bearer ${hub.adminToken}`,
    '-H',
    'Content-Type: application/json',
    '-d',
    `{"key": "${jwt}"}`,
  )
const status = (hub: Hub, key = hub.statusKey) =>
  curl(`${hub.url}/api/license/status`, '-H', `Authorization: Bearer ${key}`)
const createUser = (hub: Hub, role: 'admin' | 'user' = 'user') =>
  curl(
    '-X',
    'POST',
    `${hub.url}/api/users`,
    '-H',
    `Authorization: Bearer ${hub.adminToken}`,
    '-H',
    'Content-Type: application/json',
    '-d',
    JSON.stringify(createAccount({ role })),
  )

const exp = wallClock() + 60 * daySeconds
const seven = {
  valid: true,
  customer: 'Acme Corp',
  tier: 'professional',
  seats: 10,
  products: ['pika', 'vera'],
  expires_at: exp,
  error: '',
}
const firstSeven = (body: Record<string, unknown>) => Object.fromEntries(Object.entries(body).slice(0, 7))

/** Everything that an administrator and a user do every day, license or none. */
async function expectAllElseWorks(
  hub: Hub,
  ada: { email: string; password: string; id: string },
): Promise<void> {
  const json = ['-H', 'Content-Type: application/json']
  const admin = ['-H', `Authorization: Bearer ${hub.adminToken}`]
  const calls: [number, string[]][] = [
    [200, [`${hub.url}/healthz`]],
    [200, [`${hub.url}/readyz`]],
    [
      200,
      [
        '-X',
        'POST',
        `${hub.url}/api/session`,
        ...json,
        '-d',
        JSON.stringify({ email: ada.email, password: ada.password }),
      ],
    ],
    [200, ['-X', 'PATCH', `${hub.url}/api/users/${ada.id}`, ...admin, ...json, '-d', '{"name":"Ada"}']],
    [
      201,
      [
        '-X',
        'POST',
        `${hub.url}/api/service-keys`,
        ...admin,
        ...json,
        '-d',
        '{"name":"vera","scopes":["status:read"]}',
      ],
    ],
    [200, ['-X', 'PATCH', `${hub.url}/api/settings`, ...admin, ...json, '-d', '{"seatWarningPercent":90}']],
    [201, ['-X', 'POST', `${hub.url}/api/backups`, ...admin, ...json, '-d', '{}']],
    ...[
      'users',
      'license',
      'license/history',
      'audit',
      'audit/checkpoint',
      'service-keys',
      'seats',
      'diagnostics',
      'settings',
      'backups',
    ].map((path): [number, string[]] => [200, [`${hub.url}/api/${path}`, ...admin]]),
  ]
  for (const [expected, args] of calls) {
    const answer = await curl(...args)
    expect([args[0], args[2], answer.status, answer.status === expected ? '' : answer.text]).toEqual([
      args[0],
      args[2],
      expected,
      '',
    ])
  }
}

test('activating a license and reading its status, with the calls of the document', async () => {
  const hub = await start()
  const jwt = hub.license({ exp })
  const activated = await activate(hub, jwt)
  expect(activated.status, activated.text).toBe(200)
  expect(firstSeven(activated.body)).toEqual(seven)
  expect(Object.keys(activated.body).slice(0, 7)).toEqual(Object.keys(seven))
  const { key } = (
    await curl(
      '-X',
      'POST',
      `${hub.url}/api/service-keys`,
      '-H',
      `Authorization: Bearer ${hub.adminToken}`,
      '-H',
      'Content-Type: application/json',
      '-d',
      '{"name":"pika","product":"pika","scopes":["status:read"]}',
    )
  ).body as { key: string }
  for (const credential of [hub.statusKey, key]) {
    const read = await status(hub, credential)
    expect(read.status).toBe(200)
    expect(firstSeven(read.body)).toEqual(seven)
    expect(Object.keys(read.body).slice(0, 7)).toEqual(Object.keys(seven))
  }
})

test('four seats, administrators and users alike, and 402 on the fifth account; a disabled account frees one', async () => {
  const hub = await start()
  await setUp(hub)
  await activate(hub, hub.license({ exp, seats: 4 }))
  const roles = ['user', 'admin', 'user'] as const
  const made: string[] = []
  for (const role of roles) {
    const answer = await createUser(hub, role)
    expect(answer.status, answer.text).toBe(201)
    made.push(answer.body['id'] as string)
  }
  const over = await createUser(hub)
  expect(over.status).toBe(402)
  expect(over.body).toMatchObject({ code: 'SEATS_EXHAUSTED', seats: { limit: 4, used: 4 } })
  await curl(
    '-X',
    'PATCH',
    `${hub.url}/api/users/${made[0]}`,
    '-H',
    `Authorization: Bearer ${hub.adminToken}`,
    '-H',
    'Content-Type: application/json',
    '-d',
    '{"enabled":false}',
  )
  expect((await createUser(hub)).status).toBe(201)
  expect((await createUser(hub)).status).toBe(402)
  await curl(
    '-X',
    'DELETE',
    `${hub.url}/api/users/${made[2]}`,
    '-H',
    `Authorization: Bearer ${hub.adminToken}`,
  )
  expect((await createUser(hub)).status).toBe(201)
})

describe('soft enforcement: everything works', () => {
  test('with no license, under the banner of the document', async () => {
    const hub = await start()
    const ada = await setUp(hub)
    await expectAllElseWorks(hub, ada)
    expect((await createUser(hub)).status).toBe(201)
    expect(firstSeven((await status(hub)).body)).toEqual({
      valid: false,
      customer: '',
      tier: '',
      seats: 0,
      products: [],
      expires_at: 0,
      error: expect.stringMatching(/license/i),
    })
    const session = await curl(`${hub.url}/api/session`, '-H', `Authorization: Bearer ${ada.token}`)
    expect(session.text).toContain('No license — activate to remove this notice')
  })

  test('with an expired license, under the banner of the document', async () => {
    const before = await start()
    const ada = await setUp(before)
    await activate(before, before.license({ exp }))
    await before.stop()
    const hub = await before.beside({ clockOffsetSeconds: 61 * daySeconds })
    started.push(hub)
    await expectAllElseWorks(hub, ada)
    expect((await createUser(hub)).status).toBe(201)
    expect(firstSeven((await status(hub)).body)).toEqual({ ...seven, valid: false, error: 'License expired' })
    const signedIn = await hub.anonymous.post('/api/session', { email: ada.email, password: ada.password })
    const session = await curl(`${hub.url}/api/session`, '-H', `Authorization: Bearer ${signedIn.body.token}`)
    expect(session.text).toContain('"License expired"')
  })

  test('with more accounts than seats, but for new accounts', async () => {
    const hub = await start()
    const ada = await setUp(hub)
    expect((await createUser(hub)).status).toBe(201)
    await activate(hub, hub.license({ exp, seats: 1 }))
    await expectAllElseWorks(hub, ada)
    expect((await createUser(hub)).status).toBe(402)
    expect(firstSeven((await status(hub)).body)).toEqual({ ...seven, seats: 1 })
    expect(
      (await hub.admin.get('/api/users')).body.users.every((user: { enabled: boolean }) => user.enabled),
    ).toBe(true)
  })
})
