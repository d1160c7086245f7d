import { verifyRevocations } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, send } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const idOf = (number: number): string => `lic_${String(number).padStart(24, '0')}`
const revoke = (id: string) =>
  control.ask('POST', `/v1/licenses/${id}/revoke`, { body: { reason: 'stolen' } })

/** Notes revocations as a long life leaves them. */
async function growTo(from: number, until: number, expiresAt: number | null = null): Promise<void> {
  const revoked_at = control.deps.clock.now()
  for (let start = from; start < until; start += 2000) {
    const values = Array.from({ length: Math.min(2000, until - start) }, (_, at) => ({
      license_id: idOf(start + at),
      revoked_at,
      expires_at: expiresAt,
    }))
    await control.database.transact(tx => tx.insertInto('revocation').values(values).execute())
  }
}

async function list() {
  const { status, text } = await control.ask('GET', '/v1/revocations', { as: null })
  expect(status).toBe(200)
  const rules = { now: control.deps.clock.now(), sequence: 0 }
  return { text, ...(await verifyRevocations(text, await control.trust(), rules)) }
}

const metric = async () =>
  /^licet_control_revocation_list_due (\d)/m.exec((await control.ask('GET', '/metrics')).text)?.[1]
const alarms = async () =>
  (await control.ask('GET', '/v1/overview')).body.attention.filter(
    ({ kind }: { kind: string }) => kind === 'revocations_unpublished',
  )

describe('a revocation list of more than 20,000 licenses', () => {
  test('names every one of them, except those that have ended by themselves', async () => {
    const { id } = await issue(control, {})
    await growTo(0, 21_000)
    await growTo(50_000, 51_000, control.deps.clock.now() - 1)
    expect((await revoke(id)).status).toBe(200)
    const { revoked } = await list()
    expect(revoked.size).toBe(21_001)
    expect([idOf(0), idOf(20_999), id, idOf(50_000)].map(one => revoked.has(one))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect([await metric(), await alarms()]).toEqual(['0', []])
  })

  test('never makes the answer to an activation longer than an installation reads', async () => {
    const { key } = await issue(control, {})
    const box = await createInstallation(control)
    const request = await box.request({ action: 'activate', counter: 0, previous: '' })
    const answer = await send(control, '/v1/licenses/activate', { key, request })
    expect([answer.status, answer.body.success]).toEqual([200, true])
    expect(JSON.stringify(answer.body).length).toBeLessThan(65_536)
  })

  test('is never cut: one that no installation could read is not signed, the last stays, and that is told', async () => {
    const before = await list()
    const { id, key } = await issue(control, {})
    const box = await createInstallation(control)
    await box.activate(key)
    await growTo(21_000, 26_000)
    const revoked = await revoke(id)
    expect([revoked.status, revoked.body.license.state]).toEqual([200, 'revoked'])
    expect(revoked.body.license.audit[0].detail).toMatchObject({ verb: 'revoke', sequence: null })
    expect((await list()).text).toBe(before.text)
    expect(await metric()).toBe('1')
    expect(control.log()).toContain('REVOCATIONS_TOO_LONG')
    const refused = await send(control, `/v1/licenses/${id}/heartbeat`, {
      request: await box.request({ license: id }),
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'KEY_REVOKED'])
    control.pass(31)
    expect(await alarms()).toEqual([
      expect.objectContaining({ level: 'error', name: String(before.sequence) }),
    ])
  })

  test('is signed again as soon as it fits, with whatever was revoked meanwhile', async () => {
    await control.database.transact(tx =>
      tx.updateTable('revocation').set({ expires_at: 1 }).where('license_id', '<', idOf(6000)).execute(),
    )
    const { revoked } = await list()
    expect(revoked.size).toBe(20_002)
    expect(await metric()).toBe('0')
  })
})
