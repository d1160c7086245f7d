import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LicenseError, parseShortKey, shortKeyFrom, shortKeyPrefixPattern } from '../../src/index.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const random = fc.uint8Array({ minLength: 15, maxLength: 15 })
const prefix = fc.stringMatching(/^[A-Z][A-Z0-9]{1,15}$/)
const letters = fc.stringMatching(/^[A-Z]{2,16}$/)
const keys = fc.sample(fc.tuple(letters, random), { numRuns: 8, seed: 5 }).map(([p, r]) => shortKeyFrom(p, r))
const argent = shortKeyFrom(
  'ARGENT',
  Uint8Array.from({ length: 15 }, (_, i) => i * 17),
)

function isAccepted(text: string): boolean {
  try {
    return parseShortKey(text) !== ''
  } catch (error) {
    expect(error).toMatchObject({ code: 'SHORT_KEY_MISTYPED' })
    return false
  }
}

const replaced = (text: string, at: number, symbol: string): string =>
  text.slice(0, at) + symbol + text.slice(at + 1)
const exchanged = (text: string, at: number): string =>
  text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)

/** Every place of the 16 symbols. */
const bodyPlaces = (key: string): number[] =>
  Array.from(key, (_, at) => at).filter(at => at > key.indexOf('-') && key[at] !== '-')

describe('the check symbol of a short key', () => {
  test.each([argent, ...keys])('catches every replaced symbol of %s', key => {
    const mutants = bodyPlaces(key).flatMap(at => Array.from(symbols, symbol => replaced(key, at, symbol)))
    expect(mutants).toHaveLength(16 * 32)
    expect(mutants.filter(isAccepted)).toEqual(Array.from({ length: 16 }, () => key))
  })

  test.each([argent, ...keys])('catches every exchange of two neighbours in %s', key => {
    const plain = key.replaceAll('-', '')
    // Between prefix and symbols stands a hyphen, so those two are no neighbours.
    const places = Array.from({ length: plain.length - 1 }, (_, at) => at).filter(
      at => at !== key.indexOf('-') - 1,
    )
    const mutants = places.map(at => exchanged(plain, at)).filter(mutant => mutant !== plain)
    expect(mutants.length).toBeGreaterThan(10)
    expect(mutants.filter(isAccepted)).toEqual([])
  })

  test('catches every letter of the prefix replaced by another letter', () => {
    const mutants = Array.from(capitals).flatMap(one =>
      [0, 1, 2].flatMap(at => {
        const key = shortKeyFrom(replaced('ABC', at, one), new Uint8Array(15))
        return Array.from(capitals.replace(one, ''), other => replaced(key, at, other))
      }),
    )
    expect(mutants).toHaveLength(26 * 3 * 25)
    expect(mutants.filter(isAccepted)).toEqual([])
  })

  test('catches every pair of symbols exchanged in every place', () => {
    const pairs = Array.from({ length: 32 * 32 }, (_, pair) => [pair >> 5, pair & 31] as const)
    const mutants = pairs
      .filter(([first, second]) => first !== second)
      .flatMap(pair =>
        Array.from({ length: 14 }, (_, at) => {
          const bytes = new Uint8Array(15)
          bytes.set(pair, at)
          return exchanged(shortKeyFrom('AB', bytes).replaceAll('-', ''), 2 + at)
        }),
      )
    expect(mutants).toHaveLength(32 * 31 * 14)
    expect(mutants.filter(isAccepted)).toEqual([])
  })
})

describe('parseShortKey', () => {
  test('reads what it wrote, for any prefix and any randomness', () => {
    fc.assert(
      fc.property(prefix, random, (name, bytes) => {
        const key = shortKeyFrom(name, bytes)
        expect(key).toMatch(/^[A-Z][A-Z0-9]{1,15}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
        expect(parseShortKey(key)).toBe(key)
      }),
    )
  })

  test('reads any case, spaces anywhere, other hyphens or none', () => {
    const typed = [
      argent.toLowerCase(),
      ` ${argent}\r\n`,
      Array.from(argent).join(' '),
      argent.replaceAll('-', ' '),
      argent.replaceAll('-', ''),
      argent.replaceAll('-', '–'),
      argent.replace('-', '–'),
      argent.replaceAll('-', '\u2011'),
      argent.replace('-', '-\u200B\n'),
    ]
    expect(typed.map(parseShortKey)).toEqual(typed.map(() => argent))
  })

  test('reads I and L as 1 and O as 0, but in the prefix as letters', () => {
    const key = shortKeyFrom('LOGIC', Uint8Array.of(0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1))
    const [name = '', ...groups] = key.split('-')
    const body = groups.join('-')
    expect(parseShortKey(`${name}-${body.replaceAll('0', 'O').replaceAll('1', 'l')}`)).toBe(key)
    expect(parseShortKey(`${name}-${body.replaceAll('0', 'o').replaceAll('1', 'I')}`)).toBe(key)
    expect(isAccepted(`IOGIC-${body}`)).toBe(false)
  })

  test('reads no symbol in a letter that is none', () => {
    const key = shortKeyFrom(
      'ARGENT',
      Uint8Array.from({ length: 15 }, () => 1),
    )
    expect(isAccepted(key.replace('1111', 'IlL1'))).toBe(true)
    expect(isAccepted(key.replace('1111', '1U11'))).toBe(false)
  })

  test.each([
    '',
    'ARGENT',
    argent.slice(0, -1),
    `${argent}0`,
    argent.replace('-', ''),
    argent.replaceAll('-', '_'),
    argent.replace('ARGENT', 'A'),
    argent.replace('ARGENT', '1RGENT'),
    argent.replace('ARGENT', 'ARGENTARGENTARGEN'),
    replaced(argent, argent.length - 1, 'U'),
    `${argent}\0`,
  ])('refuses %j', text => {
    expect(isAccepted(text)).toBe(false)
  })

  test('answers any text with a key or its own refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Z0-9-]{18,40}$/)), text => {
        try {
          expect(parseShortKey(parseShortKey(text))).toBe(parseShortKey(text))
        } catch (error) {
          expect(error).toBeInstanceOf(LicenseError)
          expect((error as LicenseError).message).not.toContain(text.length > 9 ? text : '\0')
        }
      }),
    )
  })
})

describe('shortKeyFrom', () => {
  test.each(['A', '1A', 'a1', 'ABCDEFGHIJKLMNOPQ', 'A-B', ''])('refuses the prefix %j', name => {
    expect(shortKeyPrefixPattern.test(name)).toBe(false)
    expect(() => shortKeyFrom(name, new Uint8Array(15))).toThrow(RangeError)
  })

  test.each([0, 14, 16])('refuses %i random bytes', length => {
    expect(() => shortKeyFrom('ARGENT', new Uint8Array(length))).toThrow(RangeError)
  })

  test('takes five bits of each byte, so that no symbol is likelier than another', () => {
    expect(
      shortKeyFrom(
        'AB',
        Uint8Array.from({ length: 15 }, () => 0xff),
      ),
    ).toMatch(/^AB-ZZZZ-ZZZZ-ZZZZ-ZZZ.$/)
    expect(
      shortKeyFrom(
        'AB',
        Uint8Array.from({ length: 15 }, () => 0xe0),
      ),
    ).toMatch(/^AB-0000-0000-0000-000.$/)
  })
})
