import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import type { Hub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub, type VendorHub } from '../support/vendor-hub.ts'

/** No server is there. */
const away = 'http://127.0.0.1:9'
let control: Control
const hubs: Hub[] = []
beforeAll(async () => {
  control = await startControl()
})
afterAll(async () => {
  await Promise.all(hubs.map(hub => hub.stop()))
  await control.stop()
})

const days = (count: number) => ({ LICET_CLOCK_OFFSET_SECONDS: String(count * daySeconds) })
const placeMachine = async () =>
  createClientMachine({ url: control.url, trustFile: await control.trustFile() })

describe('a machine whose clock was ahead once, without network', () => {
  test.each([9, 29, 400])(
    'by %i days: reports, activates and gives back as before, once it is right',
    async ahead => {
      const { key } = await issueLicense(control.admin, 'node-locked')
      const { licet } = await placeMachine()
      expect((await licet(['activate', key])).body).toMatchObject({ outcome: 'taken' })
      const wrong = await licet(['status'], { ...days(ahead), LICET_CONTROL_URL: away })
      expect(wrong.body.valid).toBe(false)
      expect((await licet(['heartbeat'])).body).toMatchObject({
        outcome: 'taken',
        valid: true,
        state: 'active',
      })
      expect((await licet(['activate', key])).body).toMatchObject({ outcome: 'taken', valid: true })
      expect(await licet(['deactivate'])).toMatchObject({ code: 0, body: { outcome: 'released' } })
      expect((await licet(['activate', key])).body).toMatchObject({ outcome: 'taken', valid: true })
    },
  )
})

describe('a machine whose clock is wrong while it asks', () => {
  test.each([9, -9, 4000, -4000])(
    'by %i days: is in force with one signed answer, and learns how far it is off',
    async ahead => {
      const { key, id } = await issueLicense(control.admin, 'node-locked')
      const { licet } = await placeMachine()
      const wrong = days(ahead)
      expect((await licet(['activate', key], wrong)).body).toMatchObject({
        outcome: 'taken',
        valid: true,
        state: 'active',
      })
      const told = (await licet(['status'], wrong)).body
      expect(told).toMatchObject({ valid: true, state: 'active' })
      expect(Math.abs(told.clockSkewSeconds - ahead * daySeconds)).toBeLessThan(60)
      expect((await licet(['heartbeat'], wrong)).body).toMatchObject({ outcome: 'taken', state: 'active' })
      expect((await licet(['heartbeat'])).body).toMatchObject({ outcome: 'taken', state: 'active' })
      const { heartbeats } = await showLicense(control, id)
      const skews = heartbeats.map(
        ({ skewSeconds }: { skewSeconds: number }) => Math.round(skewSeconds / daySeconds) + 0,
      )
      expect(skews.toSorted((a: number, b: number) => a - b)).toEqual(
        [0, -ahead, -ahead].toSorted((a, b) => a - b),
      )
    },
  )
})

describe('a Hub', () => {
  let site: VendorHub
  let key: string
  const status = async (hub: Hub) => (await hub.sibling.get('/api/license/status')).body
  const restart = async (ahead: number, more: Record<string, string> = {}): Promise<Hub> => {
    await site.hub.stop()
    site.hub = await site.hub.beside({
      env: { ...site.env, ...more },
      clockOffsetSeconds: ahead * daySeconds,
    })
    hubs.push(site.hub)
    return site.hub
  }
  beforeAll(async () => {
    ;({ key } = await issueLicense(control.admin, 'node-locked'))
    site = await startVendorHub(control)
    hubs.push(site.hub)
    expect((await site.hub.admin.post('/api/license/activate', { key })).body).toMatchObject({ valid: true })
  })

  test('that was ahead for a while without network is as it was', async () => {
    const wrong = await restart(9, { HUB_CONTROL_URL: away })
    expect(await status(wrong)).toMatchObject({ valid: false, state: 'locked' })
    const right = await restart(0, { HUB_CONTROL_URL: away })
    expect(await status(right)).toMatchObject({ valid: true, state: 'active' })
    expect((await right.admin.get('/api/license')).body.clock.warning).toBe('none')
  })

  test.each([9, 4000, -9])('that is wrong by %i days is in force after one signed response', async ahead => {
    const wrong = await restart(ahead)
    expect((await wrong.admin.post('/api/activation/retry', {})).status).toBe(200)
    expect(await status(wrong)).toMatchObject({ valid: true, state: 'active' })
    const { clock } = (await wrong.admin.get('/api/license')).body
    expect(Math.abs(clock.now - wallClock())).toBeLessThan(60)
    expect(Math.abs(clock.skewSeconds - ahead * daySeconds)).toBeLessThan(60)
    expect(clock.warning).toBe(ahead > 0 ? 'jumped' : 'behind')
    const side = ahead > 0 ? 'ahead of' : 'behind'
    const sentence = `This machine’s clock is ${Math.abs(ahead).toLocaleString('en')} days ${side} the vendor’s.`
    const { checks } = (await wrong.admin.get('/api/diagnostics')).body
    expect(checks.find(({ id }: { id: string }) => id === 'clock').message).toBe(sentence)
    const { banners } = (await wrong.admin.get('/api/session')).body
    expect(banners.map(({ text }: { text: string }) => text)).toContain(`${sentence} Set it.`)
    expect((await wrong.admin.post('/api/license/activate', { key })).body).toMatchObject({ valid: true })
  })

  test('that asks once more to learn the time does not count as a restored machine', async () => {
    const { id, key: late } = await issueLicense(control.admin, 'node-locked')
    const alone = await startVendorHub(control, { controlUrl: away })
    hubs.push(alone.hub)
    const lost = await alone.hub.admin.post('/api/license/activate', { key: late })
    expect(lost.body.code).toBe('CONTROL_UNREACHABLE')
    await alone.hub.stop()
    const wrong = await alone.hub.beside({
      env: { ...alone.env, HUB_CONTROL_URL: control.url },
      clockOffsetSeconds: 9 * daySeconds,
    })
    hubs.push(wrong)
    expect((await wrong.admin.post('/api/license/activate', { key: late })).body).toMatchObject({
      valid: true,
    })
    const { activations } = await showLicense(control, id)
    expect(activations).toMatchObject([{ state: 'active', restoredAt: null }])
  })

  test('whose clock is right again has nothing of it left', async () => {
    const right = await restart(0)
    expect((await right.admin.post('/api/activation/retry', {})).status).toBe(200)
    expect(await status(right)).toMatchObject({ valid: true, state: 'active' })
    const { clock } = (await right.admin.get('/api/license')).body
    expect(clock.warning).toBe('none')
    const { control: contact } = (await right.admin.get('/api/activation')).body
    expect(contact.nextContactAt - wallClock()).toBeLessThanOrEqual(daySeconds + 60)
  })
})
