import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as control from '../src/control/index.ts'
import { displayName, freeText, singleLine } from '../src/display-name.ts'
import * as hub from '../src/index.ts'

const hostile: readonly [string, string][] = [
  ['a NUL', 'a\u0000b'],
  ['a line break', 'a\nb'],
  ['a carriage return', 'a\rb'],
  ['an escape', 'a\u001b[31mb'],
  ['a next line', 'a\u0085b'],
  ['a line separator', 'a\u2028b'],
  ['a paragraph separator', 'a\u2029b'],
  ['an override of direction', 'a\u202eb'],
  ['an isolate', 'a\u2066b\u2069'],
  ['a mark of direction', 'a\u200fb'],
  ['a zero-width space', 'a\u200bb'],
  ['a zero-width space alone', '\u200b'],
  ['a joiner alone', '\u200d'],
  ['a joiner at the end', 'Ada\u200d'],
  ['a joiner between digits', '1\u200c2'],
  ['a word joiner', 'a\u2060b'],
  ['a soft hyphen', 'a\u00adb'],
  ['an empty braille cell alone', '\u2800'],
  ['a Hangul filler', '\u3164'],
  ['a tag', 'a\u{e0041}b'],
  ['a variation selector alone', '\ufe0f'],
  ['a lone surrogate', 'a\ud800b'],
  ['a replacement character', 'a\ufffdb'],
]
const fine = [
  'Ada',
  'Müller & Söhne GmbH',
  '株式会社',
  'نمی\u200cخواهم',
  '👩\u200d💻 Ada',
  '❤\ufe0f',
  'क्\u200dष',
  'x-1.example.com',
  '#1',
]

describe('a name that people read', () => {
  test.each(hostile)('holds no %s', (_, text) => {
    expect(displayName(200).safeParse(text).success).toBe(false)
    expect(singleLine(200).safeParse(text).success).toBe(false)
  })

  test.each(fine)('may be %s', text => {
    expect(displayName(200).parse(`  ${text} `)).toBe(text)
    expect(freeText(200).parse(`${text}\n\n\t${text}`)).toBe(`${text}\n\n\t${text}`)
  })

  test('is in NFC, and is as long as it may be after that', () => {
    expect(displayName(1).parse('u\u0308')).toBe('ü')
    expect(displayName(3).safeParse('Anna').success).toBe(false)
    expect(displayName(3).safeParse('   ').success).toBe(false)
    expect(singleLine(3).parse('  ')).toBe('')
  })
})

const named = new Set(['name', 'hostname', 'title', 'label', 'reference', 'customer', 'reason', 'note'])

/** Every field of these names in the bodies that a server takes, with where it stands. */
function fieldsOf(schema: unknown, path: string): [string, z.ZodType][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return fieldsOf(schema.unwrap(), path)
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${path}[]`)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(option => fieldsOf(option, path))
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) => [
    ...(named.has(key) ? [[`${path}.${key}`, field] as [string, z.ZodType]] : []),
    ...fieldsOf(field, `${path}.${key}`),
  ])
}

test('everything that people name in a request is held to the rule', () => {
  const taken = Object.entries({ ...hub, ...control }).filter(
    ([name, schema]) =>
      schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever && !name.endsWith('Query'),
  )
  expect(taken.length).toBeGreaterThan(30)
  const fields = taken.flatMap(([name, schema]) => fieldsOf(schema, name))
  // Of names the ones that people choose: codes take no blanks, and a filter names things by their ids.
  const chosen = fields.filter(
    ([path, field]) => !/filter/i.test(path) && field.safeParse('Plain name').success,
  )
  expect(chosen.length).toBeGreaterThan(15)
  const hiding = ['a\u0000b', 'a\u202eb', 'a\u200bb', 'a\ufffdb']
  const open = chosen.filter(([, field]) => hiding.some(text => field.safeParse(text).success))
  expect(open.map(([path]) => path)).toEqual([])
})
