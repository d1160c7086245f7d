import { verifyRevocations } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, send } from './installation.ts'

let control: TestControl
/** An instance on the same database that was started with the wrong passphrase: it signs nothing. */
let unable: TestControl
beforeAll(async () => {
  control = await openTestControl()
  unable = await openTestControl({
    beside: control,
    environment: { CONTROL_KEY_PASSPHRASE: 'not the one that it was' },
  })
})
afterAll(async () => {
  await unable.close()
  await control.close()
})

async function listOf(instance: TestControl) {
  const { status, text } = await instance.ask('GET', '/v1/revocations', { as: null })
  expect(status).toBe(200)
  return verifyRevocations(text, await control.trust(), { now: control.deps.clock.now(), sequence: 0 })
}

async function bound(wanted: Record<string, unknown> = {}) {
  const { id, key } = await issue(control, wanted)
  const box = await createInstallation(control)
  await box.activate(key)
  return { id, key, box }
}

describe('while nothing can be signed', () => {
  test('a revocation counts at once, and the list that says so is signed when signing returns', async () => {
    const { id, key, box } = await bound()
    const before = await listOf(control)
    const revoked = await unable.ask('POST', `/v1/licenses/${id}/revoke`, { body: { reason: 'stolen' } })
    expect([revoked.status, revoked.body.license.state]).toEqual([200, 'revoked'])
    expect(revoked.body.license.audit[0].detail).toMatchObject({ verb: 'revoke', sequence: null })
    expect((await listOf(unable)).sequence).toBe(before.sequence)

    const request = await box.request({ license: id })
    const asked = await send(unable, `/v1/licenses/${id}/heartbeat`, { request })
    expect([asked.status, asked.body.code, asked.body.token]).toEqual([403, 'KEY_REVOKED', undefined])
    const activated = await send(unable, '/v1/licenses/activate', {
      key,
      request: await box.request({ action: 'activate', counter: 0, previous: '' }),
    })
    expect([activated.status, activated.body.code]).toEqual([403, 'KEY_REVOKED'])

    const after = await listOf(control)
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(after.revoked.has(id)).toBe(true)
    expect((await box.beat(id)).claims).toMatchObject({ directive: 'revoke' })
    expect((await listOf(unable)).sequence).toBe(after.sequence)
  })

  test('a suspension counts at once, too', async () => {
    const { id, key, box } = await bound()
    const suspended = await unable.ask('POST', `/v1/licenses/${id}/suspend`, { body: {} })
    expect([suspended.status, suspended.body.license.state]).toEqual([200, 'suspended'])
    const there = await send(unable, '/v1/licenses/activate', {
      key,
      fingerprint: `sha256:${'a'.repeat(64)}`,
    })
    expect([there.status, there.body.code]).toEqual([403, 'KEY_SUSPENDED'])
    expect((await box.beat(id)).claims).toMatchObject({ directive: 'suspend' })
  })

  test('nothing is issued and no lease renewed', async () => {
    const { id, box } = await bound()
    const request = await box.request({ license: id })
    expect((await send(unable, `/v1/licenses/${id}/heartbeat`, { request })).status).toBe(503)
    expect((await unable.ask('POST', `/v1/licenses/${id}/renew`, { body: { seats: 99 } })).status).toBe(503)
    expect((await box.beat(id)).status).toBe(200)
  })
})

test('a list that a compromised key has signed is signed anew by its successor', async () => {
  const { id } = await bound()
  await control.ask('POST', `/v1/licenses/${id}/revoke`, { body: {} })
  const before = await listOf(control)
  const made = await control.ask('POST', '/v1/signing-keys', { body: { use: 'activation' } })
  const { body } = await control.ask('GET', '/v1/signing-keys')
  const signing = body.keys.find(
    (key: { use: string; status: string }) => key.use === 'activation' && key.status === 'active',
  )
  await control.ask('POST', `/v1/signing-keys/${signing.kid}/compromise`, { body: {} })
  const after = await listOf(control)
  expect(after.sequence).toBe(before.sequence + 1)
  expect(after.revoked).toEqual(before.revoked)
  const { text } = await control.ask('GET', '/v1/revocations', { as: null })
  expect(JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()).kid).toBe(made.body.kid)
})
