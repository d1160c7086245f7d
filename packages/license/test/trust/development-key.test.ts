import { expect, test } from 'vitest'
import { isDevelopmentKey } from '../../src/index.ts'

test('a key is one of an evaluation by how its id begins, and by nothing else', () => {
  expect(['dev-', 'dev-license-1'].map(isDevelopmentKey)).toEqual([true, true])
  expect(['', 'dev', 'DEV-1', 'license-dev-1', 'development-1'].some(isDevelopmentKey)).toBe(false)
})
