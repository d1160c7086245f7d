import { addCalendarMonths, parseEnd, parseMoment } from '@licet/issuer'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const at = (iso: string): number => Date.parse(iso) / 1000
const from = at('2026-01-31T10:30:00Z')

describe('parseMoment', () => {
  it.each([
    ['12h', '2026-01-31T22:30:00Z'],
    ['90d', '2026-05-01T10:30:00Z'],
    ['2w', '2026-02-14T10:30:00Z'],
    ['1mo', '2026-02-28T10:30:00Z'],
    ['12mo', '2027-01-31T10:30:00Z'],
    ['1y', '2027-01-31T10:30:00Z'],
    ['2027-03-01', '2027-03-01T00:00:00Z'],
    ['2027-03-01T12:00Z', '2027-03-01T12:00:00Z'],
    ['2027-03-01T12:00:00+02:00', '2027-03-01T10:00:00Z'],
    ['1803859200', '2027-03-01T00:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(parseMoment(text, from)).toBe(at(expected))
  })

  it.each([
    '',
    'tomorrow',
    '1',
    '0d',
    '-1d',
    '1.5d',
    '1 d',
    '1Y',
    '1m',
    '1y6mo',
    '9999999y',
    '2027-02-30',
    '2027-13-01',
    '2027-3-1',
    '01.03.2027',
    '2027-03-01T12:00:00',
    '2027-03-01 12:00Z',
    '1742256000000',
  ])('refuses %j instead of guessing', text => {
    expect(() => parseMoment(text, from)).toThrow(expect.objectContaining({ code: 'DATE_INVALID' }))
  })
})

describe('addCalendarMonths', () => {
  it.each([
    ['2024-01-31T00:00:00Z', 1, '2024-02-29T00:00:00Z'],
    ['2024-02-29T00:00:00Z', 12, '2025-02-28T00:00:00Z'],
    ['2026-10-31T23:59:59Z', 4, '2027-02-28T23:59:59Z'],
    ['2026-12-15T00:00:00Z', 1, '2027-01-15T00:00:00Z'],
  ])('from %s by %i months is %s', (start, months, end) => {
    expect(addCalendarMonths(at(start), months)).toBe(at(end))
  })

  it('keeps the day and the time of day wherever that month has the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.integer({ min: 1, max: 240 }),
        (start, months) => {
          const [before, after] = [new Date(start * 1000), new Date(addCalendarMonths(start, months) * 1000)]
          const elapsed =
            (after.getUTCFullYear() - before.getUTCFullYear()) * 12 +
            after.getUTCMonth() -
            before.getUTCMonth()
          expect(elapsed).toBe(months)
          expect(after.toISOString().slice(11)).toBe(before.toISOString().slice(11))
          const monthDays = new Date(
            Date.UTC(after.getUTCFullYear(), after.getUTCMonth() + 1, 0),
          ).getUTCDate()
          expect(after.getUTCDate()).toBe(Math.min(before.getUTCDate(), monthDays))
        },
      ),
    )
  })
})

it.each([
  ['2027-03-01', '2027-03-01T23:59:59Z'],
  ['2028-02-29', '2028-02-29T23:59:59Z'],
  ['2027-03-01T12:00Z', '2027-03-01T12:00:00Z'],
  ['1803859200', '2027-03-01T00:00:00Z'],
])('an end on %s lasts through its day, and a time to its second', (text, expected) => {
  expect(parseEnd(text, from)).toBe(at(expected))
})
