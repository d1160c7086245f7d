import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, createAccount, setUp, signIn } from '../support/accounts.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let ada: Account & { id: string; token: string }
beforeAll(async () => {
  hub = await startHub()
  ada = await setUp(hub)
})
afterAll(() => hub.stop())

describe('creating an account', () => {
  test('answers 201 with the account and never with its password', async () => {
    const account = createAccount()
    const answer = await hub.admin.post('/api/users', account)
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^usr_/),
      name: account.name,
      email: account.email,
      role: 'user',
      enabled: true,
      lastSeenAt: null,
    })
    expect(answer.text).not.toContain(account.password)
    expect((await hub.admin.get(`/api/users/${answer.body.id}`)).body).toEqual(answer.body)
  })

  test.each<[string, Record<string, unknown>]>([
    ['no name', { name: undefined }],
    ['an empty name', { name: '  ' }],
    ['a name of 201 characters', { name: 'x'.repeat(201) }],
    ['no e-mail address', { email: undefined }],
    ['something that is no e-mail address', { email: 'nobody' }],
    ['a short password', { password: 'short' }],
    ['a password that is no text', { password: 123456789012 }],
    ['an unknown role', { role: 'root' }],
    ['no role', { role: undefined }],
    ['an id of its own', { id: 'usr_1' }],
    ['enabled of its own', { enabled: true }],
    ['is_admin', { is_admin: true }],
    ['a creation date', { createdAt: 1 }],
  ])('with %s is refused with 400, naming the field, and nothing moves', async (_, changes) => {
    await expectNothingMoved(hub, async () => {
      const body = expectError(await hub.admin.post('/api/users', { ...createAccount(), ...changes }), 400)
      if (body.code === 'REQUEST_INVALID')
        expect(Object.keys(body.fields)).toEqual(expect.arrayContaining(Object.keys(changes)))
    })
  })

  test('with __proto__ in its body changes no prototype and is refused', async () => {
    await expectNothingMoved(hub, async () => {
      const text = JSON.stringify(createAccount()).replace('{', '{"__proto__":{"role":"admin"},')
      const answer = await hub.admin.send('POST', '/api/users', text, { 'content-type': 'application/json' })
      expectError(answer, 400)
    })
  })

  test('with an address that is taken, in whatever case, is 409', async () => {
    await expectNothingMoved(hub, async () => {
      for (const email of [ada.email, ada.email.toUpperCase()]) {
        expectError(await hub.admin.post('/api/users', createAccount({ email })), 409, 'EMAIL_TAKEN')
      }
    })
  })

  test('twice at once with the same address creates one', async () => {
    const account = createAccount()
    const answers = await Promise.all([
      hub.admin.post('/api/users', account),
      hub.admin.post('/api/users', account),
    ])
    expect(answers.map(answer => answer.status).toSorted((one, two) => one - two)).toEqual([201, 409])
  })
})

describe('the list', () => {
  test('comes in pages that never repeat or lose anybody', async () => {
    for (let count = 0; count < 3; count += 1) await addAccount(hub)
    const everybody = (await hub.admin.get('/api/users?limit=200')).body
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { users: { id: string }[]; total: number; next: string | null } = (
        await hub.admin.get(
          `/api/users?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        )
      ).body
      expect(page.users.length).toBeLessThanOrEqual(2)
      expect(page.total).toBe(everybody.total)
      seen.push(...page.users.map(user => user.id))
      cursor = page.next
    }
    expect(seen).toHaveLength(everybody.total)
    expect(new Set(seen).size).toBe(everybody.total)
  })

  test('finds by name and address, and takes % and _ for what they are', async () => {
    const found = await addAccount(hub, { name: 'Zoë 100%_Match' })
    const names = async (q: string): Promise<string[]> =>
      (await hub.admin.get(`/api/users?q=${encodeURIComponent(q)}`)).body.users.map(
        (user: Account) => user.name,
      )
    expect(await names('100%_')).toEqual([found.name])
    expect(await names(found.email)).toEqual([found.name])
    expect(await names('%')).toEqual([found.name])
    expect(await names("' OR 1=1 --")).toEqual([])
  })

  test('says the limit and the use of seats', async () => {
    const { body } = await hub.admin.get('/api/users')
    expect(body.seats).toEqual({ limit: null, used: body.total })
  })

  test.each(['limit=0', 'limit=201', 'limit=x', 'unknown=1', 'cursor=%00'])(
    'refuses ?%s with 400',
    async query => {
      expectError(await hub.admin.get(`/api/users?${query}`), 400)
    },
  )
})

describe('changing an account', () => {
  test('changes what is named and answers with the account', async () => {
    const account = await addAccount(hub)
    const answer = await hub.admin.patch(`/api/users/${account.id}`, { name: 'Renamed', role: 'admin' })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      id: account.id,
      name: 'Renamed',
      role: 'admin',
      email: account.email,
      enabled: true,
    })
    await hub.admin.delete(`/api/users/${account.id}`)
  })

  test('disabling ends its sessions and its sign-in, enabling brings the sign-in back', async () => {
    const account = await addAccount(hub)
    const token = await signIn(hub, account)
    const asUser = hub.anonymous.as(token)
    expect((await asUser.get('/api/session')).status).toBe(200)
    expect((await hub.admin.patch(`/api/users/${account.id}`, { enabled: false })).body.enabled).toBe(false)
    expectError(await asUser.get('/api/session'), 401)
    const refused = await hub.anonymous.post('/api/session', {
      email: account.email,
      password: account.password,
    })
    expect([401, 403]).toContain(refused.status)
    await hub.admin.patch(`/api/users/${account.id}`, { enabled: true })
    expectError(await asUser.get('/api/session'), 401)
    expect(await signIn(hub, account)).toMatch(/\S/)
  })

  test('a new password ends the old one and every session', async () => {
    const account = await addAccount(hub)
    const token = await signIn(hub, account)
    const password = createSecret()
    expect((await hub.admin.patch(`/api/users/${account.id}`, { password })).status).toBe(200)
    expectError(await hub.anonymous.as(token).get('/api/session'), 401)
    expectError(
      await hub.anonymous.post('/api/session', { email: account.email, password: account.password }),
      401,
    )
    expect(await signIn(hub, { email: account.email, password })).toMatch(/\S/)
  })

  test.each<[string, unknown]>([
    ['an unknown field', { email: 'other@example.test' }],
    ['a wrong type', { enabled: 'false' }],
    ['an unknown role', { role: 'root' }],
    ['a short password', { password: 'short' }],
  ])('with %s is refused with 400, and nothing moves', async (_, changes) => {
    await expectNothingMoved(hub, async () => {
      expectError(await hub.admin.patch(`/api/users/${ada.id}`, changes), 400)
    })
  })

  test('of nobody is 404', async () => {
    expectError(await hub.admin.patch('/api/users/usr_nobody', { name: 'x' }), 404)
    expectError(await hub.admin.get('/api/users/usr_nobody'), 404)
    expectError(await hub.admin.delete('/api/users/usr_nobody'), 404)
  })
})

describe('the last enabled administrator', () => {
  test.each<[string, (id: string) => ReturnType<typeof hub.admin.get>]>([
    ['is never disabled', id => hub.admin.patch(`/api/users/${id}`, { enabled: false })],
    ['is never made a user', id => hub.admin.patch(`/api/users/${id}`, { role: 'user' })],
    ['is never deleted', id => hub.admin.delete(`/api/users/${id}`)],
  ])('%s: 409, and nothing moves', async (_, deed) => {
    await expectNothingMoved(hub, async () => expectError(await deed(ada.id), 409, 'LAST_ADMIN'))
  })

  test('remains when two administrators remove each other at once', async () => {
    const bob = await addAccount(hub, { role: 'admin' })
    const answers = await Promise.all([
      hub.admin.delete(`/api/users/${bob.id}`),
      hub.admin.patch(`/api/users/${ada.id}`, { role: 'user' }),
    ])
    expect(answers.filter(answer => answer.status < 300)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 409)).toHaveLength(1)
    const restored = await addAccount(hub, { role: 'admin' })
    await hub.admin.patch(`/api/users/${ada.id}`, { role: 'admin' })
    await hub.admin.delete(`/api/users/${restored.id}`)
    await hub.admin.delete(`/api/users/${bob.id}`)
  })
})

test('deleting an account answers 204 and frees its seat and its address', async () => {
  const account = await addAccount(hub)
  const { used } = (await hub.admin.get('/api/users')).body.seats
  const answer = await hub.admin.delete(`/api/users/${account.id}`)
  expect([answer.status, answer.text]).toEqual([204, ''])
  expect((await hub.admin.get('/api/users')).body.seats.used).toBe(used - 1)
  expect((await hub.admin.post('/api/users', createAccount({ email: account.email }))).status).toBe(201)
})

test('an import creates all or none', async () => {
  const two = [createAccount(), createAccount()]
  const answer = await hub.admin.post('/api/users/import', { users: two })
  expect(answer.status, answer.text).toBe(201)
  expect(answer.body.users.map((user: Account) => user.email)).toEqual(two.map(account => account.email))
  await expectNothingMoved(hub, async () => {
    const again = await hub.admin.post('/api/users/import', { users: [createAccount(), two[0]] })
    expectError(again, 409)
  })
})
