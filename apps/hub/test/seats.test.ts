import { seatsExhausted, usersPage } from '@licet/api'
import { createSigningKey, type SigningKey } from '@licet/issuer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { adminPassword, createUser, openTestHub, setUp, type TestHub } from './test-hub.ts'

let hub: TestHub
let key: SigningKey
beforeEach(async () => {
  key = await createSigningKey({ use: 'license' })
  hub = await openTestHub({ key })
})
afterEach(() => hub.close())

const used = async (): Promise<number> => (await hub.ask('GET', '/api/seats')).body.used
const statuses = (answers: { status: number }[]): Record<number, number> =>
  answers.reduce<Record<number, number>>(
    (sum, { status }) => ({ ...sum, [status]: (sum[status] ?? 0) + 1 }),
    {},
  )
const patch = (id: string, body: object) => hub.ask('PATCH', `/api/users/${id}`, { body })

describe('the seat after the last', () => {
  test('is refused with 402, the numbers and who holds the seats, and nobody is created', async () => {
    await setUp(hub)
    await hub.activate({ seats: 2 })
    await createUser(hub)
    const refused = await createUser(hub)
    expect(refused.status).toBe(402)
    expect(seatsExhausted.parse(refused.body)).toMatchObject({ seats: { limit: 2, used: 2 } })
    expect(refused.body.holders).toHaveLength(2)
    expect(await used()).toBe(2)
    expect((await hub.ask('GET', '/api/users')).body.total).toBe(2)
  })

  test('is refused on every door: create, import, enable, set-up', async () => {
    await hub.activate({ seats: 1 })
    const bob = (await createUser(hub)).body
    await patch(bob.id, { enabled: false })
    const ann = (await createUser(hub)).body
    expect((await patch(bob.id, { enabled: true })).status).toBe(402)
    expect((await patch(bob.id, { enabled: true, name: 'Other' })).status).toBe(402)
    expect((await createUser(hub)).status).toBe(402)
    const users = [{ name: 'X', email: 'x@example.com', password: 'wooden kettle orbit 19', role: 'user' }]
    expect((await hub.ask('POST', '/api/users/import', { body: { users } })).status).toBe(402)
    const body = {
      token: 'set-up-token-of-the-tests',
      name: 'Ada',
      email: 'ada@example.com',
      password: adminPassword,
    }
    expect((await hub.ask('POST', '/api/setup', { as: null, body })).status).toBe(402)
    expect([await used(), (await hub.ask('GET', `/api/users/${bob.id}`)).body.name]).toEqual([1, bob.name])
    await patch(ann.id, { enabled: false })
    expect((await patch(bob.id, { enabled: true })).status).toBe(200)
  })

  test('imports all or nobody', async () => {
    await hub.activate({ seats: 3 })
    const of = (n: number) =>
      Array.from({ length: n }, (_, i) => ({
        name: `I${i}`,
        email: `i${i}@example.com`,
        password: 'wooden kettle orbit 19',
        role: 'user',
      }))
    expect((await hub.ask('POST', '/api/users/import', { body: { users: of(4) } })).status).toBe(402)
    expect(await used()).toBe(0)
    expect((await hub.ask('POST', '/api/users/import', { body: { users: of(3) } })).status).toBe(201)
    const again = await hub.ask('POST', '/api/users/import', { body: { users: of(1) } })
    expect([again.status, again.body.code ?? '']).toEqual([402, 'SEATS_EXHAUSTED'])
  })

  test('does not exist without a license, nor after it is removed', async () => {
    await hub.activate({ seats: 1 })
    await createUser(hub)
    expect((await createUser(hub)).status).toBe(402)
    expect((await hub.ask('DELETE', '/api/license')).status).toBe(204)
    expect((await createUser(hub)).status).toBe(201)
  })

  test('is refused after a smaller license too, and who was there stays and works', async () => {
    await setUp(hub)
    await hub.activate({ seats: 5, rev: 1 })
    for (let i = 0; i < 3; i++) await createUser(hub)
    await hub.activate({ seats: 2, rev: 2 })
    expect([await used(), (await createUser(hub)).status]).toEqual([4, 402])
    const body = { email: 'ada@example.com', password: adminPassword }
    expect((await hub.ask('POST', '/api/session', { as: null, body })).status).toBe(200)
  })
})

describe('many at once', () => {
  test('never get one seat too many, on create and on enabling, through two openings of one database', async () => {
    await hub.activate({ seats: 10 })
    const second = await openTestHub({ dataDir: hub.dataDir, key })
    const created = await Promise.all(Array.from({ length: 48 }, (_, i) => createUser(i % 2 ? hub : second)))
    expect(statuses(created)).toEqual({ 201: 10, 402: 38 })
    expect(await used()).toBe(10)
    const ids = created.filter(({ status }) => status === 201).map(({ body }) => body.id as string)
    await hub.ask('POST', '/api/users/disable', { body: { ids } })
    for (let i = 0; i < 7; i++) await createUser(hub)
    const enabled = await Promise.all(
      ids.map((id, i) =>
        (i % 2 ? hub : second).ask('PATCH', `/api/users/${id}`, { body: { enabled: true } }),
      ),
    )
    expect(statuses(enabled)).toEqual({ 200: 3, 402: 7 })
    expect(await used()).toBe(10)
    second.close()
  })

  test('never share an address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => createUser(hub, { email: 'Same@example.com' })),
    )
    expect(statuses(answers)).toEqual({ 201: 1, 409: 5 })
    expect((await createUser(hub, { email: 'sAME@example.com' })).body.code).toBe('EMAIL_TAKEN')
  })

  test('never leave the Hub without an administrator', async () => {
    await setUp(hub)
    await createUser(hub, { role: 'admin' })
    const { users } = (await hub.ask('GET', '/api/users?role=admin')).body
    const answers = await Promise.all(
      users.map((user: { id: string }) => hub.ask('DELETE', `/api/users/${user.id}`)),
    )
    expect(statuses(answers)).toEqual({ 204: 1, 409: 1 })
  })
})

describe('the last administrator', () => {
  test('can be neither disabled, deleted nor made a user, whichever way is tried', async () => {
    await setUp(hub)
    const [{ id }] = (await hub.ask('GET', '/api/users?role=admin')).body.users
    await createUser(hub)
    const head = (await hub.ask('GET', '/api/audit/checkpoint')).body.head
    const answers = [
      await patch(id, { enabled: false }),
      await patch(id, { role: 'user' }),
      await hub.ask('DELETE', `/api/users/${id}`),
      await hub.ask('POST', '/api/users/disable', { body: { ids: [id] } }),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('LAST_ADMIN'))
    expect((await hub.ask('GET', `/api/users/${id}`)).body).toMatchObject({ role: 'admin', enabled: true })
    expect((await hub.ask('GET', '/api/audit/checkpoint')).body.head).toBe(head)
  })

  test('does not keep others from being disabled while there is none', async () => {
    const bob = (await createUser(hub)).body
    expect((await patch(bob.id, { enabled: false })).status).toBe(200)
    expect((await hub.ask('DELETE', `/api/users/${bob.id}`)).status).toBe(204)
  })
})

describe('the list of accounts', () => {
  test('pages by name without losing or repeating anybody, and filters', async () => {
    await setUp(hub)
    for (const name of ['bob', 'Bob', 'Älva', 'carl', 'Dora']) await createUser(hub, { name })
    const seen: string[] = []
    let cursor = ''
    do {
      const page = usersPage.parse((await hub.ask('GET', `/api/users?limit=2${cursor}`)).body)
      expect(page.total).toBe(6)
      seen.push(...page.users.map(user => user.name))
      cursor = page.next ? `&cursor=${page.next}` : ''
    } while (cursor !== '')
    expect(seen).toHaveLength(6)
    expect(seen.slice(0, 2)).toEqual(['Ada', seen[1]])
    const names = async (query: string) =>
      (await hub.ask('GET', `/api/users?${query}`)).body.users.map((user: { name: string }) => user.name)
    expect(await names('q=BOB')).toHaveLength(2)
    expect(await names('role=admin')).toEqual(['Ada'])
    expect(await names('enabled=false')).toEqual([])
    expect(await names('inactiveDays=30')).toEqual([])
    expect(await names(`q=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([])
    for (const query of [
      'limit=0',
      'limit=201',
      'cursor=%22',
      'unknown=1',
      'limit=2&limit=3',
      'enabled=maybe',
    ]) {
      expect((await hub.ask('GET', `/api/users?${query}`)).status).toBe(400)
    }
  })

  test('leaves as CSV in which nothing is a formula', async () => {
    await createUser(hub, { name: '=HYPERLINK("http://evil.test")' })
    const answer = await hub.ask('GET', '/api/users/export')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil.test"")"`)
  })
})

describe('the report of seats', () => {
  test('knows the peak of a day and who has not been seen for long', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push((await createUser(hub)).body.id)
    await hub.ask('POST', '/api/users/disable', { body: { ids: ids.slice(1) } })
    hub.deps.database.raw.prepare('UPDATE user SET created_at = 1000').run()
    const { body } = await hub.ask('GET', '/api/seats')
    expect(body).toMatchObject({
      limit: null,
      used: 1,
      disabled: 2,
      byRole: { admin: 0, user: 1 },
      peak: { used: 3 },
    })
    expect(body.trend.at(-1).used).toBe(3)
    expect(body.inactive.map((holder: { id: string }) => holder.id)).toEqual([ids[0]])
  })

  test('leaves signed by the installation, with numbers and no names', async () => {
    await createUser(hub, { name: 'Somebody Named' })
    const { body, text } = await hub.ask('GET', '/api/seats/export')
    expect(text).not.toContain('Somebody')
    const [, payload = ''] = body.signature.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(body.report)
    expect(body.report.installationId).toBe(hub.deps.installation.id)
    expect((await hub.ask('GET', '/api/seats/export?format=csv')).text).toMatch(/^"day","used","limit"\r\n/)
  })
})
