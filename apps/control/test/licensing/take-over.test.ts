import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import {
  createInstallation,
  freezeClock,
  hashOf,
  issue,
  machineNamed,
  send,
  stateOf,
} from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
  freezeClock(control)
})
afterAll(() => control.close())

const day = 86_400
const bound = async (wanted: Record<string, unknown> = {}, changes: Record<string, string> = {}) => {
  const issued = await issue(control, wanted)
  const box = await createInstallation(control, { ...machineNamed(issued.id), ...changes })
  expect((await box.activate(issued.key)).status).toBe(200)
  return { ...issued, box }
}
const machinesOf = async (id: string) =>
  (await control.ask('GET', `/v1/licenses/${id}`)).body.activations as Record<string, unknown>[]
const takeOversOf = async (id: string) =>
  ((await control.ask('GET', `/v1/licenses/${id}`)).body.audit as { detail: { verb: string } }[]).filter(
    ({ detail }) => detail.verb === 'take_over',
  )

describe('a second machine of the same image', () => {
  test('does not take the activation over, and the first never notices it', async () => {
    const { id, key, box } = await bound()
    const image = { ...box.fingerprint, mac: hashOf('another card') }
    const other = await createInstallation(control, image)
    const before = await stateOf(control, id)
    const refused = await other.activate(key)
    expect([refused.status, refused.body.code, refused.body.differs]).toEqual([403, 'OTHER_MACHINE', ['mac']])
    const [{ leaseEndsAt }] = (await machinesOf(id)) as [{ leaseEndsAt: number }]
    expect(refused.body.heldUntil).toBe(leaseEndsAt)
    expect(refused.body.error).toContain(new Date(leaseEndsAt * 1000).toISOString().slice(0, 10))
    expect(refused.body.error).toContain('network interface')
    const bare = await send(control, '/v1/licenses/activate', { key, fingerprint: { components: image } })
    expect([bare.status, bare.body.code]).toEqual([403, 'OTHER_MACHINE'])
    expect(await stateOf(control, id)).toEqual(before)
    expect((await box.beat(id)).status).toBe(200)
    expect((await other.activate(key)).status).toBe(403)
    expect((await box.beat(id)).status).toBe(200)
  })

  test('neither ends the activation of the first by a fingerprint, nor is told that it holds it', async () => {
    const { id, key, box } = await bound()
    const components = { ...box.fingerprint, mac: hashOf('card of the image') }
    const before = await stateOf(control, id)
    const refused = await send(control, '/v1/licenses/deactivate', { key, fingerprint: { components } })
    expect([refused.status, refused.body.code]).toEqual([403, 'OTHER_MACHINE'])
    const validated = await send(control, '/v1/licenses/validate', { key, fingerprint: { components } })
    expect(validated.body).toEqual({ valid: false, status: 'machine_mismatch' })
    expect(await stateOf(control, id)).toEqual(before)
    expect((await box.beat(id)).status).toBe(200)
    const own = { key, fingerprint: { components: box.fingerprint } }
    expect((await send(control, '/v1/licenses/validate', own)).body.status).toBe('active')
    expect((await send(control, '/v1/licenses/deactivate', own)).status).toBe(200)
  })

  test('is another machine by its board, where both know it', async () => {
    const { key, box } = await bound({}, { board: hashOf('board one') })
    const other = await createInstallation(control, { ...box.fingerprint, board: hashOf('board two') })
    const refused = await other.activate(key)
    expect([refused.body.code, refused.body.differs]).toEqual(['OTHER_MACHINE', ['board']])
  })

  test('takes the place once the old lease has ended, and the first is told so by a signed verdict', async () => {
    const { id, key, box } = await bound()
    const other = await createInstallation(control, { ...box.fingerprint, mac: hashOf('second card') })
    control.pass(7 * day - 1)
    expect((await other.activate(key)).body.code).toBe('OTHER_MACHINE')
    control.pass(1)
    expect((await other.activate(key)).status).toBe(200)
    expect(await takeOversOf(id)).toHaveLength(1)
    const [held] = (await machinesOf(id)).filter(({ state }) => state === 'active')
    expect(held).toMatchObject({ installationId: other.id, takenOverAt: control.deps.clock.now() })
    const back = await box.beat(id)
    expect([back.status, back.body.code, back.claims!.directive]).toEqual([403, 'OTHER_MACHINE', 'lock'])
    expect((await box.activate(key)).body.code).toBe('OTHER_MACHINE')
    expect((await other.beat(id)).status).toBe(200)
    expect((await machinesOf(id)).map(({ state }) => state)).not.toContain('flagged')
  })
})

describe('a machine of other hardware', () => {
  test.each([
    ['node-locked', 7, 200],
    ['appliance', 14, 403],
  ])(
    'gets a lapsed place only where the license may be moved by its holder: %s',
    async (policy, days, status) => {
      const { key } = await bound({ policy })
      control.pass(days * day)
      const other = await createInstallation(control)
      expect((await other.activate(key)).status).toBe(status)
    },
  )
})

describe('the same machine', () => {
  test.each(['node-locked', 'timed', 'appliance'])(
    'installed anew activates at once, audited and seen: %s',
    async policy => {
      const dates = policy === 'timed' ? { termMonths: 3 } : {}
      const { id, key, box } = await bound({ policy, ...dates })
      const anew = await createInstallation(control, { ...box.fingerprint, machine: hashOf('new system') })
      const answer = await anew.activate(key)
      expect(answer.status).toBe(200)
      expect(answer.claims!.fingerprint).toMatchObject(anew.fingerprint)
      expect(await takeOversOf(id)).toHaveLength(1)
      expect(await machinesOf(id)).toMatchObject([
        { installationId: anew.id, state: 'active', takenOverAt: control.deps.clock.now() },
      ])
      expect((await anew.beat(id)).status).toBe(200)
    },
  )

  test('with a new network card goes on at once, in the same installation', async () => {
    const { id, key, box } = await bound()
    const changed = box.copy({ ...box.fingerprint, mac: hashOf('new card') })
    expect((await changed.beat(id)).status).toBe(200)
    const { counter, previous } = changed
    expect((await changed.activate(key, { license: id, counter, previous })).status).toBe(200)
    expect(await takeOversOf(id)).toHaveLength(0)
  })
})
