import { describe, expect, test } from 'vitest'
import {
  daysUntil,
  formatDay,
  formatLength,
  formatRelative,
  formatUtc,
  toDateInput,
} from '../src/clock/moment-format.ts'
import { shortenMiddle } from '../src/text/shorten-middle.ts'

const day = 86_400
const march = Date.UTC(2027, 2, 14) / 1000

describe('moments in words', () => {
  test('an absolute moment names the day first and says UTC', () => {
    expect(formatUtc(march, 'en')).toBe('14 March 2027, 00:00 UTC')
    expect(formatUtc(march, 'de')).toBe('14. März 2027, 00:00 UTC')
    expect(formatDay(march - 1, 'en')).toBe('13 March 2027')
  })
  test('a relative moment counts a begun day ahead, and whole units behind', () => {
    expect(formatRelative(march, march - 113 * day + 1, 'en')).toBe('in 113 days')
    expect(formatRelative(march, march + 2 * day - 1, 'en')).toBe('yesterday')
    expect(formatRelative(march, march + 7200, 'de')).toBe('vor 2 Stunden')
    expect(formatRelative(march, march + 3, 'en')).toBe('now')
  })
  test('a length is told in the largest unit of which it has two', () => {
    expect(formatLength(9 * day + 3600, 'en')).toBe('9 days')
    expect(formatLength(4000 * day, 'de')).toBe('4.000 Tage')
    expect(formatLength(47 * 3600, 'de')).toBe('47 Stunden')
    expect(formatLength(1, 'en')).toBe('1 second')
  })
  test('days until count a begun day ahead, and whole days behind', () => {
    expect(daysUntil(march, march - day - 1)).toBe(2)
    expect(daysUntil(march, march - day + 1)).toBe(1)
    expect(daysUntil(march, march + 2 * day)).toBe(-2)
  })
  test('a date field shows the day in UTC of its first second and of its last', () => {
    expect(toDateInput(march)).toBe('2027-03-14')
    expect(toDateInput(march + day - 1)).toBe('2027-03-14')
  })
  test('an id is shortened in its middle, both ends stay', () => {
    expect(shortenMiddle('lic_01K0F3ZB8HN5YDXXXXXXXX99', 12)).toBe('lic_01…XXXX99')
    expect(shortenMiddle('short', 12)).toBe('short')
  })
})
