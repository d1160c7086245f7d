import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInstallation, issue, send, stateOf } from '../licensing/installation.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

/** Runs a deed while no entry of the audit log can be written. */
async function withoutLog<T>(deed: () => Promise<T>): Promise<T> {
  const rename = (from: string, to: string) =>
    control.database.transact(tx => tx.schema.alterTable(from).renameTo(to).execute())
  await rename('audit', 'audit_away')
  try {
    return await deed()
  } finally {
    await rename('audit_away', 'audit')
  }
}

describe('a deed whose entry cannot be written is not done', () => {
  test.each(['revoke', 'suspend', 'rebind', 'renew', 'reissue-key', 'message'])('%s', async verb => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await box.activate(key)
    const bodies: Record<string, object> = { renew: { seats: 99 }, message: { text: 'Hello' } }
    const before = await stateOf(control, id)
    const answer = await withoutLog(() =>
      control.ask('POST', `/v1/licenses/${id}/${verb}`, { body: bodies[verb] ?? {} }),
    )
    expect(answer.status).toBe(500)
    expect(await stateOf(control, id)).toEqual(before)
    expect((await box.beat(id)).status).toBe(200)
  })

  test('issue, activate, making a signing key', async () => {
    const { id, key } = await issue(control)
    const before = await stateOf(control, id)
    const counted = async () => [
      (await control.ask('GET', '/v1/licenses')).body.total,
      (await control.ask('GET', '/v1/signing-keys')).body.keys.length,
    ]
    const were = await counted()
    const wanted = {
      customer: 'New',
      policy: 'appliance',
      tier: 'professional',
      seats: 1,
      products: ['pika'],
      term: 'P1Y',
    }
    const answers = await withoutLog(async () => [
      await control.ask('POST', '/v1/licenses', { body: wanted }),
      await send(control, '/v1/licenses/activate', { key, fingerprint: `sha256:${'a'.repeat(64)}` }),
      await control.ask('POST', '/v1/signing-keys', { body: { use: 'license' } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500])
    expect(await counted()).toEqual(were)
    expect(await stateOf(control, id)).toEqual(before)
  })
})
