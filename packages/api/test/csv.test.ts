import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv, unguarded } from '../src/csv.ts'

const bodyOf = (value: unknown): string =>
  toCsv(['a'], [{ a: value }])
    .split('\r\n')
    .slice(1)
    .join('\r\n')
const cellOf = (value: unknown): string =>
  bodyOf(value).replace(/\r\n$/, '').slice(1, -1).replaceAll('""', '"')

describe('a cell of a CSV file', () => {
  const hostile = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '|cmd',
    '\t=1',
    '＝1',
    '－1',
    '−1',
    '﹢1',
    '=HYPERLINK("http://x")',
  ]
  const places = [
    '',
    ' ',
    '"',
    '""',
    "'",
    'x;',
    'x,',
    'x\t',
    'x\n',
    'x\r\n',
    'x; ',
    'x;"',
    'x;"" "',
    'a;b;',
    'x;\u00A0',
    'x\u2028',
  ]

  test('never begins a formula, whatever a spreadsheet splits it at', () => {
    for (const place of places) {
      for (const text of hostile) {
        const body = bodyOf(`${place}${text}`)
        // As a program reads it that splits at one of these and knows nothing of quotes, or unquotes each piece.
        for (const separator of [',', ';', '\t', '\n', '\r', '|', '\u2028', /[,;\t\r\n|\u2028]/]) {
          for (const piece of body.split(separator)) {
            const shown = piece.replace(/^["\s\u00A0]+/, '')
            expect([place, text, shown]).toEqual([place, text, shown.replace(/^[=+\-@＝－−﹢]/, '')])
          }
        }
      }
    }
  })

  test('keeps numbers and plain text as they are', () => {
    expect(['Acme, Inc.', 'a;b', '2027-03-01', 'x - y', -5, 1.5, 'it’s', 'a=b', 'a;b=c'].map(cellOf)).toEqual(
      ['Acme, Inc.', 'a;b', '2027-03-01', 'x - y', '-5', '1.5', 'it’s', 'a=b', 'a;b=c'],
    )
  })

  test('comes back as it was, any text', () => {
    const letters = fc.constantFrom(...Array.from('=+-@|;,\t\r\n"\' x＝\u00A0\u200B'))
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), text => {
        expect(unguarded(cellOf(text))).toBe(text)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })
})
