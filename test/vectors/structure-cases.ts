import { encodePart, jws } from './signing.ts'
import type { VectorCase } from './vector-file.ts'
import { full, good, headerOf, keys, license, licenseCase } from './world.ts'

const [head, body, signature] = good.split('.') as [string, string, string]
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const fields = JSON.stringify(full)

function signedPayload(payload: string | Uint8Array): string {
  return jws(headerOf(), payload, keys.main)
}

function signedHeader(header: string): string {
  return jws(header, full, keys.main)
}

/** A part whose unused last bits are set: the same bytes, another spelling. */
function respelled(part: string, by: number): string {
  return part.slice(0, -1) + alphabet[alphabet.indexOf(part.at(-1) as string) + by]
}

const malformed: readonly (readonly [string, string, string])[] = [
  ['A1.2', 'one part', head],
  ['A1.2', 'two parts', `${head}.${body}`],
  ['A1.2', 'four parts', `${good}.${signature}`],
  ['A1.2', 'a trailing dot', `${good}.`],
  ['A1.2', 'a leading dot', `.${good}`],
  ['A1.2', 'only dots', '..'],
  [
    'A1.3',
    'an encrypted token',
    `${encodePart({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}..AAAAAAAAAAAAAAAA.AAAA.AAAA`,
  ],
  ['A1.3', 'five parts', `${encodePart({ alg: 'RSA-OAEP', enc: 'A128GCM' })}.AAAA.AAAA.AAAA.AAAA`],
  ['A1.4', 'the flattened JSON form', JSON.stringify({ protected: head, payload: body, signature })],
  [
    'A1.4',
    'the general JSON form',
    JSON.stringify({ payload: body, signatures: [{ protected: head, signature }] }),
  ],
  [
    'A1.4',
    'compact and JSON form in one',
    `{"  ${good}":0,"protected":"${head}","payload":"${body}","signature":"${signature}"}`,
  ],
  ['A1.7', 'padding after the header', `${head}=.${body}.${signature}`],
  ['A1.7', 'padding after the payload', `${head}.${body}==.${signature}`],
  ['A1.7', 'padding after the signature', `${good}==`],
  ['A1.8', 'the alphabet of plain base64', `${head}.${body}.+/${signature.slice(2)}`],
  ['A1.12', 'a query after it', `${good}?x=1`],
  ['A1.12', 'a fragment after it', `${good}#x`],
  ['A1.12', 'percent escapes for the dots', good.replaceAll('.', '%2E')],
  ['A1.12', 'a percent escape for a line break', `${good}%0A`],
  ['A1.12', 'HTML escapes for the dots', good.replaceAll('.', '&#46;')],
  ['A1.13', 'full-width dots', good.replaceAll('.', '\uFF0E')],
  ['A1.13', 'a Cyrillic letter', `${head}.${body}.\u0430${signature.slice(1)}`],
  ['A1.13', 'an emoji', `${good}\u{1F511}`],
  ['A1.13', 'a mark of direction', `\u202E${good}`],
  ['A1.5', 'a final NUL', `${good}\0`],
]

const repairable: readonly (readonly [string, string, string])[] = [
  ['A1.5', 'a final line feed', `${good}\n`],
  ['A1.5', 'a final carriage return and line feed', `${good}\r\n`],
  ['A1.5', 'a final space', `${good} `],
  ['A1.5', 'a final tab', `${good}\t`],
  ['A1.5', 'a final no-break space', `${good}\u00A0`],
  ['A1.5', 'a byte order mark before it', `\uFEFF${good}`],
  ['A1.5', 'a zero-width space after it', `${good}\u200B`],
  ['A1.13', 'a zero-width joiner inside', `${good.slice(0, 40)}\u200D${good.slice(40)}`],
  ['A1.6', 'lines of 76 characters', good.match(/.{1,76}/g)!.join('\r\n')],
  ['A1.6', 'a space inside the header', `${good.slice(0, 5)} ${good.slice(5)}`],
  ['A1.6', 'a line break inside the signature', `${good.slice(0, -5)}\n${good.slice(-5)}`],
  ['A1.14', 'the word Bearer', `Bearer ${good}`],
  ['A1.14', 'quotation marks', `"${good}"`],
  ['A1.14', 'typographic quotation marks', `“${good}”`],
  ['A1.14', 'JSON around it', JSON.stringify({ key: good })],
  [
    'A1.14',
    'BEGIN and END lines',
    `-----BEGIN LICENSE-----\n${good.match(/.{1,64}/g)!.join('\n')}\n-----END LICENSE-----\n`,
  ],
  ['A1.14', 'the quoting of a mail answer', `> ${good.match(/.{1,60}/g)!.join('\n> ')}`],
  ['A1.14', 'the line breaks of quoted-printable', good.match(/.{1,75}/g)!.join('=\r\n')],
  ['A1.14', 'a letter around it', `Dear Acme,\n\nhere is your license:\n\n${good}\n\nKind regards`],
]

const json: readonly (readonly [string, string, string, string])[] = [
  ['A1.2', 'a payload cut away', `${head}..${signature}`, 'TOKEN_JSON_INVALID'],
  ['A1.21', 'an empty payload', signedPayload(''), 'TOKEN_JSON_INVALID'],
  [
    'A1.16',
    'arrays nested beyond 8 levels',
    signedPayload(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`),
    'TOKEN_JSON_TOO_DEEP',
  ],
  [
    'A1.16',
    'a header nested beyond 8 levels',
    signedHeader(`{"alg":${'['.repeat(200)}${']'.repeat(200)}}`),
    'TOKEN_JSON_TOO_DEEP',
  ],
  [
    'A1.17',
    'bytes that are not UTF-8',
    signedPayload(Buffer.from([0x7b, 0xff, 0x7d])),
    'TOKEN_ENCODING_INVALID',
  ],
  [
    'A1.17',
    'an overlong UTF-8 sequence',
    signedPayload(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])),
    'TOKEN_ENCODING_INVALID',
  ],
  ['A1.17', 'UTF-16 text', signedPayload(Buffer.from(fields, 'utf16le')), 'TOKEN_JSON_INVALID'],
  ['A1.18', 'a byte order mark in the payload', signedPayload(`\uFEFF${fields}`), 'TOKEN_ENCODING_INVALID'],
  [
    'A1.18',
    'a byte order mark in the header',
    signedHeader('\uFEFF{"alg":"Ed25519"}'),
    'TOKEN_ENCODING_INVALID',
  ],
  [
    'A1.19',
    'half a surrogate pair in a value',
    signedPayload(fields.replace('Acme', '\\ud800')),
    'TOKEN_ENCODING_INVALID',
  ],
  [
    'A1.19',
    'half a surrogate pair in a name',
    signedPayload(fields.replace('"jti"', '"\\udc00"')),
    'TOKEN_ENCODING_INVALID',
  ],
  ['A1.20', 'a second JSON object', signedPayload(`${fields}{}`), 'TOKEN_JSON_INVALID'],
  ['A1.20', 'a comment', signedPayload(`${fields}/* */`), 'TOKEN_JSON_INVALID'],
  ['A1.20', 'NaN', signedPayload('{"exp":NaN}'), 'TOKEN_JSON_INVALID'],
  ['A1.20', 'single quotes', signedPayload("{'exp':1}"), 'TOKEN_JSON_INVALID'],
  ['A1.21', 'an array as payload', signedPayload(`[${fields}]`), 'TOKEN_JSON_INVALID'],
  ['A1.21', 'null as payload', signedPayload('null'), 'TOKEN_JSON_INVALID'],
  ['A1.21', 'a string as payload', signedPayload('"license"'), 'TOKEN_JSON_INVALID'],
  ['A1.21', 'a number as payload', signedPayload('42'), 'TOKEN_JSON_INVALID'],
  ['A1.22', 'an array as header', signedHeader('[]'), 'TOKEN_JSON_INVALID'],
  ['A1.22', 'null as header', signedHeader('null'), 'TOKEN_JSON_INVALID'],
  ['A1.22', 'a string as header', signedHeader('"Ed25519"'), 'TOKEN_JSON_INVALID'],
  ['A1.23', 'alg twice', signedHeader('{"alg":"none","kid":"k1","alg":"Ed25519"}'), 'TOKEN_JSON_DUPLICATE'],
  ['A1.23', 'kid twice', signedHeader('{"alg":"Ed25519","kid":"k2","kid":"k1"}'), 'TOKEN_JSON_DUPLICATE'],
  [
    'A1.24',
    'a claim twice',
    signedPayload(fields.replace('"seats":10', '"seats":10,"seats":9999')),
    'TOKEN_JSON_DUPLICATE',
  ],
  [
    'A1.25',
    'a claim twice, once spelled with an escape',
    signedPayload(fields.replace('"seats":10', '"seats":10,"se\\u0061ts":9999')),
    'TOKEN_JSON_DUPLICATE',
  ],
  [
    'A1.26',
    '__proto__ as a claim',
    signedPayload(fields.replace('{', '{"__proto__":{"admin":true},')),
    'TOKEN_JSON_UNSAFE',
  ],
  [
    'A1.26',
    'constructor inside a claim',
    signedPayload(fields.replace('{', '{"x":{"constructor":1},')),
    'TOKEN_JSON_UNSAFE',
  ],
  ['A1.26', 'prototype in the header', signedHeader('{"alg":"Ed25519","prototype":{}}'), 'TOKEN_JSON_UNSAFE'],
  ['A1.27', 'Alg beside alg', signedHeader('{"alg":"Ed25519","Alg":"none"}'), 'TOKEN_HEADER_INVALID'],
  ['A1.27', 'ALG instead of alg', signedHeader('{"ALG":"Ed25519"}'), 'TOKEN_HEADER_INVALID'],
  ['A1.27', 'EXP instead of exp', license({ exp: undefined, EXP: full.exp }), 'CLAIMS_INVALID'],
]

/** SECURITY-CASES A1: what a token looks like before anybody believes it. */
export const structureCases: readonly VectorCase[] = [
  licenseCase('A1.28', 'accepts a license as our issuer writes it', good, 'genuine', { state: 'active' }),
  licenseCase(
    'A1.28',
    'accepts white space inside the JSON',
    jws(`{ "alg" : "Ed25519" ,\n"kid":"k1" }`, ` ${fields.replaceAll(',', ' ,\t')} `, keys.main),
    'genuine',
  ),
  licenseCase('A1.27', 'never uses a claim in another case', license({ Seats: 9999, EXP: 1 }), 'genuine'),
  licenseCase('A1.1', 'rejects an empty text', '', 'TOKEN_MALFORMED', { repaired: 'PASTE_EMPTY' }),
  licenseCase('A1.1', 'rejects white space alone', ' \n', 'TOKEN_MALFORMED', { repaired: 'PASTE_EMPTY' }),
  ...malformed.map(([row, what, token]) => licenseCase(row, `rejects ${what}`, token, 'TOKEN_MALFORMED')),
  ...repairable.map(([row, what, token]) =>
    licenseCase(row, `rejects ${what}, which only the paste repair removes`, token, 'TOKEN_MALFORMED', {
      repaired: 'genuine',
    }),
  ),
  ...json.map(([row, what, token, code]) => licenseCase(row, `rejects ${what}`, token, code)),
  ...Array.from({ length: 15 }, (_, i) =>
    licenseCase(
      'A1.9',
      `rejects the signature in spelling ${i + 1}`,
      `${head}.${body}.${respelled(signature, i + 1)}`,
      'TOKEN_NONCANONICAL',
    ),
  ),
  licenseCase('A1.10', 'rejects another spelling of the header', spoiltPart(0), 'TOKEN_NONCANONICAL'),
  licenseCase('A1.10', 'rejects another spelling of the payload', spoiltPart(1), 'TOKEN_NONCANONICAL'),
  licenseCase(
    'A1.11',
    'rejects a part of an impossible length',
    `${head}.${'A'.repeat(41)}.${signature}`,
    'TOKEN_NONCANONICAL',
  ),
  licenseCase('A1.15', 'accepts a license of exactly 8,192 bytes', sized(8192), 'genuine'),
  licenseCase('A1.15', 'rejects a license of 8,193 bytes', `${sized(8192)}A`, 'TOKEN_TOO_LARGE'),
  licenseCase(
    'A1.15',
    'rejects a text of a million bytes',
    { concat: [{ repeat: 'A', times: 1_000_000 }] },
    'TOKEN_TOO_LARGE',
  ),
  licenseCase(
    'A1.15',
    'rejects a million dots',
    { concat: [{ repeat: '.', times: 1_000_000 }] },
    'TOKEN_TOO_LARGE',
  ),
  licenseCase(
    'A1.15',
    'rejects a header of a million bytes',
    { concat: [{ repeat: 'A', times: 1_000_000 }, `.${body}.${signature}`] },
    'TOKEN_TOO_LARGE',
  ),
  licenseCase(
    'A1.15',
    'rejects a signature of a million bytes',
    { concat: [`${head}.${body}.`, { repeat: 'A', times: 1_000_000 }] },
    'TOKEN_TOO_LARGE',
  ),
]

/** The good license with one part made to end in unused bits that are set. */
function spoiltPart(index: 0 | 1): string {
  const parts = [JSON.stringify(headerOf()), fields].map((text, i) => {
    const padding = i === index ? ' '.repeat((4 - (Buffer.byteLength(text) % 3)) % 3) : ''
    return encodePart(text + padding)
  })
  parts[index] = respelled(parts[index] as string, 1)
  return `${parts.join('.')}.${signature}`
}

/** A license of exactly this many bytes. */
function sized(bytes: number): string {
  for (let fill = 0; ; fill++) {
    const token = license({ note: 'x'.repeat(5000 + fill) })
    if (token.length >= bytes) return token
  }
}
