import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, addAccount, createAccount, setUp, signIn } from '../support/accounts.ts'
import { expectNothingMoved } from '../support/expectations.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'
import { oneTimeCode } from '../support/one-time-code.ts'
import { signToken, wallClock } from '../support/token.ts'
import { assertStatus } from '../support/vendor.ts'

type Person = Account & { id: string }

/** One way in which something ends on a Hub. Whoever made it says how it is ended, and whether it still is. */
interface Ending {
  kind: string
  /** What the listing before a restore calls it; empty where it is not listed. */
  listed: string
  make: () => Promise<void>
  end: () => Promise<void>
  hasEnded: (hub: Hub) => Promise<boolean>
}

let hub: Hub
let backup: string
const people: Record<string, Person> = {}
const keys: Record<string, { id: string; key: string }> = {}
let session: string
let newPassword: string
let head: { sequence: number; head: string }

const addPerson = async (name: string, changes: Partial<Account> = {}): Promise<void> => {
  people[name] = await addAccount(hub, { name, ...changes })
}
const person = (name: string): Person => people[name] as Person
const addKey = async (name: string): Promise<void> => {
  const made = await hub.admin.post('/api/service-keys', { name, scopes: ['status:read'] })
  assertStatus(made, 201, 'making a key')
  keys[name] = { id: made.body.id, key: made.body.key }
}
const isRefused = async (at: Hub, name: string): Promise<boolean> =>
  (await at.anonymous.as(keys[name]?.key).get('/api/license/status')).status === 401
const enter = (at: Hub, { email, password }: Person, code?: string) =>
  at.anonymous.post('/api/session', { email, password, ...(code !== undefined && { code }) })
const revision = (rev: number, seats: number): string =>
  hub.license({ sub: 'cust_acme', jti: `lic_rev-${rev}`, rev, seats, iat: wallClock() - 100 + rev })
const revocations = (sequence: number, revoked: string[]): string =>
  signToken(
    hub.key,
    { iss: 'aidoo.biz', iat: wallClock(), sequence, revoked },
    { typ: 'revocations+jwt', kid: 'vendor-1' },
  )

const endings: Ending[] = [
  {
    kind: 'a service key that was ended',
    listed: 'service_key',
    make: () => addKey('ended'),
    end: async () =>
      assertStatus(await hub.admin.delete(`/api/service-keys/${keys.ended?.id}`), 204, 'ending'),
    hasEnded: at => isRefused(at, 'ended'),
  },
  {
    kind: 'a service key that was rotated',
    listed: 'service_key',
    make: () => addKey('rotated'),
    end: async () => {
      const next = await hub.admin.post(`/api/service-keys/${keys.rotated?.id}/rotate`, { overlapSeconds: 0 })
      assertStatus(next, 201, 'rotating')
      keys.successor = { id: next.body.id, key: next.body.key }
    },
    hasEnded: async at => (await isRefused(at, 'rotated')) && !(await isRefused(at, 'successor')),
  },
  {
    kind: 'an account that was deleted',
    listed: 'account_deleted',
    make: () => addPerson('Deleted'),
    end: async () =>
      assertStatus(await hub.admin.delete(`/api/users/${person('Deleted').id}`), 204, 'deleting'),
    hasEnded: async at => (await enter(at, person('Deleted'))).status === 401,
  },
  {
    kind: 'an account that was disabled',
    listed: 'account_disabled',
    make: () => addPerson('Disabled'),
    end: async () =>
      assertStatus(
        await hub.admin.patch(`/api/users/${person('Disabled').id}`, { enabled: false }),
        200,
        'disabling',
      ),
    hasEnded: async at => (await enter(at, person('Disabled'))).status !== 200,
  },
  {
    kind: 'an administrator who was dismissed',
    listed: 'account_role_lowered',
    make: () => addPerson('Dismissed', { role: 'admin' }),
    end: async () =>
      assertStatus(
        await hub.admin.patch(`/api/users/${person('Dismissed').id}`, { role: 'user' }),
        200,
        'lowering',
      ),
    hasEnded: async at => {
      const { token } = (await enter(at, person('Dismissed'))).body
      return (await at.anonymous.as(token).get('/api/users')).status === 403
    },
  },
  {
    kind: 'a password that was changed',
    listed: 'password',
    make: () => addPerson('Changed'),
    end: async () => {
      newPassword = createSecret()
      const change = { password: newPassword }
      assertStatus(await hub.admin.patch(`/api/users/${person('Changed').id}`, change), 200, 'changing')
    },
    hasEnded: async at =>
      (await enter(at, person('Changed'))).status === 401 &&
      (await enter(at, { ...person('Changed'), password: newPassword })).status === 200,
  },
  {
    kind: 'an account without a second factor, once it has one',
    listed: 'second_factor',
    make: () => addPerson('Factor'),
    end: async () => {
      const own = hub.anonymous.as(await signIn(hub, person('Factor')))
      const { password } = person('Factor')
      const { uri } = (await own.post('/api/profile/second-factor', { password })).body
      const code = oneTimeCode(new URL(uri).searchParams.get('secret') ?? '')
      assertStatus(await own.post('/api/profile/second-factor/confirm', { code }), 204, 'confirming')
    },
    hasEnded: async at => (await enter(at, person('Factor'))).status !== 200,
  },
  {
    kind: 'a session that was signed out',
    listed: '',
    make: async () => {
      await addPerson('Session')
      session = await signIn(hub, person('Session'))
    },
    end: async () => assertStatus(await hub.anonymous.as(session).delete('/api/session'), 204, 'signing out'),
    hasEnded: async at => (await at.anonymous.as(session).get('/api/session')).status === 401,
  },
  {
    kind: 'a license that a newer revision replaced',
    listed: 'license',
    make: async () => {
      assertStatus(await hub.admin.post('/api/license/activate', { key: revision(1, 40) }), 200, 'activating')
    },
    end: async () =>
      assertStatus(await hub.admin.post('/api/license/activate', { key: revision(2, 30) }), 200, 'replacing'),
    hasEnded: async at => {
      const pasted = await at.admin.post('/api/license/activate', { key: revision(1, 40) })
      return pasted.status === 409 && (await at.sibling.get('/api/license/status')).body.seats === 30
    },
  },
  {
    kind: 'a license that was revoked',
    listed: 'revocations',
    make: () => Promise.resolve(),
    end: async () => {
      const key = revocations(5, ['lic_gone'])
      assertStatus(await hub.admin.post('/api/license/activate', { key }), 200, 'loading')
    },
    hasEnded: async at => {
      const key = at.license({ jti: 'lic_gone', sub: 'cust_other' })
      const [gone, older] = await Promise.all(
        [key, revocations(4, [])].map(text => at.admin.post('/api/license/activate', { key: text })),
      )
      return gone?.body.code === 'LICENSE_REVOKED' && older?.status !== 200
    },
  },
  {
    kind: 'the length of the audit log',
    listed: '',
    make: () => Promise.resolve(),
    end: async () => {
      head = (await hub.admin.get('/api/audit/checkpoint')).body
    },
    hasEnded: async at => {
      const { entries } = (await at.admin.get('/api/audit?limit=200')).body
      const kept = entries.find((entry: { sequence: number }) => entry.sequence === head.sequence)
      return kept?.hash === head.head && (await at.admin.get('/api/audit/verify')).body.ok
    },
  },
]

beforeAll(async () => {
  hub = await startHub()
  await setUp(hub)
  for (const { make } of endings) await make()
  await addPerson('Revived')
  await addKey('revived')
  backup = (await hub.admin.post('/api/backups', {})).body.name
  // Another process on the same database has read all of it before it ends.
  const other = await hub.beside()
  for (const { kind, hasEnded } of endings.filter(({ listed }) => listed !== 'revocations'))
    if (kind.startsWith('a service key')) expect(await hasEnded(other), kind).toBe(false)
  for (const { end } of endings) await end()
  await hub.admin.delete(`/api/users/${person('Revived').id}`)
  await hub.admin.delete(`/api/service-keys/${keys.revived?.id}`)
  await addPerson('Later')
  await addKey('later')
  await other.stop()
}, 120_000)
afterAll(() => hub.stop())

const preview = async () => (await hub.admin.get(`/api/backups/${backup}/restore-preview`)).body
const restore = (revive?: string[]) =>
  hub.admin.post('/api/backups/restore', { name: backup, ...(revive && { revive }) })

function checkEndings(): void {
  test.each(endings)('$kind', async ({ hasEnded }) => {
    expect(await hasEnded(hub)).toBe(true)
  })
}

describe('what was ended stays ended', () => {
  describe('at once, in another process that held it', () => {
    beforeAll(async () => {
      const first = hub
      hub = await hub.beside()
      await first.stop()
    }, 120_000)
    checkEndings()
  })

  describe('over a restart', () => {
    beforeAll(async () => {
      await hub.kill()
      hub = await hub.beside()
    }, 120_000)
    checkEndings()
  })

  test('and is listed before a restore, with names and dates, and so is what will be lost; nothing moves', async () => {
    const listed = await expectNothingMoved(hub, preview)
    for (const { listed: kind } of endings.filter(ending => ending.listed !== ''))
      expect(listed.carriedOver.map((one: { kind: string }) => one.kind)).toContain(kind)
    const deleted = listed.carriedOver.find((one: { id: string }) => one.id === person('Deleted').id)
    expect(deleted).toMatchObject({ kind: 'account_deleted', optional: true, at: expect.any(Number) })
    expect(deleted.name).toContain(person('Deleted').email)
    const fixed = new Set([
      'credential_kept',
      'password',
      'second_factor',
      'license',
      'revocations',
      'verdict',
      'keyset',
      'clock',
    ])
    for (const { kind, optional } of listed.carriedOver) expect(optional, kind).toBe(!fixed.has(kind))
    expect(listed.lost).toMatchObject([
      { kind: 'account', id: person('Later').id, name: expect.stringContaining('Later') },
      { kind: 'service_key', name: 'later' },
    ])
    expect(listed.log).toMatchObject({ relation: 'part', kept: 'present' })
  })

  test('and nothing but an account or a key can be given back: anything else refuses the restore, and nothing moves', async () => {
    const revocation = (await preview()).carriedOver.find((one: { kind: string }) => one.kind === 'license')
    await expectNothingMoved(hub, async () => {
      for (const id of [revocation.id, person('Changed').id, 'usr_nobody']) {
        const refused = await restore([id])
        expect([refused.status, refused.body.code]).toEqual([400, 'REQUEST_INVALID'])
      }
    })
  })

  describe('over a restore of a backup from before', () => {
    beforeAll(async () => {
      const answer = await restore([person('Revived').id, keys.revived?.id ?? ''])
      assertStatus(answer, 200, 'restoring')
      expect(answer.body.changes.lost).toHaveLength(2)
    }, 120_000)
    checkEndings()
  })

  test('and what an admin gave back is there again, audited one by one; what was lost is what was told', async () => {
    expect((await enter(hub, person('Revived'))).status).toBe(200)
    expect(await isRefused(hub, 'revived')).toBe(false)
    expect((await enter(hub, person('Later'))).status).toBe(401)
    const { entries } = (await hub.admin.get('/api/audit?limit=200')).body
    const revived = entries.filter((entry: { action: string }) => entry.action === 'backup.revive')
    const ids: string[] = revived.map((entry: { target: string }) => entry.target)
    expect(new Set(ids)).toEqual(new Set([person('Revived').id, keys.revived?.id]))
    expect(ids).toHaveLength(2)
  })

  describe('over a second restore of the same backup, and a restart', () => {
    beforeAll(async () => {
      assertStatus(await restore(), 200, 'restoring')
      await hub.stop()
      hub = await hub.beside()
    }, 120_000)
    checkEndings()
  })
})

test('a restore never leaves a Hub that nobody can manage', async () => {
  const early = (await hub.admin.post('/api/backups', {})).body.name
  const next = await addAccount(hub, createAccount({ role: 'admin', name: 'Next' }))
  const { users } = (await hub.admin.get('/api/users?limit=200')).body
  for (const { id, role } of users)
    if (role === 'admin' && id !== next.id)
      assertStatus(await hub.admin.delete(`/api/users/${id}`), 204, 'deleting')
  const answer = await hub.admin.post('/api/backups/restore', { name: early })
  expect(answer.body.changes.carriedOver).toContainEqual(
    expect.objectContaining({ kind: 'account_kept', id: next.id }),
  )
  expect((await hub.anonymous.as(await signIn(hub, next)).get('/api/users')).status).toBe(200)
})

test('a license that was in force before the backup, and is again, is told as lost where another takes its place', async () => {
  const other = await startHub()
  const [first, second] = [
    other.license({ sub: 'first', customer: 'First Corp' }),
    other.license({ sub: 'second', customer: 'Second Corp' }),
  ]
  const load = async (key: string) =>
    assertStatus(await other.admin.post('/api/license/activate', { key, replace: true }), 200, 'loading')
  await load(first)
  await load(second)
  const { name } = (await other.admin.post('/api/backups', {})).body
  const lost = async () => (await other.admin.get(`/api/backups/${name}/restore-preview`)).body.lost
  expect(await lost()).toEqual([])
  await load(first)
  expect(await lost()).toMatchObject([{ kind: 'license', name: 'First Corp' }])
  const restored = await other.admin.post('/api/backups/restore', { name })
  expect(restored.body.changes.lost).toMatchObject([{ kind: 'license', name: 'First Corp' }])
  expect((await other.sibling.get('/api/license/status')).body).toMatchObject({ customer: 'Second Corp' })
  await other.stop()
})
