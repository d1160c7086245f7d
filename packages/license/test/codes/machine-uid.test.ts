import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMachineUid, LicenseError, parseMachineUid } from '../../src/index.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const installationId = fc.stringMatching(/^[0-9a-f]{32}$/).map(hex => `ins_${hex}`)
const uid = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/).map(word => `uid:${word}`)
const machine = fc.record({ installationId, uid })
const codes = fc.sample(machine, { numRuns: 8, seed: 7 }).map(createMachineUid)

function refusalOf(text: string): LicenseError | null {
  try {
    parseMachineUid(text)
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(LicenseError)
    expect(error).toMatchObject({ code: 'MACHINE_UID_MISTYPED' })
    return error as LicenseError
  }
}

const places = Array.from({ length: 47 }, (_, at) => at).filter(at => at % 6 !== 5)
const replaced = (text: string, at: number, symbol: string): string =>
  text.slice(0, at) + symbol + text.slice(at + 1)
const exchanged = (text: string, at: number): string =>
  text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)

describe('the check symbols of a machine UID', () => {
  test.each(codes)('catch every replaced symbol of %s, and name its group', code => {
    const guesses = places.flatMap((at, place) => {
      const twins = [place - 31, place, place + 31].filter(twin => twin >= 0 && twin < 40)
      const groups = new Set(twins.map(twin => Math.floor(twin / 5) + 1))
      const expected = `group ${[...groups].join(' or ')}`
      return Array.from(symbols.replace(code.charAt(at), ''), symbol => [
        refusalOf(replaced(code, at, symbol))?.detail,
        expected,
      ])
    })
    expect(guesses).toHaveLength(40 * 31)
    expect(guesses.filter(([guess, expected]) => guess !== expected)).toEqual([])
  })

  test.each(codes)('catch every exchange of two neighbours in %s, and guess at no place', code => {
    const plain = code.replaceAll('-', '')
    const mutants = Array.from({ length: 39 }, (_, at) => exchanged(plain, at)).filter(
      mutant => mutant !== plain,
    )
    const refusals = mutants.map(mutant => refusalOf(mutant))
    expect(refusals.filter(refusal => refusal?.detail !== undefined || refusal === null)).toEqual([])
  })

  test('are the only two that fit', () => {
    const code = codes[0] ?? ''
    const fitting = Array.from(symbols).flatMap(a =>
      Array.from(symbols, b => `${code.slice(0, -2)}${a}${b}`).filter(each => refusalOf(each) === null),
    )
    expect(fitting).toEqual([code])
  })

  test('catch every pair of symbols exchanged in every place', () => {
    const zeros = Array.from({ length: 12 }, () => '0')
    const pairs = Array.from(symbols).flatMap(a => Array.from(symbols.replace(a, ''), b => [a, b] as const))
    const mutants = pairs.flatMap(([a, b]) =>
      Array.from({ length: 11 }, (_, at) => {
        const uidWord = zeros
          .with(at, a)
          .with(at + 1, b)
          .join('')
        const code = createMachineUid({ installationId: `ins_${'0'.repeat(32)}`, uid: `uid:${uidWord}` })
        return exchanged(code.replaceAll('-', ''), 26 + at)
      }),
    )
    expect(mutants).toHaveLength(32 * 31 * 11)
    expect(mutants.filter(mutant => refusalOf(mutant) === null)).toEqual([])
  })
})

describe('parseMachineUid', () => {
  test('reads what createMachineUid wrote, in eight groups of five', () => {
    fc.assert(
      fc.property(machine, one => {
        const code = createMachineUid(one)
        expect(code).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{5}){7}$/)
        expect(parseMachineUid(code)).toEqual(one)
      }),
    )
  })

  test('reads any case, spaces anywhere, no hyphens, I and L for 1, O for 0', () => {
    const one = { installationId: `ins_${'01'.repeat(16)}`, uid: 'uid:010101010101' }
    const code = createMachineUid(one)
    for (const typed of [
      code.toLowerCase(),
      ` ${code.replaceAll('-', ' ')}\n`,
      code.replaceAll('-', ''),
      code.replaceAll('1', 'I').replaceAll('0', 'o'),
      code.replaceAll('1', 'l').replaceAll('-', '\u2013'),
    ])
      expect(parseMachineUid(typed)).toEqual(one)
  })

  test('refuses an installation id of more than 128 bits, whatever its check symbols say', () => {
    const code = createMachineUid({ installationId: `ins_${'0'.repeat(32)}`, uid: 'uid:000000000000' })
    const found = Array.from(symbols).flatMap(a =>
      Array.from(symbols, b => refusalOf(`8${code.slice(1, -2)}${a}${b}`)),
    )
    expect(found).toHaveLength(1024)
    expect(found).not.toContain(null)
    expect(found.some(refusal => refusal?.detail === 'group 1')).toBe(true)
  })

  test.each([
    '',
    'text',
    'AAAAA-AAAAA',
    `${codes[0]}-AAAAA`,
    codes[0]?.replace('-', '_') ?? '',
    codes[0]?.slice(1) ?? '',
  ])('refuses %j without a guess at the place', text => {
    expect(refusalOf(text)?.detail).toBeUndefined()
  })

  test('names the group of a letter that is no symbol', () => {
    expect(refusalOf(replaced(codes[0] ?? '', 13, 'U'))?.detail).toBe('group 3')
    expect(refusalOf(replaced(codes[0] ?? '', 0, 'U'))?.detail).toBe('group 1')
  })

  test('names no group where more than one symbol is wrong and none alone would do', () => {
    const code = createMachineUid({ installationId: `ins_${'0'.repeat(32)}`, uid: 'uid:000000000000' })
    expect(refusalOf(replaced(replaced(code, 0, '1'), 1, '1'))?.detail).toBeUndefined()
  })

  test('answers any text with a machine or its own refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Z]{40}$/)), text => {
        expect(refusalOf(text)?.code ?? 'MACHINE_UID_MISTYPED').toBe('MACHINE_UID_MISTYPED')
      }),
    )
  })
})

describe('createMachineUid', () => {
  test.each([
    ['ins_1', 'uid:000000000000'],
    [`ins_${'A'.repeat(32)}`, 'uid:000000000000'],
    [`ins_${'a'.repeat(32)}`, 'uid:00000000000'],
    [`ins_${'a'.repeat(32)}`, 'uid:00000000000U'],
  ])('refuses %s with %s', (id, word) => {
    expect(() => createMachineUid({ installationId: id, uid: word })).toThrow(RangeError)
  })
})
