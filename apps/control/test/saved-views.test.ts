import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, staffToken, type TestControl } from './support/test-control.ts'

let control: TestControl
let ada: string
let bo: string
beforeAll(async () => {
  control = await openTestControl()
  ada = await staffToken(control, 'support')
  bo = await staffToken(control, 'auditor')
})
afterAll(() => control.close())

const views = async (as: string) => (await control.ask('GET', '/v1/profile/views', { as })).body.views
const keep = (as: string, name: string, filter: object) =>
  control.ask('POST', '/v1/profile/views', { as, body: { name, filter } })

describe('a saved view', () => {
  test('keeps its filters under a name, for its own account', async () => {
    const filter = { state: 'expiring', product: 'pika', range: 'within30' }
    const kept = await keep(ada, 'Renew Pika', filter)
    expect(kept.status).toBe(200)
    await keep(ada, 'All of Acme', { q: 'acme', expiresBefore: 2_000_000_000 })
    expect(await views(ada)).toMatchObject([{ name: 'All of Acme' }, { name: 'Renew Pika', filter }])
    expect(await views(bo)).toEqual([])
    expect((await control.ask('DELETE', `/v1/profile/views/${kept.body.id}`, { as: bo })).status).toBe(404)
    expect(await views(ada)).toHaveLength(2)
  })

  test('replaces the one of the same name, and can be given up', async () => {
    const { body } = await keep(ada, 'Renew Pika', { state: 'expired' })
    expect(await views(ada)).toHaveLength(2)
    expect((await views(ada))[1]).toMatchObject({ id: body.id, filter: { state: 'expired' } })
    expect((await control.ask('DELETE', `/v1/profile/views/${body.id}`, { as: ada })).status).toBe(204)
    expect(await views(ada)).toMatchObject([{ name: 'All of Acme' }])
  })

  test.each([
    ['', { state: 'active' }],
    ['Odd', { state: 'sleeping' }],
    ['Odd', { colour: 'red' }],
  ])('is refused with the name %j and %o', async (name, filter) => {
    const before = await views(ada)
    expect((await keep(ada, name, filter)).status).toBe(400)
    expect(await views(ada)).toEqual(before)
  })
})
