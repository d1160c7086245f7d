import { firstSecondOf, lastSecondOf } from '@licet/license'
import { expect, test } from 'vitest'

const at = (iso: string): number => Date.parse(iso) / 1000

test.each([
  ['2027-03-01', '2027-03-01T00:00:00Z', '2027-03-01T23:59:59Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z', '2028-02-29T23:59:59Z'],
  ['9999-12-31', '9999-12-31T00:00:00Z', '9999-12-31T23:59:59Z'],
])('takes %s for its first second as a beginning, for its last as an end, in UTC', (day, first, last) => {
  expect([firstSecondOf(day), lastSecondOf(day)]).toEqual([at(first), at(last)])
})

test.each([
  '',
  '2027-03',
  '2027-3-1',
  '2027-02-29',
  '2027-02-31',
  '2027-13-01',
  '12027-03-01',
  '2027-03-01T00:00:00Z',
  ' 2027-03-01',
])('takes "%s" for no day', text => {
  expect([firstSecondOf(text), lastSecondOf(text)]).toEqual([null, null])
})
