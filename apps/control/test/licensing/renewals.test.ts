import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAuditHead } from '../../src/store/audit.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { issue } from './installation.ts'

const day = 86_400
let control: TestControl
const ids: Record<string, string> = {}

beforeAll(async () => {
  control = await openTestControl()
  const expiresAt = control.deps.clock.now() + 20 * day
  const make = async (name: string, wanted: object) => {
    ids[name] = (await issue(control, { policy: 'air-gapped', expiresAt, term: undefined, ...wanted })).id
  }
  await make('soon', {})
  await make('later', { expiresAt: expiresAt + 400 * day })
  await make('timed', { policy: 'timed', expiresAt: undefined, termMonths: 6 })
  await make('gone', {})
  await control.ask('POST', `/v1/licenses/${ids.gone}/revoke`, { body: { reason: 'stolen' } })
})
afterAll(() => control.close())

const renew = async (body: object, as?: string) =>
  control.ask('POST', '/v1/renewals', { body, ...(as === undefined ? {} : { as }) })
const show = async (name: string) => (await control.ask('GET', `/v1/licenses/${ids[name]}`)).body
const named = (...names: string[]) => names.map(name => ({ id: ids[name] ?? name }))

describe('many renewals at once', () => {
  test('are told for each license before, old end and new, and what stands against it; nothing is written', async () => {
    const before = await loadAuditHead(control.database.db)
    const { expiresAt } = await show('soon')
    const answer = await renew({
      licenses: named('soon', 'timed', 'gone', 'lic_none'),
      term: 'P30D',
      preview: true,
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ renewed: 0, refused: 3 })
    expect(answer.body.renewals).toMatchObject([
      { id: ids.soon, from: expiresAt, to: expiresAt + 30 * day, obstacle: null, revision: 1 },
      { id: ids.timed, to: null, obstacle: 'unminted' },
      { id: ids.gone, state: 'revoked', obstacle: 'revoked' },
      { id: 'lic_none', customer: null, obstacle: 'not_found' },
    ])
    expect(await loadAuditHead(control.database.db)).toEqual(before)
  })

  test('never shorten a license', async () => {
    const { expiresAt } = await show('soon')
    const answer = await renew({ licenses: named('later'), expiresAt: expiresAt + day })
    expect(answer.body.renewals).toMatchObject([{ obstacle: 'not_longer' }])
    expect((await show('later')).revision).toBe(1)
  })

  test('keep the end where that is asked for, and sign anew what can be signed', async () => {
    const before = await show('later')
    const { body } = await renew({
      licenses: named('later', 'gone', 'timed'),
      keepEnd: true,
      reason: 'Key withdrawn',
    })
    expect(body).toMatchObject({ renewed: 1, refused: 2 })
    expect(body.renewals).toMatchObject([
      { from: before.expiresAt, to: before.expiresAt, revision: 2, obstacle: null },
      { obstacle: 'revoked' },
      { obstacle: 'unminted' },
    ])
    const { seats, tier, expiresAt } = before
    expect(await show('later')).toMatchObject({ seats, tier, expiresAt, revision: 2 })
  })

  test('renew each that can be, keep a record of each, and are not done twice for the revision that was looked at', async () => {
    const before = await show('soon')
    const licenses = [...named('gone'), { id: ids.soon, revision: 1 }, { id: ids.soon, revision: 1 }]
    const wanted = { licenses, term: 'P1Y', reason: 'Order 7' }
    const first = await renew(wanted)
    expect(first.body).toMatchObject({ renewed: 1, refused: 1 })
    const after = await show('soon')
    expect(after).toMatchObject({ revision: 2, expiresAt: first.body.renewals[1].to })
    expect(after.expiresAt).toBeGreaterThan(before.expiresAt + 364 * day)
    expect(after.revisions[0]).toMatchObject({ revision: 2, reason: 'Order 7' })
    expect(after.audit[0]).toMatchObject({ action: 'license.issue', detail: { verb: 'renew', revision: 2 } })
    const head = await loadAuditHead(control.database.db)
    const again = await renew(wanted)
    expect(again.body).toMatchObject({ renewed: 0, refused: 2 })
    expect(again.body.renewals[1]).toMatchObject({ obstacle: 'changed', revision: 2 })
    expect(await loadAuditHead(control.database.db)).toEqual(head)
  })

  test.each<[object, string]>([
    [{}, 'neither an end nor a length'],
    [{ term: 'P1Y', expiresAt: 4_000_000_000 }, 'both'],
    [{ term: 'P1Y', licenses: [] }, 'no license'],
  ])('are refused with %o: %s', async (wanted, _why) => {
    const head = await loadAuditHead(control.database.db)
    expect((await renew({ licenses: named('soon'), ...wanted })).status).toBe(400)
    expect(await loadAuditHead(control.database.db)).toEqual(head)
  })

  test('keep what stands while nothing can be signed, and say so of each', async () => {
    const before = await show('later')
    await control.database.transact(tx => tx.deleteFrom('secret').where('name', '=', 'key_canary').execute())
    const distrustful = await openTestControl({ beside: control })
    const body = { licenses: named('later'), term: 'P1Y' }
    const answer = await distrustful.ask('POST', '/v1/renewals', { body })
    expect(answer.body.renewals).toMatchObject([{ obstacle: 'signing_unavailable' }])
    expect(await show('later')).toEqual(before)
    await distrustful.close()
  })
})
