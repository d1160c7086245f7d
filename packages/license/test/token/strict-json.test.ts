import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LicenseError } from '../../src/index.ts'
import { parseStrictJson } from '../../src/token/strict-json.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function refusal(text: string): string {
  try {
    parseStrictJson(encode(text))
  } catch (error) {
    return error instanceof LicenseError ? error.code : String(error)
  }
  return 'accepted'
}

test('reads every ordinary object as the native reader does', () => {
  const object = fc.dictionary(
    fc.string().filter(name => !/^(__proto__|constructor|prototype)$/.test(name)),
    fc.jsonValue({ maxDepth: 4 }),
  )
  fc.assert(
    fc.property(object, value => {
      const text = JSON.stringify(value)
      if (/__proto__|constructor|prototype/.test(text)) return
      expect(parseStrictJson(encode(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('refuses any bytes with an error of its own or reads an object', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      try {
        expect(typeof parseStrictJson(bytes)).toBe('object')
      } catch (error) {
        expect(error).toBeInstanceOf(LicenseError)
      }
    }),
  )
})

test('refuses a name that stands twice, at any depth, spelled in any way', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' })
    .filter(text => !/[\\"]/.test(text))
  fc.assert(
    fc.property(name, fc.nat(5), (twice, depth) => {
      const escaped = Array.from(twice, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(
        '',
      )
      const text = `${'{"a":['.repeat(depth >> 1)}{"${twice}":1,"${escaped}":2}${']}'.repeat(depth >> 1)}`
      expect(refusal(text)).toBe('TOKEN_JSON_DUPLICATE')
    }),
  )
})

test('is not misled by colons, brackets and quotes inside strings', () => {
  expect(parseStrictJson(encode('{"a:{[":"]:\\"}{\\\\","b":["x:y"]}'))).toEqual({
    'a:{[': ']:"}{\\',
    b: ['x:y'],
  })
})

test('accepts 8 levels and refuses the ninth', () => {
  expect(refusal(`{"a":${'['.repeat(7)}${']'.repeat(7)}}`)).toBe('accepted')
  expect(refusal(`{"a":${'['.repeat(8)}${']'.repeat(8)}}`)).toBe('TOKEN_JSON_TOO_DEEP')
  expect(refusal(`{"a":[${Array.from({ length: 20 }, () => '[[]]').join(',')}]}`)).toBe('accepted')
})

test.each([
  ['{"a":1e999}', 'TOKEN_JSON_INVALID'],
  ['{"a":-1e999}', 'TOKEN_JSON_INVALID'],
  ['{"a":[{"prototype":1}]}', 'TOKEN_JSON_UNSAFE'],
  ['{"\\ud800":1}', 'TOKEN_ENCODING_INVALID'],
  ['{"a":["\\udc00"]}', 'TOKEN_ENCODING_INVALID'],
  ['[]', 'TOKEN_JSON_INVALID'],
  ['null', 'TOKEN_JSON_INVALID'],
  ['', 'TOKEN_JSON_INVALID'],
])('refuses %s', (text, code) => {
  expect(refusal(text)).toBe(code)
})

test('keeps the text it refuses out of the error', () => {
  try {
    parseStrictJson(encode('{"customer":"Secret Corp"'))
  } catch (error) {
    expect(JSON.stringify([error, (error as Error).message, (error as Error).cause])).not.toContain('Secret')
  }
  expect.assertions(1)
})

test('counts only brackets as levels, whatever stands between them', () => {
  const nine = `{"x":12345678,"y":true,"z":null,"a":${'['.repeat(8)}${']'.repeat(8)}}`
  expect(refusal(nine)).toBe('TOKEN_JSON_TOO_DEEP')
})
