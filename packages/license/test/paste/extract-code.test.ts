import { describe, expect, test } from 'vitest'
import { good } from '../../../../test/vectors/world.ts'
import { createMachineUid, recogniseArtifact, repairPaste, shortKeyFrom } from '../../src/index.ts'

const key = shortKeyFrom(
  'ARGENT',
  Uint8Array.from({ length: 15 }, (_, i) => i * 23),
)
const other = shortKeyFrom(
  'ARGENT',
  Uint8Array.from({ length: 15 }, (_, i) => i * 5),
)
const uid = createMachineUid({ installationId: `ins_${'0a'.repeat(16)}`, uid: 'uid:0123456789AB' })
const codes = [
  ['short_key', key],
  ['machine_uid', uid],
] as const

describe.each(codes)('a %s', (kind, code) => {
  test.each<[string, string, readonly string[]]>([
    ['nothing', code, []],
    ['lower case', code.toLowerCase(), []],
    ['spaces around', `  ${code}\t`, ['spaces']],
    ['spaces for hyphens', code.replaceAll('-', ' '), ['spaces']],
    ['no hyphens at all', code.replaceAll('-', ''), []],
    ['typographic hyphens', code.replaceAll('-', '\u2011'), []],
    ['a line break after a hyphen', code.replace('-', '-\r\n'), ['line_breaks']],
    ['a line break in a group', `${code.slice(0, 9)}\n${code.slice(9)}`, ['line_breaks']],
    ['quotes', `„${code}“`, ['quotes']],
    ['mail quoting', `> ${code}`, ['mail_quoting']],
    ['a JSON answer', JSON.stringify({ key: code }), ['json']],
    ['a letter', `Dear Acme,\n\nhere it is: ${code}.\n\nRegards`, ['surrounding_text']],
    [
      'a letter in other spelling',
      `It is ${code.toLowerCase().replace('-', '-\n')}!`,
      ['surrounding_text', 'line_breaks'],
    ],
    ['the same twice', `${code}\n${code.toLowerCase()}`, ['surrounding_text']],
  ])('is read after %s', (_, text, removed) => {
    expect(repairPaste(text)).toEqual({ token: code, kind, removed })
    expect(repairPaste(code)).toEqual({ token: code, kind, removed: [] })
  })

  test('is known by its shape, right or mistyped', () => {
    const mistyped = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    expect([code, code.toLowerCase(), mistyped].map(recogniseArtifact)).toEqual([kind, kind, kind])
    expect(repairPaste(` ${mistyped}`)).toEqual({ token: mistyped, kind, removed: ['spaces'] })
  })

  test('is not found in a text where it is mistyped, part of a word, or one of two', () => {
    const mistyped = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    const others = [`It is ${mistyped}, as agreed.`, `see x_${code} there`, `see ${code}-1234 there`]
    for (const text of [...others, `${key} or ${other} or ${uid}`])
      expect(repairPaste(text).kind).toBe('unknown')
  })

  test('is found beside one that is mistyped', () => {
    const mistyped = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
    expect(repairPaste(`not ${mistyped} but ${code}`)).toMatchObject({ token: code, kind })
  })

  test('gives way to a license in the same text', () => {
    expect(repairPaste(`Key ${code}\n\nLicense:\n${good}\n`)).toMatchObject({ token: good, kind: 'license' })
  })
})
