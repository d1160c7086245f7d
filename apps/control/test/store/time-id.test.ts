import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertHeartbeats } from '../../src/store/heartbeats.ts'
import { nextTimeIds } from '../../src/store/time-id.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
let other: TestControl
beforeAll(async () => {
  control = await openTestControl()
  other = await openTestControl({ beside: control })
})
afterAll(async () => {
  await other.close()
  await control.close()
})

const asked = (at: number, counter: number) => ({
  at,
  counter,
  licenseId: 'lic_1',
  machineRow: null,
  installationId: 'ins_1',
  hostname: null,
  productVersion: null,
  skewSeconds: null,
  requestId: null,
  outcome: 'renewed' as const,
  directives: [],
  address: '',
})

test('questions of one second stand in the order in which they were written, by whichever instance', async () => {
  const at = 1_900_000_000
  let counter = 0
  for (const instance of [other, control, other, other, control]) {
    const pair = [asked(at, counter++), asked(at, counter++)]
    await instance.database.transact(tx => insertHeartbeats(tx, pair))
  }
  await control.database.transact(tx => insertHeartbeats(tx, [asked(at - 1, 98)]))
  await other.database.transact(tx => insertHeartbeats(tx, [asked(at + 1, 99)]))
  const rows = await control.database.db
    .selectFrom('heartbeat')
    .select(['id', 'counter'])
    .orderBy('id')
    .execute()
  expect(rows.map(row => row.counter)).toEqual([98, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99])
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test('an id is made for as many rows as there are, and each differs', async () => {
  const ids = await control.database.transact(tx => nextTimeIds(tx, 'offline_answer', { at: 1, count: 300 }))
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(300)
})
