import { shortKeyFrom } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { examineKey } from '../src/pages/activate/examine-key.ts'

const key = shortKeyFrom(
  'ACME',
  Uint8Array.from({ length: 15 }, (_, index) => (index * 7 + 3) % 32),
)
const [prefix, ...groups] = key.split('-')

describe('what is said about a license key before anything is sent', () => {
  test('a key is taken in any spelling, and given back in one', () => {
    for (const typed of [
      key,
      key.toLowerCase(),
      ` ${key} `,
      key.replaceAll('-', ' - '),
      key.replaceAll('-', '–'),
      `${prefix}-${groups.join('')}`,
    ])
      expect(examineKey(typed)).toEqual({ is: 'good', key })
  })
  test('nothing typed is no fault', () => {
    expect(examineKey('')).toEqual({ is: 'empty' })
    expect(examineKey('  \n')).toEqual({ is: 'empty' })
  })
  test('a key cut short says how many symbols are missing', () => {
    expect(examineKey(key.slice(0, -1))).toEqual({ is: 'short', missing: 1 })
    expect(examineKey(`${prefix}-`)).toEqual({ is: 'short', missing: 16 })
  })
  test('a key with too much says how much', () => {
    expect(examineKey(`${key}77`)).toEqual({ is: 'long', extra: 2 })
  })
  test('a symbol that no key holds is named with its place', () => {
    expect(examineKey(`${prefix}-${groups[0]}-U${groups[1]?.slice(1)}`)).toEqual({
      is: 'symbol',
      symbol: 'U',
      place: 5,
    })
  })
  test('a word without a prefix is told that one is missing', () => {
    expect(examineKey('hello')).toEqual({ is: 'prefix' })
    expect(examineKey('A-1234')).toEqual({ is: 'prefix' })
  })
  test('every single wrong symbol is caught', () => {
    for (let place = prefix?.length ?? 0; place < key.length; place++) {
      if (key[place] === '-') continue
      const wrong = key[place] === '7' ? '8' : '7'
      expect(examineKey(key.slice(0, place) + wrong + key.slice(place + 1))).toEqual({ is: 'mistyped' })
    }
  })
})
