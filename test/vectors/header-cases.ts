import { createHmac, createPublicKey } from 'node:crypto'
import { encodePart, jws, type Part, type VectorKey } from './signing.ts'
import type { VectorCase } from './vector-file.ts'
import { day, full, good, headerOf, keys, license, licenseCase, now, seven } from './world.ts'

const { main, stranger } = keys

function withHeader(change: object, key: VectorKey = main): string {
  return jws(headerOf(main, change), full, key)
}

function hmac(alg: string, secret: string | Uint8Array): string {
  const signed = `${encodePart({ alg, kid: 'k1' })}.${encodePart(full)}`
  return `${signed}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(signed)
    .digest('base64url')}`
}

const pem = createPublicKey(main.privateKey).export({ format: 'pem', type: 'spki' }) as string
const der = createPublicKey(main.privateKey).export({ format: 'der', type: 'spki' })
const raw = Buffer.from(main.jwk.x as string, 'base64url')
const secrets: readonly (readonly [string, string | Uint8Array])[] = [
  ['PEM', pem],
  ['PEM without its last line break', pem.trimEnd()],
  ['PEM after a space', ` ${pem}`],
  ['DER', der],
  ['raw bytes', raw],
  ['JWK', JSON.stringify(main.jwk)],
  ['x', main.jwk.x as string],
  ['hex', raw.toString('hex')],
]

const algs: readonly (readonly [string, unknown])[] = [
  ['none', 'none'],
  ['None', 'None'],
  ['nOnE', 'nOnE'],
  ['NONE', 'NONE'],
  ['none with a space', 'none '],
  ['an array', ['Ed25519']],
  ['an object', { Ed25519: true }],
  ['a number', 1],
  ['null', null],
  ['nothing', undefined],
  ['an empty text', ''],
  ['a long text', 'E'.repeat(2000)],
  ['eddsa', 'eddsa'],
  ['ED25519', 'ED25519'],
  ['Ed448', 'Ed448'],
  ['EdDSA, on a key for Ed25519', 'EdDSA'],
  ...['RS256', 'PS256', 'ES256', 'ES256K', 'ML-DSA-65'].map(alg => [alg, alg] as const),
]

const parameters: readonly (readonly [string, string, object])[] = [
  ['A2.36', 'a key of its own, though the signature is good', { jwk: main.jwk }],
  ['A2.37', 'the address of a key set', { jku: 'http://127.0.0.1:9/keys' }],
  ['A2.37', 'the address of a certificate', { x5u: 'http://127.0.0.1:9/cert' }],
  ['A2.38', 'a certificate', { x5c: ['MIIB'] }],
  ['A2.38', 'a certificate thumbprint', { x5t: 'AAAA' }],
  ['A2.38', 'a SHA-256 certificate thumbprint', { 'x5t#S256': 'AAAA' }],
  ['A2.39', 'an unknown critical extension', { crit: ['x'], x: 1 }],
  ['A2.39', 'an empty list of critical extensions', { crit: [] }],
  ['A2.39', 'critical extensions that are no list', { crit: 'exp' }],
  ['A2.39', 'a known claim as critical', { crit: ['exp'], exp: 1 }],
  ['A2.39', 'alg as critical', { crit: ['alg'] }],
  ['A2.40', 'an unencoded payload', { b64: false }],
  ['A2.40', 'an unencoded payload, marked critical', { b64: false, crit: ['b64'] }],
  ['A2.40', 'an encoded payload, marked critical', { b64: true, crit: ['b64'] }],
  ['A2.41', 'compression', { zip: 'DEF' }],
  ['A2.41', 'a content type', { cty: 'JWT' }],
  ['A2.41', 'an encryption algorithm', { enc: 'A256GCM' }],
  ['A2.41', 'a password work factor', { p2c: 1e9 }],
  ['A2.41', 'an ephemeral key', { epk: {} }],
  ['A2.45', 'a key id that is a number', { kid: 1 }],
  ['A2.45', 'a key id that is an object', { kid: {} }],
  ['A2.45', 'a key id that is a list', { kid: ['k1'] }],
  ['A2.43', 'a type that is a number', { typ: 1 }],
]

const kids = [
  'nobody',
  '',
  'k'.repeat(2000),
  '../../etc/passwd',
  '/dev/null',
  'file:///etc/passwd',
  'http://127.0.0.1',
  "' OR 1=1--",
]
const kidsOfObjects = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\0',
  '$(id)',
  '%00',
  'K1',
  'k1 ',
]

function typed(typ: Part | undefined): string {
  return jws({ alg: 'Ed25519', kid: 'k1', typ }, full, main)
}

/** SECURITY-CASES A2: what a header may say, and which key it may name. */
export const headerCases: readonly VectorCase[] = [
  ...algs.map(([what, alg]) =>
    licenseCase('A2.29-33', `rejects ${what} as algorithm`, withHeader({ alg }), 'TOKEN_ALG_INVALID'),
  ),
  ...['HS256', 'HS384', 'HS512'].flatMap(alg =>
    secrets.map(([what, secret]) =>
      licenseCase(
        'A2.30',
        `rejects ${alg} keyed with the public key as ${what}`,
        hmac(alg, secret),
        'TOKEN_ALG_INVALID',
      ),
    ),
  ),
  licenseCase(
    'A2.29',
    'rejects an unsigned token with an empty signature',
    `${encodePart({ alg: 'none' })}.${encodePart(full)}.`,
    'TOKEN_MALFORMED',
  ),
  licenseCase(
    'A2.32',
    'rejects Ed25519 on a key for EdDSA',
    jws(headerOf(keys.eddsa, { alg: 'Ed25519' }), full, keys.eddsa),
    'TOKEN_ALG_INVALID',
  ),
  licenseCase(
    'A2.34',
    'rejects the signature of another trusted key',
    withHeader({}, keys.second),
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A2.35',
    'rejects a key of its own',
    withHeader({ jwk: stranger.jwk }, stranger),
    'TOKEN_HEADER_INVALID',
  ),
  ...parameters.map(([row, what, change]) =>
    licenseCase(row, `rejects a header with ${what}`, withHeader(change), 'TOKEN_HEADER_INVALID'),
  ),
  licenseCase('A2.42', 'rejects a token inside a token', jws(headerOf(), good, main), 'TOKEN_JSON_INVALID'),
  ...[...kids, ...kidsOfObjects].map(kid =>
    licenseCase(
      'A2.45-46',
      `rejects the key id ${JSON.stringify(kid.slice(0, 20))}`,
      withHeader({ kid }),
      'TOKEN_KEY_UNKNOWN',
    ),
  ),
  licenseCase('A2.43', 'accepts a license without a type', typed(undefined), 'genuine'),
  licenseCase('A2.43', 'accepts the type JWT', typed('JWT'), 'genuine'),
  ...['at+jwt', 'application/license+jwt', 'LICENSE+JWT', 'jwt', '', 'session+jwt'].map(typ =>
    licenseCase('A2.43', `rejects the type ${JSON.stringify(typ)}`, typed(typ), 'TOKEN_TYPE_WRONG'),
  ),
  licenseCase(
    'A2.45',
    'accepts a license without a key id',
    license({}, { alg: 'Ed25519', typ: 'JWT' }),
    'genuine',
  ),
  licenseCase(
    'A4.80',
    'accepts the seven claims without kid and typ',
    jws({ alg: 'Ed25519' }, seven, main),
    'genuine',
    { state: 'active' },
  ),
  licenseCase(
    'A4.80',
    'accepts a license signed with ES256',
    jws(headerOf(keys.es256), full, keys.es256),
    'genuine',
  ),
  licenseCase(
    'A4.80',
    'accepts a license signed with EdDSA',
    jws(headerOf(keys.eddsa), full, keys.eddsa),
    'genuine',
  ),
  licenseCase(
    'A2.45',
    'rejects a stranger’s license without a key id',
    jws({ alg: 'Ed25519' }, full, stranger),
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A2.45',
    'rejects a license without a key id where no key has its algorithm',
    jws({ alg: 'ES256' }, full, keys.es256),
    'TOKEN_KEY_UNKNOWN',
    { trust: 'one_key' },
  ),
  licenseCase(
    'A2.48',
    'rejects a license signed with an activation key',
    jws(headerOf(keys.activation), full, keys.activation),
    'TOKEN_KEY_UNKNOWN',
  ),
  licenseCase(
    'A2.48',
    'rejects a license signed with a compromised key',
    jws(headerOf(keys.compromised), full, keys.compromised),
    'TOKEN_KEY_COMPROMISED',
  ),
  licenseCase(
    'A2.48',
    'rejects a compromised key’s license without a key id',
    jws({ alg: 'Ed25519' }, seven, keys.compromised),
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A2.48',
    'rejects a license issued before its key was in use',
    jws(headerOf(keys.future), full, keys.future),
    'TOKEN_KEY_OUTSIDE_WINDOW',
  ),
  licenseCase(
    'A6.112',
    'rejects a license issued after its key was retired',
    jws(headerOf(keys.retired), full, keys.retired),
    'TOKEN_KEY_OUTSIDE_WINDOW',
  ),
  licenseCase(
    'A6.112',
    'rejects a license issued in the second its key was retired',
    jws(headerOf(keys.retired), { ...full, iat: now - 100 * day }, keys.retired),
    'TOKEN_KEY_OUTSIDE_WINDOW',
  ),
  licenseCase(
    'A6.112',
    'accepts a license issued in the last second of its key',
    jws(headerOf(keys.retired), { ...full, iat: now - 100 * day - 1 }, keys.retired),
    'genuine',
  ),
  licenseCase(
    'A6.112',
    'accepts a license issued in the first second of its key',
    jws(headerOf(keys.retired), { ...full, iat: now - 1000 * day }, keys.retired),
    'genuine',
  ),
  licenseCase(
    'A6.112',
    'accepts a license of a retired key that does not say when it was issued',
    jws(headerOf(keys.retired), seven, keys.retired),
    'genuine',
  ),
  licenseCase('A6.112', 'rejects a license whose key was removed', good, 'TOKEN_KEY_UNKNOWN', {
    trust: 'without_main',
  }),
  licenseCase('A6', 'rejects everything where no key is trusted', good, 'TRUST_MISSING', {
    trust: 'no_keys',
  }),
]
