import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, createAccount, setUp } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError, expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { daySeconds, type Json, sevenClaims, signToken, wallClock } from '../support/token.ts'

const path = '/api/license/status'
const locks = { policy: { enforcement: 'locked' } }

async function load(hub: Hub, key: string, more: Record<string, Json> = {}): Promise<void> {
  const answer = await hub.admin.post('/api/license/activate', { key, ...more })
  expect([answer.status, answer.text]).toEqual([200, answer.text])
}

describe('a license that locks, once removed,', () => {
  let hub: Hub
  let uma: { id: string }
  let license: string
  beforeAll(async () => {
    hub = await startHub()
    await setUp(hub)
    uma = await addAccount(hub)
    license = hub.license({ ...locks, seats: 3, rev: 7, jti: 'lic_7' })
    await load(hub, license)
    expect((await hub.admin.delete('/api/license')).status).toBe(204)
  })
  afterAll(() => hub.stop())

  const removed = {
    valid: false,
    customer: '',
    seats: 0,
    expires_at: 0,
    error: expect.stringMatching(/license/i),
    state: 'none',
    reason: 'LICENSE_REMOVED',
    enforcement: 'locked',
    restricts: 'everything',
    next_change: null,
    seats_used: 2,
    seats_exceeded: false,
  }

  test('locks at once, in every process, with its seats, and says why and what to do', async () => {
    const { body } = await hub.sibling.get(path)
    expect(body).toMatchObject(removed)
    expect(body.remedy).toMatch(/activate/i)
    await expectNothingMoved(hub, async () => {
      expectError(await hub.admin.post('/api/users', createAccount()), 402, 'LICENSE_LOCKED')
      expectError(await hub.admin.patch('/api/settings', { seatWarningPercent: 70 }), 402, 'LICENSE_LOCKED')
    })
    expect((await hub.admin.get('/api/users')).body.seats).toEqual({ limit: 3, used: 2 })
    const banners = (await hub.anonymous.as(hub.adminToken).get('/api/session')).body.banners
    expect(banners).toContainEqual(expect.objectContaining({ kind: 'removal_locks', level: 'error' }))
    const other = await hub.beside()
    expect((await other.sibling.get(path)).body).toMatchObject(removed)
    await other.stop()
  })

  test('leaves break-glass open', async () => {
    const disabled = await hub.admin.patch(`/api/users/${uma.id}`, { enabled: false })
    expect(disabled.status, disabled.text).toBe(200)
    expectError(await hub.admin.patch(`/api/users/${uma.id}`, { enabled: true }), 402)
    expect((await hub.admin.delete('/api/license')).status).toBe(204)
    expect((await hub.admin.get('/api/license')).status).toBe(200)
  })

  test('lets no older revision in, not even one that nothing in force stands against, unless it is asked for', async () => {
    const older = hub.license({ seats: 99, rev: 6, jti: 'lic_6' })
    const seen = (await hub.admin.post('/api/license/preview', { key: older })).body
    expect(seen).toMatchObject({ genuine: true, applicable: false, code: 'LICENSE_OLDER_REVISION' })
    await expectNothingMoved(hub, async () =>
      expectError(
        await hub.admin.post('/api/license/activate', { key: older }),
        409,
        'LICENSE_OLDER_REVISION',
      ),
    )
    const another = await startHub({ key: hub.key })
    await load(another, hub.license({ rev: 9 }))
    await load(another, hub.license({ rev: 1, sub: 'cust_other' }))
    expectError(
      await another.admin.post('/api/license/activate', { key: hub.license({ rev: 8 }) }),
      409,
      'LICENSE_OLDER_REVISION',
    )
    await load(another, hub.license({ rev: 8 }), { replace: true })
    await another.stop()
  })

  test('is not outwaited by one that starts later, however often that is loaded and removed', async () => {
    const later = hub.license({ nbf: wallClock() + 30 * daySeconds, sub: 'cust_other', seats: 99 })
    for (let turn = 0; turn < 3; turn++) {
      expect((await hub.admin.post('/api/license/activate', { key: later })).body.state).toBe('scheduled')
      expect((await hub.sibling.get(path)).body).toMatchObject({
        ...removed,
        next_change: expect.objectContaining({ to: 'active' }),
        seats_used: 1,
      })
      expect((await hub.admin.delete('/api/license')).status).toBe(204)
    }
    expect((await hub.sibling.get(path)).body).toMatchObject({ ...removed, seats_used: 1 })
    const ahead = await hub.beside({ clockOffsetSeconds: 31 * daySeconds })
    expect((await ahead.sibling.get(path)).body).toMatchObject({ reason: 'LICENSE_REMOVED' })
    await ahead.stop()
  })

  test('does not go by what a row says about itself: a changed column frees nothing, a forged license binds nothing', async () => {
    const database = openDatabase(hub.dataDir)
    database.prepare("UPDATE license SET end_reason = 'superseded', ended_by = '', source = 'file'").run()
    expect((await hub.sibling.get(path)).body.reason).toBe('LICENSE_REMOVED')
    const forged = signToken(createSigningKey('vendor-1'), sevenClaims({ rev: 9999, seats: 1 }))
    database
      .prepare(
        `INSERT INTO license (id, token, source, activated_at, activated_by, ended_at, ended_by, end_reason)
         VALUES ('lic_forged', ?, 'panel', 1, 'x', 2, 'x', 'removed')`,
      )
      .run(Buffer.from(forged))
    database.close()
    expect((await hub.sibling.get(path)).body).toMatchObject({ ...removed, seats_used: 1 })
    const preview = await hub.admin.post('/api/license/preview', { key: hub.license({ rev: 8, ...locks }) })
    expect(preview.body).toMatchObject({ applicable: true, stateAfter: 'active' })
    expect(preview.body.changes.map(({ kind }: { kind: string }) => kind)).toContain('removal_ends')
  })

  test('is free again once the very same license is loaded', async () => {
    await load(hub, license)
    expect((await hub.sibling.get(path)).body).toMatchObject({ valid: true, restricts: 'nothing' })
    expect((await hub.admin.patch(`/api/users/${uma.id}`, { enabled: true })).status).toBe(200)
  })
})

test('a license that locks and has expired stays locked when it is removed', async () => {
  const hub = await startHub()
  const exp = wallClock() + 5 * daySeconds
  await load(hub, hub.license({ ...locks, exp }))
  await hub.stop()
  const later = await hub.beside({ clockOffsetSeconds: 6 * daySeconds })
  expect((await later.sibling.get(path)).body).toMatchObject({ state: 'expired', restricts: 'everything' })
  expect((await later.admin.delete('/api/license')).status).toBe(204)
  expect((await later.sibling.get(path)).body).toMatchObject({
    state: 'none',
    reason: 'LICENSE_REMOVED',
    restricts: 'everything',
  })
  await later.stop()
})

describe('a soft license, once removed,', () => {
  let hub: Hub
  let other: Hub
  beforeAll(async () => {
    hub = await startHub()
    await setUp(hub)
    other = await hub.beside()
  })
  afterAll(async () => {
    await other.stop()
    await hub.stop()
  })

  test('leaves no limit, and pasting it again says how many accounts are over, before and after', async () => {
    const license = hub.license({ seats: 2 })
    await load(hub, license)
    await hub.admin.delete('/api/license')
    expect((await hub.sibling.get(path)).body).toMatchObject({
      reason: 'NO_LICENSE',
      enforcement: 'soft',
      restricts: 'nothing',
      seats_used: 1,
      seats_exceeded: false,
    })
    for (let made = 0; made < 7; made++) await addAccount(hub)
    const { changes, checks } = (await other.admin.post('/api/license/preview', { key: license })).body
    expect(changes).toContainEqual({
      kind: 'seats_over',
      severity: 'warning',
      values: { used: 8, limit: 2, over: 6 },
    })
    expect(checks.at(-1)).toMatchObject({ step: 'seats', outcome: 'warning' })
    const activated = await hub.admin.post('/api/license/activate', { key: license })
    expect(activated.body).toMatchObject({ valid: true, seats: 2, seats_used: 8, seats_exceeded: true })
  })

  test('the status of every process counts each account at once, under another tag, after all older fields', async () => {
    const seen = async (at: Hub) => {
      const { body, headers } = await at.sibling.get(path)
      expect(Object.keys(body).slice(-2)).toEqual(['seats_used', 'seats_exceeded'])
      return { used: body.seats_used, exceeded: body.seats_exceeded, tag: headers.get('etag') }
    }
    const before = await seen(other)
    expect(before).toMatchObject({ used: 8, exceeded: true })
    const { users } = (await hub.admin.get('/api/users?limit=200')).body
    const enabled = users.filter((user: { role: string }) => user.role === 'user')
    for (const [done, { id }] of enabled.slice(0, 6).entries()) {
      expect((await hub.admin.patch(`/api/users/${id}`, { enabled: false })).status).toBe(200)
      expect(await seen(other)).toMatchObject({ used: 7 - done, exceeded: 7 - done > 2 })
    }
    expect((await seen(other)).tag).not.toBe(before.tag)
    const { body } = await other.sibling.get(`${path}?product=pika&nonce=n1`)
    expect(body).toMatchObject({ seats_used: 2, seats_exceeded: false })
  })
})
