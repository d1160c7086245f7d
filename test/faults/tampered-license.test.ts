import { afterEach, describe, expect, test } from 'vitest'
import { addAccount, setUp, signIn } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { expectError } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { base64url, daySeconds, sevenClaims, signToken, wallClock } from '../support/token.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** Every text and number column of every table that a Hub keeps licenses in, found by the stored token. */
function editLicenseRow(hub: Hub, token: string, edit: (column: string, value: unknown) => unknown): number {
  const database = openDatabase(hub.dataDir)
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string
  }[]
  for (const { name: trigger } of database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .all() as { name: string }[]) {
    database.exec(`DROP TRIGGER "${trigger}"`)
  }
  let edits = 0
  for (const { name } of tables) {
    const rows = database.prepare(`SELECT rowid AS rowid_, * FROM "${name}"`).all() as Record<
      string,
      unknown
    >[]
    const holds = (value: unknown): boolean =>
      String(Buffer.isBuffer(value) ? value.toString('utf8') : value) === token
    for (const row of rows.filter(one => Object.values(one).some(holds))) {
      for (const [column, value] of Object.entries(row)) {
        if (column === 'rowid_') continue
        const changed = holds(value) ? edit('token', token) : edit(column, value)
        if (changed === value || changed === token) continue
        const bytes = Buffer.isBuffer(value) ? Buffer.from(String(changed)) : changed
        database.prepare(`UPDATE "${name}" SET "${column}" = ? WHERE rowid = ?`).run(bytes, row['rowid_'])
        edits += 1
      }
    }
  }
  database.close()
  return edits
}

const withSeats = (token: string, seats: number): string => {
  const [header, payload = '', signature] = token.split('.')
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), seats }
  return [header, base64url(JSON.stringify(claims)), signature].join('.')
}

describe('a license row edited behind the Hub’s back', () => {
  test.each<[string, (hub: Hub, token: string) => string]>([
    ['to more seats', (_, token) => withSeats(token, 9_999)],
    [
      'to a license that somebody else signed',
      () => signToken(createSigningKey('vendor-1'), sevenClaims({ seats: 9_999 })),
    ],
    ['to nonsense', () => 'nonsense'],
    ['to an unsigned license', (_, token) => `${base64url('{"alg":"none"}')}.${token.split('.')[1]}.`],
  ])('%s is seen at once and after a restart: unreadable, and break-glass holds', async (_, forge) => {
    const hub = await start()
    const ada = await setUp(hub)
    const uma = await addAccount(hub)
    const token = hub.license({ seats: 2 })
    await hub.admin.post('/api/license/activate', { key: token })
    expect((await hub.sibling.get('/api/license/status')).body.valid).toBe(true)
    const forged = forge(hub, token)
    expect(
      editLicenseRow(hub, token, (column, value) => (column === 'token' ? forged : value)),
    ).toBeGreaterThan(0)

    const expectUnreadable = async (door: Hub): Promise<void> => {
      const { status, body } = await door.sibling.get('/api/license/status')
      expect(status).toBe(200)
      expect(body).toMatchObject({
        valid: false,
        state: 'unreadable',
        seats: 0,
        customer: '',
        error: expect.stringMatching(/\S/),
      })
    }
    await expectUnreadable(hub)
    await hub.stop()
    const again = await hub.beside()
    started.push(again)
    await expectUnreadable(again)

    const session = again.anonymous.as(await signIn(again, ada))
    expect((await session.get('/api/license')).status).toBe(200)
    expect((await session.patch(`/api/users/${uma.id}`, { enabled: false })).status).toBe(200)
    expect((await session.get('/api/license/history')).status).toBe(200)
    expect(
      (await session.post('/api/license/preview', { key: again.license({ seats: 5 }) })).body.applicable,
    ).toBe(true)
    expect(
      (await session.post('/api/license/activate', { key: again.license({ seats: 5 }) })).body,
    ).toMatchObject({ valid: true, seats: 5 })
  })

  test('in everything but its token counts for nothing: the token alone says what is licensed', async () => {
    const hub = await start()
    await setUp(hub)
    const exp = wallClock() + 90 * daySeconds
    const token = hub.license({ seats: 2, exp })
    await hub.admin.post('/api/license/activate', { key: token })
    editLicenseRow(hub, token, (column, value) => {
      if (/seat|rev/i.test(column) && typeof value === 'number') return 9_999
      if (/exp|not_after|until/i.test(column) && typeof value === 'number') return value + 365 * daySeconds
      if (/customer|tier/i.test(column) && typeof value === 'string') return 'forged'
      return value
    })
    const expectTruth = async (door: Hub): Promise<void> => {
      expect((await door.sibling.get('/api/license/status')).body).toMatchObject({
        seats: 2,
        expires_at: exp,
        customer: 'Acme Corp',
      })
      expect((await door.admin.get('/api/users')).body.seats.limit).toBe(2)
    }
    await expectTruth(hub)
    await hub.stop()
    const again = await hub.beside()
    started.push(again)
    await expectTruth(again)
  })

  test('to the license of another installation is refused as such', async () => {
    const hub = await start()
    const { installationId } = (await hub.admin.get('/api/license')).body
    const token = hub.license({ aud: installationId })
    await hub.admin.post('/api/license/activate', { key: token })
    const foreign = hub.license({ aud: 'somebody-else', seats: 500 })
    expect(
      editLicenseRow(hub, token, (column, value) => (column === 'token' ? foreign : value)),
    ).toBeGreaterThan(0)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: false, seats: 0 })
  })
})

test('with no trusted key at all the Hub runs, says so, and break-glass holds', async () => {
  const hub = await start()
  const ada = await setUp(hub)
  const uma = await addAccount(hub)
  await hub.admin.post('/api/license/activate', { key: hub.license() })
  await hub.stop()
  const blind = await startHub({
    dataDir: hub.dataDir,
    key: hub.key,
    trust: { issuer: 'aidoo.biz', keys: [] },
  })
  started.push(blind)
  const { body } = await blind.sibling.get('/api/license/status')
  expect(body).toMatchObject({ valid: false, state: 'unreadable', reason: 'TRUST_MISSING' })
  const session = blind.anonymous.as(await signIn(blind, ada))
  expect((await session.get('/api/license')).status).toBe(200)
  expect((await session.patch(`/api/users/${uma.id}`, { enabled: false })).status).toBe(200)
  expectError(await session.get('/api/nothing'), 404)
})
