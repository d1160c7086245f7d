import { createLogger } from '@licet/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteEndedSessions } from '../src/store/sessions.ts'
import { sweepThisHour } from '../src/sweep/schedule-sweep.ts'
import { createInstallation, issue } from './licensing/installation.ts'
import { openTestControl, superAdminPassword, type TestControl } from './support/test-control.ts'

const hour = 3600
const day = 86_400
const year = 365 * day
const log = createLogger({ level: 'silent', name: 'test' })
let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

/** Does something while the clock is so far ahead. */
async function whileAhead<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  control.pass(seconds)
  try {
    return await work()
  } finally {
    control.pass(-seconds)
  }
}
const count = async (table: 'heartbeat' | 'rate_limit' | 'session'): Promise<number> =>
  (await control.database.db.selectFrom(table).selectAll().execute()).length
const sweep = () => sweepThisHour({ ...control.deps, log })

describe('once the clock of a control plane that was ahead is right again', () => {
  test('a request is remembered for a day from then on, and forgotten after it', async () => {
    const body = { name: 'ci', scopes: ['read'] }
    const make = async () => {
      const answer = await control.ask('POST', '/v1/api-tokens', {
        body,
        headers: { 'idempotency-key': 'ahead' },
      })
      return [answer.status, answer.headers.get('idempotency-replayed')]
    }
    expect(await whileAhead(year, make)).toEqual([201, null])
    expect(await make()).toEqual([201, 'true'])
    control.pass(day + 1)
    expect(await make()).toEqual([201, null])
  })

  test('the fleet is swept every hour, though a sweep lies ahead', async () => {
    expect(await whileAhead(year, sweep)).toEqual({ swept: true })
    expect(await sweep()).toEqual({ swept: true })
    expect(await sweep()).toEqual({ swept: false })
    control.pass(hour)
    expect(await sweep()).toEqual({ swept: true })
  })

  test('no heartbeat is forgotten, until the clock has said so for a day', async () => {
    const { key } = await issue(control)
    await (await createInstallation(control)).activate(key)
    const before = await count('heartbeat')
    expect(before).toBeGreaterThan(0)
    expect(await whileAhead(2 * year, sweep)).toEqual({ swept: true })
    expect(await count('heartbeat')).toBe(before)
    control.pass(40 * day)
    await sweep()
    expect(await count('heartbeat')).toBe(before)
    control.pass(day + hour)
    await sweep()
    expect(await count('heartbeat')).toBe(0)
  })

  test('no window of a limit lies ahead', async () => {
    await control.deps.limits.sweep()
    await whileAhead(year, () => control.deps.limits.takeAddress('203.0.113.7'))
    const before = await count('rate_limit')
    await control.deps.limits.sweep()
    expect(await count('rate_limit')).toBe(before - 1)
  })

  test('a session that it began is over, and half-finished sign-ins with it', async () => {
    const account = { email: 'ada@example.com', password: superAdminPassword }
    const body = { token: 'set-up-token-of-the-tests', name: 'Ada', ...account }
    const as = (await control.ask('POST', '/v1/setup', { as: null, body })).body.token
    expect((await control.ask('GET', '/v1/session', { as })).status).toBe(200)
    const move = () =>
      control.database.transact(tx =>
        tx
          .updateTable('session')
          .set(eb => ({ created_at: eb('created_at', '+', year), expires_at: eb('expires_at', '+', year) }))
          .execute(),
      )
    await move()
    expect((await control.ask('GET', '/v1/session', { as })).status).toBe(401)
    expect(await count('session')).toBe(0)
    const again = await control.ask('POST', '/v1/session', { as: null, body: account })
    expect(again.status).toBe(200)
    await move()
    await control.database.transact(tx => deleteEndedSessions(tx, Math.floor(Date.now() / 1000)))
    expect(await count('session')).toBe(0)
  })

  test('it says again when a token was last used', async () => {
    const body = { name: 'lookup', scopes: ['read'] }
    const { token, id } = (await control.ask('POST', '/v1/api-tokens', { body })).body
    await whileAhead(year, () => control.ask('GET', '/v1/licenses', { as: token }))
    await control.ask('GET', '/v1/licenses', { as: token })
    const { tokens } = (await control.ask('GET', '/v1/api-tokens')).body
    const { lastUsedAt } = tokens.find((listed: { id: string }) => listed.id === id)
    expect(lastUsedAt).toBeLessThanOrEqual(control.deps.clock.now())
  })
})
