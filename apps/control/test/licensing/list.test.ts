import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { issue } from './installation.ts'

const day = 86_400
let control: TestControl
const ids: Record<string, string> = {}
let shortKey = ''

beforeAll(async () => {
  control = await openTestControl()
  const now = control.deps.clock.now()
  const make = async (name: string, wanted: object) => {
    const issued = await issue(control, {
      customer: { name: `${name} GmbH` },
      policy: 'air-gapped',
      ...wanted,
    })
    ids[name] = issued.id
    return issued
  }
  await make('Active', {})
  await make('Expiring', { expiresAt: now + 20 * day })
  await make('Sooner', { expiresAt: now + 10 * day })
  await make('Scheduled', { startsAt: now + 5 * day, term: undefined, expiresAt: now + 400 * day })
  await make('Suspended', { products: ['vera'] })
  await make('Revoked', { tier: 'enterprise' })
  await make('Ending', { expiresAt: now + day })
  shortKey = (await make('Timed', { policy: 'timed', termMonths: 6 })).key
  await control.ask('POST', `/v1/licenses/${ids.Suspended}/suspend`, { body: { reason: 'unpaid' } })
  await control.ask('POST', `/v1/licenses/${ids.Revoked}/revoke`, { body: { reason: 'stolen' } })
  control.pass(day)
})
afterAll(() => control.close())

const list = async (query: string) => (await control.ask('GET', `/v1/licenses?${query}`)).body
const namesIn = (page: { licenses: { customer: { name: string } }[] }) =>
  page.licenses.map(({ customer }) => customer.name.split(' ')[0])

describe('the list of licenses', () => {
  test.each([
    ['active', ['Active']],
    ['expiring', ['Sooner', 'Expiring']],
    ['expired', ['Ending']],
    ['scheduled', ['Scheduled']],
    ['suspended', ['Suspended']],
    ['revoked', ['Revoked']],
    ['unminted', ['Timed']],
  ])('finds those that are %s, and says so of each', async (state, names) => {
    const page = await list(`state=${state}`)
    expect(namesIn(page)).toEqual(names)
    expect(page.total).toBe(names.length)
    expect(page.licenses.every((row: { state: string }) => row.state === state)).toBe(true)
  })

  test.each([
    ['q=exp', ['Expiring']],
    ['q=S', ['Scheduled', 'Sooner', 'Suspended']],
    ['product=vera', ['Suspended']],
    ['tier=enterprise', ['Revoked']],
    ['product=vera&tier=enterprise', []],
    ['q=%25', []],
  ])('finds by %s', async (query, names) => {
    expect(namesIn(await list(query))).toEqual(names)
  })

  test('finds by the beginning of an id, by the end of a key, by customer and by signing key', async () => {
    expect(namesIn(await list(`q=${ids.Active!.slice(0, 20)}`))).toEqual(['Active'])
    expect(namesIn(await list(`q=LICET-…-${shortKey.slice(-4)}`))).toEqual(['Timed'])
    const [row] = (await list('q=active')).licenses
    expect(namesIn(await list(`customer=${row.customer.id}`))).toEqual(['Active'])
    expect((await list(`kid=${row.kid}`)).total).toBe(7)
  })

  test('orders by end where dates are asked for', async () => {
    const now = control.deps.clock.now()
    expect(namesIn(await list(`expiresAfter=${now - 100}&expiresBefore=${now + 30 * day}`))).toEqual([
      'Ending',
      'Sooner',
      'Expiring',
    ])
  })

  test.each(['', 'q=s', `expiresAfter=1`])(
    'reads %s page by page, each once and in the same order',
    async query => {
      const all = namesIn(await list(query))
      const seen: (string | undefined)[] = []
      let cursor = ''
      for (let pages = 0; pages < 20; pages++) {
        const page = await list(`${query}&limit=1${cursor}`)
        seen.push(...namesIn(page))
        if (page.next === null) break
        cursor = `&cursor=${page.next}`
      }
      expect(seen).toEqual(all)
      expect(seen.length).toBeGreaterThan(0)
    },
  )

  test.each(['x', Buffer.from('["newest",1]').toString('base64url')])(
    'refuses the cursor %s',
    async cursor => {
      expect((await control.ask('GET', `/v1/licenses?cursor=${cursor}`)).status).toBe(400)
    },
  )
})
