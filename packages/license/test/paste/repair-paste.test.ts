import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { good, license } from '../../../../test/vectors/world.ts'
import { artifactBytesMax, LicenseError, recogniseArtifact, repairPaste, repairs } from '../../src/index.ts'

const other = license({ jti: 'lic_0002' })
const wrapped = (width: number, end = '\n'): string => good.match(new RegExp(`.{1,${width}}`, 'g'))!.join(end)

/** What was done to the license, and what the repair says it removed. */
const mangled: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', good, []],
  ['spaces around', `  ${good}\t`, ['spaces']],
  ['a line break after', `${good}\r\n`, ['line_breaks']],
  ['no-break spaces around', `\u00A0${good}\u00A0`, ['spaces']],
  ['lines of 64', wrapped(64), ['line_breaks']],
  ['lines of 1', wrapped(1), ['line_breaks']],
  ['lines with indents', wrapped(70, '\n    '), ['line_breaks', 'spaces']],
  ['straight quotes', `"${good}"`, ['quotes']],
  ['single quotes', `'${good}'`, ['quotes']],
  ['typographic quotes', `„${good}“`, ['quotes']],
  ['a code fence', `\`\`\`\n${good}\n\`\`\``, ['quotes', 'line_breaks']],
  ['zero-width characters', `\uFEFF${good.slice(0, 9)}\u200B${good.slice(9)}`, ['zero_width']],
  ['Bearer', `Bearer ${good}`, ['bearer']],
  ['a whole header line', `authorization: bearer  ${good}\n`, ['bearer', 'line_breaks']],
  ['a JSON object', JSON.stringify({ token: good, success: true }), ['json']],
  ['pretty JSON', JSON.stringify({ license: `${good}\n` }, null, 2), ['json', 'line_breaks']],
  ['a JSON text with escapes', JSON.stringify(wrapped(60)), ['json', 'line_breaks']],
  ['BEGIN and END lines', `-----BEGIN LICENSE-----\n${good}\n-----END LICENSE-----`, ['pem', 'line_breaks']],
  [
    'BEGIN and END lines in a mail',
    `Hello\n-----BEGIN LICET KEY-----\n${wrapped(64)}\n-----END LICET KEY-----\nBye`,
    ['pem', 'surrounding_text', 'line_breaks'],
  ],
  ['mail quoting', `> ${wrapped(60, '\n> ')}`, ['mail_quoting', 'line_breaks']],
  ['mail quoting twice', `>> ${wrapped(60, '\n>> ')}`, ['mail_quoting', 'line_breaks']],
  ['quoted-printable', wrapped(75, '=\r\n'), ['soft_breaks']],
  ['a letter', `Dear Acme,\n\nyour license:\n\n${good}\n\nRegards`, ['surrounding_text']],
  [
    'a letter with wrapped lines',
    `Dear Acme,\n${wrapped(64)}\nRegards\nVendor`,
    ['surrounding_text', 'line_breaks', 'spaces'],
  ],
  ['the same license twice', `${good}\n\nagain: ${good}`, ['surrounding_text']],
  [
    'armour in armour',
    `> Bearer "${wrapped(50, '\n> ')}"`,
    ['mail_quoting', 'bearer', 'quotes', 'line_breaks'],
  ],
]

describe('repairPaste', () => {
  test.each(mangled)('undoes %s, and says what it removed', (_, text, removed) => {
    expect(repairPaste(text)).toEqual({ token: good, kind: 'license', removed })
  })

  test('undoes any mixture of what mail and terminals do, and then has nothing left to do', () => {
    const space = fc.constantFrom(' ', '\n', '\r\n', '\t', '\u00A0', '\u200B', '\uFEFF')
    const breaks = fc.array(fc.tuple(fc.nat(good.length), space), { maxLength: 30 })
    const armour = fc.uniqueArray(
      fc.constantFrom<(text: string) => string>(
        text => ` ${text}\n`,
        text => `"${text}"`,
        text => `“${text}”`,
        text => `Bearer ${text}`,
        text => JSON.stringify({ key: text }),
        text => `-----BEGIN X-----\n${text}\n-----END X-----`,
      ),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(breaks, armour, (places, layers) => {
        const broken = places
          .toSorted(([a], [b]) => b - a)
          .reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), good)
        const { token } = repairPaste(layers.reduce((text, wrap) => wrap(text), broken))
        expect(token).toBe(good)
        expect(repairPaste(token)).toEqual({ token: good, kind: 'license', removed: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('is idempotent on any text, and throws nothing but its own errors', () => {
    const bits = fc.constantFrom(
      good,
      good.slice(0, 50),
      '.',
      '~',
      '"',
      '{',
      '}',
      '>',
      '=\n',
      'Bearer ',
      '-----BEGIN X-----',
      '-----END X-----',
      ' ',
      '\n',
      'word',
      '{"key":"',
      '\u200B',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits, { maxLength: 12 }).map(list => list.join('')),
        ),
        text => {
          try {
            const { token } = repairPaste(text)
            expect(repairPaste(token).token).toBe(token)
          } catch (error) {
            expect(error).toBeInstanceOf(LicenseError)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['two licenses', `${good}\n\n${other}`],
    [
      'two armoured licenses',
      `-----BEGIN A-----${good}-----END A-----\n-----BEGIN A-----${other}-----END A-----`,
    ],
    ['two tokens in one JSON object', JSON.stringify({ key: good, token: other })],
    ['a token as another member', JSON.stringify({ data: good })],
    ['a token with a query', `see ${good}?x=1 there`],
    ['a BEGIN line that does not end', `-----BEGIN X\n${good}-----END X-----`],
    ['an END line before the BEGIN line', `-----END X-----\n${good}!\n-----BEGIN X-----`],
    ['padding', `${good}==`],
    ['padding and a line break', `${good}=\n`],
    ['percent escapes', good.replaceAll('.', '%2E')],
    ['four parts', `text ${good}.abc text`],
    ['a flattened JWS', JSON.stringify({ protected: 'a', payload: 'b', signature: 'c' })],
    ['JSON that is no object', '[1,2]'],
    ['a JSON number in quotes', '{"key":5}'],
    ['more beginnings than any mail has', `${`${good.slice(0, 40)} `.repeat(65)}!\n${good}`],
    ['a beginning without an end', `! ${good.slice(0, 40)} ${'A'.repeat(9000)}`],
  ])('leaves %s to the verifier', (_, text) => {
    expect(repairPaste(text).token).not.toBe(good)
  })

  test.each(['', ' \n\t', '""', '\u200B', '{"key":""}', '-----BEGIN X-----\n-----END X-----'])(
    'says that %j holds nothing',
    text => {
      expect(() => repairPaste(text)).toThrow(expect.objectContaining({ code: 'PASTE_EMPTY' }))
    },
  )

  test('joins the lines of a file of up to a mebibyte, and trims it', () => {
    const file = `${good}~`.repeat(200).slice(0, -1)
    const lines = file.match(/.{1,64}/g)!.join('\r\n')
    expect(repairPaste(`\uFEFF${lines}\n`)).toMatchObject({
      token: file,
      kind: 'license',
      removed: ['zero_width', 'line_breaks'],
    })
    expect(repairPaste(file)).toEqual({ token: file, kind: 'license', removed: [] })
  })

  test.each([
    ['a file with words around it', `Dear Acme, ${`${good}\n`.repeat(99)}`],
    ['a file of single letters', good.repeat(99).split('').join(' ')],
    ['a bundle', JSON.stringify({ artifacts: Array(64).fill(license({ note: 'x'.repeat(700) })) }, null, 1)],
  ])('leaves %s as it is', (_, text) => {
    expect(repairPaste(text).token).toBe(text.trim())
  })

  test('takes no JSON of thousands of members for a bundle', () => {
    expect(repairPaste(JSON.stringify({ artifacts: Array(1000).fill('x') })).kind).toBe('unknown')
  })

  test('refuses more than a mebibyte, and takes everything below in a moment', () => {
    expect(() => repairPaste('a'.repeat(artifactBytesMax + 1))).toThrow(
      expect.objectContaining({ code: 'TOKEN_TOO_LARGE' }),
    )
    const hostile = [
      'eyJhbGciOiJFZDI1 ',
      '"',
      '> ',
      '-----BEGIN X-----',
      '-----BEGIN X-----\n- ',
      '=\n',
      'a.',
      '{"key":',
      '-',
      ' ',
      'e',
      '\u200B',
      'Bearer ',
      '“ ',
      good.slice(0, 50).split('').join(' '),
      'eyJhbGciOiJF . ',
    ]
    for (const unit of hostile) {
      const text = unit.repeat(Math.floor(artifactBytesMax / unit.length))
      const beginnings = `! ${`${good.slice(0, 40)} `.repeat(32)}${text.slice(0, 28_000)}`
      const short = [text.slice(0, 32_768), beginnings]
      for (const variant of [
        text.slice(0, -1),
        `x${text.slice(0, -2)}`,
        `x${text.slice(0, -3)}x`,
        ...short,
      ]) {
        const start = performance.now()
        try {
          repairPaste(variant)
        } catch (error) {
          expect(error).toBeInstanceOf(LicenseError)
        }
        expect(performance.now() - start, unit).toBeLessThan(250)
      }
    }
  })

  test('leaves a text alone that is wrapped deeper than any mail program wraps', () => {
    const deep = `${'">'.repeat(20)}${good}`
    expect(repairPaste(deep)).toEqual({ token: deep, kind: 'unknown', removed: [] })
  })

  test('leaves the inside of a bundle alone', () => {
    const bundle = JSON.stringify({ artifacts: [good], note: 'two words' }, null, 2)
    expect(repairPaste(`\n${bundle} `)).toEqual({
      token: bundle,
      kind: 'bundle',
      removed: ['line_breaks', 'spaces'],
    })
  })

  test('has a sentence for everything it removes', () => {
    for (const name of mangled.flatMap(([, , removed]) => removed)) expect(repairs).toHaveProperty(name)
  })

  test('keeps the several signatures of a keyset', () => {
    const keyset = `${good}~${other}`
    expect(repairPaste(keyset.match(/.{1,60}/g)!.join('\n')).token).toBe(keyset)
  })

  test('recognises nothing in what it could not repair', () => {
    expect(recogniseArtifact(repairPaste('hello world').token)).toBe('unknown')
  })
})
