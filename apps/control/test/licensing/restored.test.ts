import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteHeartbeats } from '../../src/store/heartbeats.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, freezeClock, issue, send, stateOf } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
  freezeClock(control)
})
afterAll(() => control.close())

const day = 86_400
const bound = async (wanted: Record<string, unknown> = {}) => {
  const issued = await issue(control, wanted)
  const box = await createInstallation(control)
  expect((await box.activate(issued.key)).status).toBe(200)
  return { ...issued, box }
}
const machinesOf = async (id: string) =>
  (await control.ask('GET', `/v1/licenses/${id}`)).body.activations as Record<string, unknown>[]
const verbsOf = async (id: string) =>
  ((await control.ask('GET', `/v1/licenses/${id}`)).body.audit as { detail: { verb: string } }[]).map(
    ({ detail }) => detail.verb,
  )

describe('an installation that was put back from its backup', () => {
  test('begins its chain anew with its key, once in 30 days, audited and marked', async () => {
    const { id, key, box } = await bound({ policy: 'appliance' })
    const backup = box.copy()
    await box.beat(id)
    expect((await backup.beat(id)).body.code).toBe('CLONE_SUSPECTED')
    const restored = await backup.activate(key)
    expect([restored.status, restored.claims!.counter]).toEqual([200, 1])
    const at = control.deps.clock.now()
    const marked = (await machinesOf(id)).find(({ copyOf }) => copyOf === null)
    expect(marked).toMatchObject({ restoredAt: at, counter: 1 })
    expect(await verbsOf(id)).toContain('restore')
    expect((await backup.beat(id)).status).toBe(200)
    control.pass(29 * day)
    const chain = (await machinesOf(id)).find(({ copyOf }) => copyOf === null)
    const again = await backup.activate(key)
    expect([again.status, again.body.code, again.body.restoredAt]).toEqual([409, 'CLONE_SUSPECTED', at])
    expect(again.body.error).toContain(new Date(at * 1000).toISOString().slice(0, 10))
    expect((await machinesOf(id)).find(({ copyOf }) => copyOf === null)).toEqual(chain)
    expect((await verbsOf(id)).filter(verb => verb === 'restore')).toHaveLength(1)
    expect((await backup.beat(id)).status).toBe(200)
    control.pass(day)
    expect((await backup.activate(key)).status).toBe(200)
  })

  test('is not held to a restart that lies ahead, as a clock that was wrong has noted it', async () => {
    const { id, key, box } = await bound({ policy: 'appliance' })
    await box.beat(id)
    control.pass(200 * day)
    expect((await box.activate(key)).status).toBe(200)
    await box.beat(id)
    control.pass(-200 * day)
    expect((await box.activate(key)).status).toBe(200)
    const marked = (await machinesOf(id)).find(({ copyOf }) => copyOf === null)
    expect(marked).toMatchObject({ restoredAt: control.deps.clock.now() })
  })

  test('may do so again once staff has cleared its mark', async () => {
    const { id, key, box } = await bound()
    await box.beat(id)
    await box.activate(key)
    const [{ id: row }] = (await machinesOf(id)) as [{ id: string }]
    const path = `/v1/licenses/${id}/activations/${row}/clear-flag`
    const cleared = await control.ask('POST', path, { body: { reason: 'it was restored' } })
    expect(cleared.body.activation).toMatchObject({ state: 'active', restoredAt: null })
    await box.beat(id)
    expect((await box.activate(key)).status).toBe(200)
  })

  test('does not let its copy go on from before: that is seen', async () => {
    const { id, key, box } = await bound()
    for (let at = 0; at < 3; at++) await box.beat(id)
    const copy = box.copy()
    expect((await box.activate(key)).status).toBe(200)
    expect((await copy.beat(id)).body.code).toBe('CLONE_SUSPECTED')
    expect((await box.beat(id)).status).toBe(200)
  })
})

describe('an old request', () => {
  const sendAll = async (id: string, key: string, captured: { first: string; beat: string }) => {
    const answers = [
      await send(control, '/v1/licenses/activate', { key, request: captured.first }),
      await send(control, `/v1/licenses/${id}/activate`, { request: captured.first, proof: key }),
      await send(control, `/v1/licenses/offline`, { key, request: captured.first }),
      await send(control, `/v1/licenses/${id}/heartbeat`, { request: captured.beat }),
    ]
    return answers.map(({ status }) => status)
  }
  const capture = async (wanted: Record<string, unknown> = {}) => {
    const { id, key } = await issue(control, { term: 'P5Y', ...wanted })
    const box = await createInstallation(control)
    // Good for ever, as far as its own dates go.
    const first = await box.request({ action: 'activate', counter: 0, previous: '' })
    await box.take((await send(control, '/v1/licenses/activate', { key, request: first })).body.token)
    for (let at = 0; at < 3; at++) await box.beat(id)
    const beat = await box.request({ license: id })
    await box.take((await send(control, `/v1/licenses/${id}/heartbeat`, { request: beat })).body.token)
    await box.beat(id)
    return { id, key, box, captured: { first, beat } }
  }
  /** What is only kept to be looked at is forgotten. */
  const forget = () => control.database.transact(tx => deleteHeartbeats(tx, Number.MAX_SAFE_INTEGER))

  test('is not answered anew once its machine gave the license up, however long ago', async () => {
    const { id, key, box, captured } = await capture()
    const release = await box.release(id)
    expect((await send(control, '/v1/licenses/deactivate', { key, release })).status).toBe(200)
    await forget()
    const before = await stateOf(control, id)
    expect((await sendAll(id, key, captured)).filter(status => status === 200)).toEqual([])
    const [{ state, counter }] = (await machinesOf(id)) as [{ state: string; counter: number }]
    expect([state, counter]).toEqual(['released', 6])
    expect(before).toMatchObject({ license: { machines: 0 } })
    // The installation itself comes back with a new request.
    expect((await box.activate(key)).status).toBe(200)
    await forget()
    expect((await sendAll(id, key, captured)).filter(status => status === 200)).toEqual([])
    expect((await box.beat(id)).status).toBe(200)
  })

  test('is not answered anew after its chain was begun anew', async () => {
    const { id, key, box, captured } = await capture()
    expect((await box.activate(key)).status).toBe(200)
    await forget()
    expect((await sendAll(id, key, captured)).filter(status => status === 200)).toEqual([])
    expect((await box.beat(id)).status).toBe(200)
  })

  test('is not answered anew after the license went to another machine and came back', async () => {
    const { id, key, captured } = await capture({ policy: 'appliance' })
    await control.ask('POST', `/v1/licenses/${id}/rebind`, { body: {} })
    await forget()
    expect((await sendAll(id, key, captured)).filter(status => status === 200)).toEqual([])
    const next = await createInstallation(control)
    expect((await next.activate(key)).status).toBe(200)
    expect((await sendAll(id, key, captured)).filter(status => status === 200)).toEqual([])
    expect((await next.beat(id)).status).toBe(200)
  })
})

test('a time that was signed under a clock far ahead is left behind once the clock is right', async () => {
  const { id, box } = await bound()
  control.pass(5 * day)
  await box.beat(id)
  control.pass(-5 * day)
  expect((await box.beat(id, { iat: control.deps.clock.now() })).claims!.iat).toBe(control.deps.clock.now())
})

test('nothing is signed below the newest time that was signed, on any instance', async () => {
  const { id, box } = await bound()
  const newest = (await box.beat(id)).claims!.iat
  control.pass(-3600)
  expect((await box.beat(id)).claims!.iat).toBe(newest)
  const instance = await openTestControl({ beside: control })
  try {
    const now = control.deps.clock.now() - 7200
    instance.deps.clock.now = () => now
    const request = await box.request({ license: id })
    const answer = await send(instance, `/v1/licenses/${id}/heartbeat`, { request })
    expect((await box.take(answer.body.token)).iat).toBe(newest)
  } finally {
    await instance.close()
    control.pass(3600)
  }
})
