import { afterEach, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from './support/test-control.ts'

const opened: TestControl[] = []
async function open(beside?: TestControl): Promise<TestControl> {
  const control = await openTestControl({ beside, environment: { CONTROL_ACTIVATION_LIMIT: '5/900' } })
  opened.unshift(control)
  return control
}
afterEach(async () => {
  for (const control of opened.splice(0)) await control.close()
})

async function outcomes(attempts: (() => Promise<void>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts.map(attempt => attempt()))
  return settled.map(({ status }) => status)
}

describe('the limit on activation', () => {
  test('lets five attempts of an address pass in a quarter of an hour, on all instances together', async () => {
    const control = await open()
    const beside = await open(control)
    const attempts = Array.from({ length: 12 }, (_, n) => {
      const { limits } = (n % 2 ? control : beside).deps
      return () => limits.takeAddress('203.0.113.7')
    })
    const passed = (await outcomes(attempts)).filter(outcome => outcome === 'fulfilled')
    expect(passed).toHaveLength(5)
  })

  test('outlives a restart, says when to come back, and ends then', async () => {
    const control = await open()
    for (let n = 0; n < 5; n++) await control.deps.limits.takeAddress('203.0.113.7')
    control.pass(100)
    const restarted = await open(control)
    restarted.pass(100)
    await expect(restarted.deps.limits.takeAddress('203.0.113.7')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 780 && seconds <= 800),
    })
    restarted.pass(800)
    await restarted.deps.limits.takeAddress('203.0.113.7')
  })

  test('counts an IPv6 address for its /64, and other addresses apart', async () => {
    const { limits } = (await open()).deps
    for (let n = 0; n < 5; n++) await limits.takeAddress(`2001:db8:1:2::${n}`)
    await expect(limits.takeAddress('2001:db8:1:2:ffff::1')).rejects.toMatchObject({ status: 429 })
    await limits.takeAddress('2001:db8:1:3::1')
    await limits.takeAddress('203.0.113.8')
  })

  test('lets twenty attempts on one key pass, wherever they come from', async () => {
    const { limits } = (await open()).deps
    for (let n = 0; n < 20; n++) await limits.takeKey('hash of a key')
    await expect(limits.takeKey('hash of a key')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await limits.takeKey('hash of another key')
  })

  test('forgets what has ended, so that the table stays small', async () => {
    const control = await open()
    for (let n = 0; n < 30; n++) await control.deps.limits.takeAddress(`203.0.113.${n}`)
    await control.deps.limits.sweep()
    const count = async () =>
      (await control.database.db.selectFrom('rate_limit').select('subject').execute()).length
    expect(await count()).toBe(30)
    control.pass(901)
    await control.deps.limits.sweep()
    expect(await count()).toBe(0)
  })

  test('begins a new window when the clock was set back', async () => {
    const control = await open()
    for (let n = 0; n < 5; n++) await control.deps.limits.takeAddress('203.0.113.7')
    await expect(control.deps.limits.takeAddress('203.0.113.7')).rejects.toMatchObject({ status: 429 })
    control.pass(-3600)
    await expect(control.deps.limits.takeAddress('203.0.113.7')).resolves.toBeUndefined()
  })
})
