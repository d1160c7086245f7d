import { describe, expect, test } from 'vitest'
import { parseStrictJson } from '../src/index.ts'

describe('strict JSON', () => {
  test.each([
    ['a name twice', '{"a":1,"a":2}'],
    ['a name twice in two spellings', '{"a":1,"\\u0061":2}'],
    ['a name twice in an inner object', '{"x":[{"k":1,"k":1}]}'],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['constructor, escaped', '{"c\\u006fnstructor":1}'],
    ['prototype, nested', '{"a":{"prototype":1}}'],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['something behind it', '{}{}'],
    ['a comment', '{/* */}'],
    ['NaN', '{"a":NaN}'],
    ['nothing', ''],
  ])('rejects %s', (_, text) => {
    expect(() => parseStrictJson(text)).toThrow(SyntaxError)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  test.each([
    '{"a":{"x":1},"b":{"x":1}}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '[{"k":1},{"k":2}]',
    '{"text":"a:b,{}[]\\\\\\"","text2":""}',
    `${'['.repeat(32)}${']'.repeat(32)}`,
    ' {"a" : [1, 2.5e3, true, null]} ',
  ])('returns what JSON.parse returns for %s', text => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  })

  test('never repeats the text in its message', () => {
    expect(() => parseStrictJson('{"password":"hunter2hunter2"')).toThrow(/^not JSON$/)
  })
})
