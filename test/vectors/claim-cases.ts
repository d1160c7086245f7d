import { jws } from './signing.ts'
import type { VectorCase } from './vector-file.ts'
import { day, full, headerOf, keys, license, licenseCase, now, seven } from './world.ts'

const last = 253_402_300_799

/** Claims that refuse a license: row, claim, and the values that do. */
const refused: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['A4.65', 'exp', [undefined, null, '1900000000', '2030-01-01', [1_900_000_000], true]],
  ['A4.66', 'exp', [1e308, 1e21, -1, 0, 1_900_000_000.5, 2 ** 53 + 2, last + 1]],
  ['A4.67', 'exp', [1_900_000_000_000]],
  ['A4.70', 'nbf', ['1800000000', 0, now + 365 * day, now + 366 * day, null]],
  ['A4.70', 'iat', ['1800000000', 0, now + 365 * day + 1, 1.5, null]],
  ['A4.72', 'sub', [undefined, 1, '', 'x'.repeat(201), 'a\u0000b', 'a\nb', null]],
  ['A4.73', 'seats', ['10', -1, 0, 1.5, 1e21, null, undefined, true, [10], 1_000_001, 2 ** 31]],
  [
    'A4.74',
    'products',
    [
      'pika',
      [],
      ['pika', 'pika'],
      Array.from({ length: 65 }, (_, i) => `p${i}`),
      [1],
      ['__proto__'],
      ['Pika'],
      ['x'.repeat(65)],
      undefined,
      null,
      {},
    ],
  ],
  ['A4.75', 'tier', ['Professional', 'two words', null, '', undefined, '-x', 'x'.repeat(33), 1]],
  [
    'A4.76',
    'customer',
    [
      'a\u202Eb',
      'a\u2066b',
      'a\u200Eb',
      'x'.repeat(201),
      '\u{1F600}'.repeat(201),
      'a\u0000b',
      'a\nb',
      'a\u2028b',
      '',
      undefined,
      7,
    ],
  ],
  ['A4', 'jti', ['', 'a b', 'x'.repeat(129), 'ä', 1, null]],
  ['A4.77', 'aud', [1, [], [1], '', ['a\nb'], Array.from({ length: 65 }, (_, i) => `i${i}`)]],
  ['A4', 'rev', [-1, 1.5, '1', 2 ** 53]],
  ['A4', 'warn_days', [-1, 3651, 1.5, '30', null]],
  [
    'A4',
    'features',
    [
      [],
      'all',
      { 'Up Case': true },
      { nested: {} },
      { list: [] },
      { none: null },
      { text: 'a\nb' },
      Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`f${i}`, true])),
    ],
  ],
  [
    'A4',
    'policy',
    [
      null,
      'locked',
      [],
      { enforcement: 'hard' },
      { binding: 'cpu' },
      { match: 3 },
      { match: { at_least: 0 } },
      { match: { at_least: 'most' } },
      { match: { at_least: 1, of: 2 } },
      { match: { at_least: 1, product_version: 1 } },
      { machines: 0 },
      { transfer: 'anyone' },
      { activation_grace_seconds: -1 },
      { heartbeat_seconds: 1 },
      { grace_seconds: 1e12 },
      { unknown_rule: true },
    ],
  ],
]

const accepted: readonly (readonly [string, string, object])[] = [
  ['A4.66', 'the last second of the year 9999 as expiry', { exp: last }],
  ['A4.66', 'an expired license, which is genuine', { exp: now - 1, iat: now - day }],
  ['A4.70', 'an issue date 24 hours ahead', { iat: now + day }],
  ['A4.70', 'a start in the future', { nbf: now + day }],
  ['A4.72', 'a customer id of 200 characters', { sub: 'x'.repeat(200) }],
  ['A4.73', 'one seat', { seats: 1 }],
  ['A4.73', 'a million seats', { seats: 1_000_000 }],
  ['A4.74', '64 products', { products: Array.from({ length: 64 }, (_, i) => `p${i}`) }],
  ['A4.74', 'a product that nobody knows', { products: ['unheard-of'] }],
  [
    'A4.76',
    'markup in the customer’s name, as text',
    { customer: '<img onerror=alert(1)></script>=HYPERLINK()' },
  ],
  ['A4.76', 'a customer’s name of 200 emoji', { customer: '\u{1F600}'.repeat(200) }],
  ['A4.76', 'a customer’s name in Arabic', { customer: 'شركة أكمي' }],
  ['A4.79', 'claims that are not known', { org: 'x', nested: { deep: [1, { a: null }] } }],
  ['A4', 'features of every kind', { features: { sso: true, nodes: 5, region: 'eu' } }],
  [
    'A4',
    'a policy',
    { policy: { enforcement: 'locked', binding: 'none', match: { at_least: 'all', product_version: true } } },
  ],
]

function describe(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text
}

const raw = JSON.stringify(full)
const tokens = {
  expired: license({ exp: now - 1, iat: now - 400 * day }),
  ends: license({ exp: now, iat: now - day }),
}

/** SECURITY-CASES A4: what a genuine license may say. */
export const claimCases: readonly VectorCase[] = [
  ...refused.flatMap(([row, claim, values]) =>
    values.map(value =>
      licenseCase(row, `rejects ${claim}: ${describe(value)}`, license({ [claim]: value }), 'CLAIMS_INVALID'),
    ),
  ),
  ...accepted.map(([row, what, change]) => licenseCase(row, `accepts ${what}`, license(change), 'genuine')),
  licenseCase(
    'A4.66',
    'rejects an expiry that reads as infinity',
    jws(headerOf(), raw.replace(`"exp":${full.exp}`, '"exp":1e999'), keys.main),
    'TOKEN_JSON_INVALID',
  ),
  licenseCase(
    'A4.66',
    'rejects minus zero',
    jws(headerOf(), raw.replace('"rev":1', '"rev":-0'), keys.main),
    'CLAIMS_INVALID',
  ),
  licenseCase(
    'A4.73',
    'accepts a whole number written with a decimal point',
    jws(headerOf(), raw.replace('"seats":10', '"seats":10.0'), keys.main),
    'genuine',
  ),
  licenseCase(
    'A4.68',
    'is active one second before its warning time',
    license({ exp: now + 30 * day + 1 }),
    'genuine',
    { state: 'active' },
  ),
  licenseCase(
    'A4.68',
    'is expiring in the second its warning time begins',
    license({ exp: now + 30 * day }),
    'genuine',
    { state: 'expiring' },
  ),
  licenseCase('A4.68', 'is in force in its last second', license({ exp: now + 1 }), 'genuine', {
    state: 'expiring',
  }),
  licenseCase('A4.68', 'is expired in the second exp', tokens.ends, 'genuine', { state: 'expired' }),
  licenseCase('A4.69', 'is expired after exp', tokens.expired, 'genuine', { state: 'expired' }),
  licenseCase('A4.70', 'is scheduled before nbf', license({ nbf: now + 1 }), 'genuine', {
    state: 'scheduled',
  }),
  licenseCase('A4.70', 'is in force in the second nbf', license({ nbf: now }), 'genuine', {
    state: 'active',
  }),
  licenseCase(
    'A4.70',
    'rejects an issue date more than 24 hours ahead',
    license({ iat: now + day + 1 }),
    'ISSUED_IN_FUTURE',
  ),
  ...[
    undefined,
    'evil.example',
    ['evil', 'aidoo.biz'],
    'aidoo.biz/',
    'AIDOO.BIZ',
    'aidoo.biz.evil',
    '',
    ' aidoo.biz',
    'аidoo.biz',
    'https://aidoo.biz',
  ].map(iss => licenseCase('A4.71', `rejects the issuer ${describe(iss)}`, license({ iss }), 'ISSUER_WRONG')),
  licenseCase(
    'A4.77',
    'rejects a license for another installation',
    license({ aud: 'ins_other' }),
    'AUDIENCE_WRONG',
    { installationId: 'ins_here' },
  ),
  licenseCase(
    'A4.77',
    'rejects a license for several other installations',
    license({ aud: ['ins_a', 'ins_b'] }),
    'AUDIENCE_WRONG',
    { installationId: 'ins_here' },
  ),
  licenseCase('A4.77', 'accepts a license for this installation', license({ aud: 'ins_here' }), 'genuine', {
    installationId: 'ins_here',
  }),
  licenseCase(
    'A4.77',
    'accepts a license for several installations, this one among them',
    license({ aud: ['ins_a', 'ins_here'] }),
    'genuine',
    { installationId: 'ins_here' },
  ),
  licenseCase(
    'A4',
    'rejects a bound license that does not say when it was issued',
    license({ iat: undefined, policy: { binding: 'machine' } }),
    'CLAIMS_INVALID',
  ),
  licenseCase(
    'A4',
    'waits for activation where a bound license is young',
    license({ policy: { binding: 'machine', enforcement: 'locked', activation_grace_seconds: 2 * day } }),
    'genuine',
    { state: 'grace' },
  ),
  licenseCase(
    'A4',
    'is locked where a bound license was never activated',
    license({ policy: { binding: 'machine', enforcement: 'locked' } }),
    'genuine',
    { state: 'locked' },
  ),
  licenseCase(
    'A4.80',
    'accepts the seven claims with kid and typ',
    jws(headerOf(), seven, keys.main),
    'genuine',
    { state: 'active' },
  ),
]
