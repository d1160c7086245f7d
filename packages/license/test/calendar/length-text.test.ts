import { lengthText } from '@licet/license'
import { expect, test } from 'vitest'

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [119, '119 seconds'],
  [120, '2 minutes'],
  [7200, '2 hours'],
  [86_400, '24 hours'],
  [172_799, '2 days'],
  [172_800, '2 days'],
  [345_600_000, '4,000 days'],
])('%i seconds are %s', (seconds, text) => {
  expect(lengthText(seconds)).toBe(text)
})
