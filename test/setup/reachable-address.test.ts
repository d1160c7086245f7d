import { expect, test } from 'vitest'
import { reachableAddress } from '../../scripts/run/reachable-address.mjs'

test.each([
  ['http://0.0.0.0:2100', 'http://127.0.0.1:2100'],
  ['https://[::]:2100', 'https://[::1]:2100'],
  ['http://127.0.0.1:2100', 'http://127.0.0.1:2100'],
  ['http://10.0.0.0:2100', 'http://10.0.0.0:2100'],
])('a server that prints %s is reached from this machine at %s', (printed, reached) => {
  expect(reachableAddress(printed)).toBe(reached)
})
