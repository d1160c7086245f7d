import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from './support/test-control.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

describe('the control plane', () => {
  test('runs, is ready and can sign from its first start', async () => {
    expect((await control.ask('GET', '/healthz', { as: null })).status).toBe(200)
    const ready = await control.ask('GET', '/readyz', { as: null })
    expect(ready.status).toBe(200)
    expect(ready.body).toEqual({ status: 'ready', signing: 'ready', reason: '' })
  })

  test('tells nobody without a credential whether a path exists', async () => {
    expect((await control.ask('GET', '/v1/nothing', { as: null })).status).toBe(401)
    expect((await control.ask('GET', '/v1/nothing')).status).toBe(404)
  })
})
