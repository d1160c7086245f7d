import { afterEach, describe, expect, test } from 'vitest'
import { expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, signToken, wallClock } from '../support/token.ts'

const started: Hub[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

/** Ends a Hub and starts it again on the same data with its clock shifted. */
async function reborn(hub: Hub, clockOffsetSeconds: number): Promise<Hub> {
  await hub.stop()
  const again = await hub.beside({ clockOffsetSeconds })
  started.push(again)
  return again
}

const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body
const clockWarning = async (hub: Hub) => (await hub.admin.get('/api/license')).body.clock.warning

/** Time that the vendor has signed to have passed. */
const signedTime = (hub: Hub, iat: number): string =>
  signToken(hub.key, { iss: 'aidoo.biz', iat, sequence: iat, revoked: [] }, { typ: 'revocations+jwt' })

describe('a clock set back', () => {
  test('never revives an expired license, and beyond 24 hours is warned of, and locks nothing', async () => {
    let hub = await startHub()
    await hub.admin.post('/api/license/activate', {
      key: hub.license({ exp: wallClock() + 10 * daySeconds }),
    })
    hub = await reborn(hub, 11 * daySeconds)
    expect(await status(hub)).toMatchObject({ valid: false, error: 'License expired' })
    const key = signedTime(hub, wallClock() + 11 * daySeconds)
    expect((await hub.admin.post('/api/license/activate', { key })).status).toBe(200)
    for (const [offset, warning] of [
      [11 * daySeconds - 3_600, 'none'],
      [8 * daySeconds, 'behind'],
    ] as const) {
      hub = await reborn(hub, offset)
      expect(await status(hub)).toMatchObject({ valid: false, error: 'License expired' })
      expect(await clockWarning(hub)).toBe(warning)
    }
    expect((await hub.admin.post('/api/service-keys', { name: 'x', scopes: ['status:read'] })).status).toBe(
      201,
    )
    expectRefused(
      await hub.admin.post('/api/license/activate', {
        key: hub.license({ exp: wallClock() + 9 * daySeconds }),
      }),
      'LICENSE_EXPIRED',
    )
  })
})

test.each([2 / 24, 9, 31])('a jump of %d days that nobody confirms is not kept', async ahead => {
  let hub = await startHub()
  await hub.admin.post('/api/license/activate', { key: hub.license({ exp: wallClock() + 3600 }) })
  hub = await reborn(hub, ahead * daySeconds)
  expect(await status(hub)).toMatchObject({ valid: false, error: 'License expired' })
  hub = await reborn(hub, 0)
  expect(await status(hub)).toMatchObject({ valid: true })
  expect(await clockWarning(hub)).toBe('none')
})

test('a clock that jumped to 2099 and came back bricks nothing', async () => {
  let hub = await startHub()
  await hub.admin.post('/api/license/activate', { key: hub.license() })
  hub = await reborn(hub, 4_080_000_000 - wallClock())
  await status(hub)
  expect((await hub.anonymous.get('/healthz')).status).toBe(200)
  hub = await reborn(hub, 0)
  expect(await status(hub)).toMatchObject({ valid: true, state: 'active' })
  expect(
    (await hub.admin.post('/api/license/activate', { key: hub.license({ seats: 11 }) })).body,
  ).toMatchObject({ valid: true, seats: 11 })
})

test('a signed artifact raises the floor at once', async () => {
  let hub = await startHub({ clockOffsetSeconds: 5 * daySeconds })
  await hub.admin.post('/api/license/activate', { key: hub.license({ iat: wallClock() + 5 * daySeconds }) })
  hub = await reborn(hub, 0)
  const { clock } = (await hub.admin.get('/api/license')).body
  expect(clock.now).toBeGreaterThanOrEqual(wallClock() + 5 * daySeconds - 60)
  expect(clock.warning).toBe('behind')
})
