import { expect, test } from 'vitest'
import { forgetOnceKey, onceKey } from '../src/server/once-key.ts'

test('a request that nobody answered is sent again under its own key', () => {
  const first = onceKey('POST /v1/staff\n{}')
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(onceKey('POST /v1/staff\n{}')).toBe(first)
})

test('other words have another key', () => {
  expect(onceKey('POST /v1/licenses\n{"seats":2}')).not.toBe(onceKey('POST /v1/licenses\n{"seats":1}'))
})

test('the same words after an answer are another deed', () => {
  const first = onceKey('POST /v1/api-tokens\n{}')
  forgetOnceKey('POST /v1/api-tokens\n{}')
  expect(onceKey('POST /v1/api-tokens\n{}')).not.toBe(first)
})
