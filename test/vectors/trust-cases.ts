import { generateKeyPairSync } from 'node:crypto'
import type { VectorCase } from './vector-file.ts'
import { entry, keys, rootJwk, seven, trustKeys } from './world.ts'

const { main, second, es256, root1, root2, root3 } = keys
const issuer = seven.iss

/** The points of low order, little-endian, in all their spellings. */
const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

function withJwk(jwk: object): object {
  return { issuer, keys: [entry(main, { jwk })] }
}

function okp(bytes: Uint8Array): object {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }
}

function foreign(type: 'ed448' | 'x25519'): string {
  const pair = type === 'ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('x25519')
  return pair.publicKey.export({ format: 'jwk' }).x as string
}

const offCurve = Buffer.alloc(32)
offCurve[0] = 2
const beyondField = Buffer.from(`f0${'ff'.repeat(30)}7f`, 'hex')
const x = main.jwk.x as string

/** Each refuses the whole file: row, what it is, the file, the code. */
const refused: readonly (readonly [string, string, unknown, string])[] = [
  ...lowOrder.map(
    hex =>
      [
        'A3.52',
        `low-order point ${hex.slice(0, 4)}…${hex.slice(-2)}`,
        withJwk(okp(Buffer.from(hex, 'hex'))),
        'TRUST_KEY_WEAK',
      ] as const,
  ),
  [
    'A2.47',
    'the same key id twice',
    { issuer, keys: [entry(main), entry(second, { kid: main.kid })] },
    'TRUST_KEY_DUPLICATE',
  ],
  [
    'A2.47',
    'one public key under two ids',
    { issuer, keys: [entry(main), entry(main, { kid: 'k9' })] },
    'TRUST_KEY_DUPLICATE',
  ],
  [
    'A2.47',
    'one public key under two ids and algorithms',
    { issuer, keys: [entry(main, { status: 'compromised' }), entry(main, { kid: 'k9', alg: 'EdDSA' })] },
    'TRUST_KEY_DUPLICATE',
  ],
  [
    'A6.110',
    'a root key that is a signing key too',
    { issuer, roots: { threshold: 1, keys: [rootJwk(main)] }, keys: [entry(main)] },
    'TRUST_KEY_DUPLICATE',
  ],
  ['A6.108', 'a negative sequence', { issuer, sequence: -1, keys: [] }, 'TRUST_INVALID'],
  ['A6.108', 'a sequence that is no number', { issuer, sequence: '5', keys: [] }, 'TRUST_INVALID'],
  ['A6.108', 'a floor that is no object', { issuer, floor: 5, keys: [] }, 'TRUST_INVALID'],
  ['A6.108', 'a misspelled floor', { issuer, floor: { revocation: 5 }, keys: [] }, 'TRUST_INVALID'],
  ['A6.108', 'a floor in milliseconds', { issuer, floor: { time: 1e15 }, keys: [] }, 'TRUST_INVALID'],
  ['A2.47', 'a key for encryption', withJwk({ ...main.jwk, use: 'enc' }), 'TRUST_KEY_INVALID'],
  ['A2.47', 'a key for nothing', withJwk({ ...main.jwk, key_ops: [] }), 'TRUST_KEY_INVALID'],
  ['A2.47', 'a key for signing', withJwk({ ...main.jwk, key_ops: ['sign'] }), 'TRUST_KEY_INVALID'],
  [
    'A2.47',
    'key operations that are no list',
    withJwk({ ...main.jwk, key_ops: 'verify' }),
    'TRUST_KEY_INVALID',
  ],
  ['A2.47', 'a private part', withJwk({ ...main.jwk, d: main.jwk.x }), 'TRUST_KEY_INVALID'],
  ['A2.47', 'a secret', withJwk({ kty: 'oct', k: main.jwk.x }), 'TRUST_KEY_INVALID'],
  ['A2.47', 'a key that names another id', withJwk({ ...main.jwk, kid: 'other' }), 'TRUST_KEY_INVALID'],
  [
    'A2.47',
    'a key that names another algorithm',
    withJwk({ ...main.jwk, alg: 'EdDSA' }),
    'TRUST_KEY_INVALID',
  ],
  [
    'A3.58',
    'an Ed448 key called Ed25519',
    withJwk({ kty: 'OKP', crv: 'Ed25519', x: foreign('ed448') }),
    'TRUST_KEY_INVALID',
  ],
  [
    'A3.58',
    'an X25519 key',
    withJwk({ kty: 'OKP', crv: 'X25519', x: foreign('x25519') }),
    'TRUST_KEY_INVALID',
  ],
  ['A3.58', 'a P-256 key called Ed25519', withJwk({ ...es256.jwk, crv: 'Ed25519' }), 'TRUST_KEY_INVALID'],
  [
    'A3.58',
    'a P-256 key called an Ed25519 OKP key',
    withJwk({ ...es256.jwk, kty: 'OKP', crv: 'Ed25519' }),
    'TRUST_KEY_INVALID',
  ],
  [
    'A3.58',
    'an Ed25519 key for ES256',
    { issuer, keys: [entry(main, { alg: 'ES256' })] },
    'TRUST_KEY_INVALID',
  ],
  ['A3.58', 'a point that is not on Ed25519', withJwk(okp(offCurve)), 'TRUST_KEY_INVALID'],
  ['A3.58', 'a coordinate beyond the field', withJwk(okp(beyondField)), 'TRUST_KEY_INVALID'],
  [
    'A3.58',
    'a point that is not on P-256',
    { issuer, keys: [entry(es256, { jwk: { ...es256.jwk, y: es256.jwk.x } })] },
    'TRUST_KEY_INVALID',
  ],
  ['A3.58', 'a key of 31 bytes', withJwk(okp(Buffer.alloc(31, 7))), 'TRUST_KEY_INVALID'],
  ['A3.58', 'a key of 33 bytes', withJwk(okp(Buffer.alloc(33, 7))), 'TRUST_KEY_INVALID'],
  ['A3.58', 'a padded key', withJwk({ kty: 'OKP', crv: 'Ed25519', x: `${x}=` }), 'TRUST_KEY_INVALID'],
  [
    'A3.58',
    'a key in another spelling',
    withJwk({ kty: 'OKP', crv: 'Ed25519', x: `${x.slice(0, -1)}B` }),
    'TRUST_KEY_INVALID',
  ],
  ['A3.57', 'an RSA key', { issuer, keys: [entry(main, { alg: 'RS256' })] }, 'TRUST_KEY_INVALID'],
  ['A6', 'a key without a JWK', withJwk([]), 'TRUST_KEY_INVALID'],
  ['A6', 'a key id with a space', { issuer, keys: [entry(main, { kid: 'a b' })] }, 'TRUST_KEY_INVALID'],
  ['A6', 'an unknown use', { issuer, keys: [entry(main, { use: 'root' })] }, 'TRUST_KEY_INVALID'],
  ['A6', 'an unknown status', { issuer, keys: [entry(main, { status: 'revoked' })] }, 'TRUST_KEY_INVALID'],
  ['A6', 'a misspelled limit', { issuer, keys: [entry(main, { notAfter: 1 })] }, 'TRUST_KEY_INVALID'],
  [
    'A6',
    'a limit that is no number',
    { issuer, keys: [entry(main, { not_after: '2030' })] },
    'TRUST_KEY_INVALID',
  ],
  [
    'A6',
    'a window that ends before it begins',
    { issuer, keys: [entry(main, { not_before: 2, not_after: 2 })] },
    'TRUST_KEY_INVALID',
  ],
  ['A6', 'an entry that is no object', { issuer, keys: [null] }, 'TRUST_INVALID'],
  ['A6', 'no list of keys', { issuer }, 'TRUST_INVALID'],
  ['A6', 'no issuer', { keys: [] }, 'TRUST_INVALID'],
  ['A6', 'an empty issuer', { issuer: '', keys: [] }, 'TRUST_INVALID'],
  ['A6', 'a list', [], 'TRUST_INVALID'],
  ['A6', 'null', null, 'TRUST_INVALID'],
  ['A6', 'tiers that are no list', { issuer, tiers: 'pro', keys: [] }, 'TRUST_INVALID'],
  ['A6', 'a tier twice', { issuer, tiers: ['pro', 'pro'], keys: [] }, 'TRUST_INVALID'],
  ['A6', 'a tier in upper case', { issuer, tiers: ['Pro'], keys: [] }, 'TRUST_INVALID'],
  [
    'A6.110',
    'a threshold above the number of root keys',
    { issuer, roots: { threshold: 2, keys: [rootJwk(root1)] }, keys: [] },
    'TRUST_INVALID',
  ],
  [
    'A6.110',
    'a threshold of zero',
    { issuer, roots: { threshold: 0, keys: [rootJwk(root1)] }, keys: [] },
    'TRUST_INVALID',
  ],
  [
    'A6.110',
    'root keys that are no list',
    { issuer, roots: { threshold: 1, keys: {} }, keys: [] },
    'TRUST_INVALID',
  ],
  [
    'A6.110',
    'a root key twice under two names',
    { issuer, roots: { threshold: 2, keys: [rootJwk(root1), { ...rootJwk(root1), kid: 'r9' }] }, keys: [] },
    'TRUST_KEY_DUPLICATE',
  ],
  [
    'A6.110',
    'two root keys of one name',
    { issuer, roots: { threshold: 2, keys: [rootJwk(root1), { ...rootJwk(root2), kid: 'r1' }] }, keys: [] },
    'TRUST_KEY_DUPLICATE',
  ],
  [
    'A6.110',
    'a root key of an unknown algorithm',
    { issuer, roots: { threshold: 1, keys: [{ ...rootJwk(root1), alg: 'RS256' }] }, keys: [] },
    'TRUST_KEY_INVALID',
  ],
  [
    'A6.110',
    'a root key with an impossible name',
    { issuer, roots: { threshold: 1, keys: [{ ...rootJwk(root1), kid: 5 }] }, keys: [] },
    'TRUST_KEY_INVALID',
  ],
]

const accepted: readonly (readonly [string, unknown])[] = [
  ['no keys at all', { issuer, keys: [] }],
  ['a sequence and floors', { issuer, sequence: 5, floor: { revocations: 9, time: 1 }, keys: [] }],
  [
    'harmless members of a JWK',
    withJwk({ ...main.jwk, kid: main.kid, alg: main.alg, use: 'sig', key_ops: ['verify'], ext: true }),
  ],
  [
    'root keys without name and algorithm',
    { issuer, roots: { threshold: 2, keys: [root1.jwk, es256.jwk] }, keys: [] },
  ],
]

/** The trust files that tokens are judged by. */
export const usableTrusts: Readonly<Record<string, unknown>> = {
  default: { issuer, tiers: ['professional', 'enterprise'], keys: trustKeys },
  one_key: { issuer, keys: [entry(main)] },
  no_keys: { issuer, keys: [] },
  without_main: { issuer, keys: trustKeys.slice(1) },
  one_root: { issuer, roots: { threshold: 1, keys: [rootJwk(root1)] }, keys: trustKeys },
  newer_build: {
    issuer,
    sequence: 3,
    floor: { revocations: 6, time: 1 },
    roots: { threshold: 1, keys: [rootJwk(root1)] },
    keys: trustKeys,
  },
  two_of_three: {
    issuer,
    roots: { threshold: 2, keys: [root1, root2, root3].map(rootJwk) },
    keys: trustKeys,
  },
}

const named: readonly VectorCase[] = [
  ...refused.map(([row, what, , expect], i) => ({
    name: `rejects a trust file with ${what}`,
    row,
    kind: 'trust' as const,
    trust: `refused_${i}`,
    expect,
  })),
  ...accepted.map(([what], i) => ({
    name: `accepts a trust file with ${what}`,
    row: 'A6',
    kind: 'trust' as const,
    trust: `accepted_${i}`,
    expect: 'genuine',
  })),
]

/** Which keys can be trusted at all. */
export const trustCases = named

/** The trust files of {@link trustCases}. */
export const trustFiles: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(refused.map(([, , file], i) => [`refused_${i}`, file])),
  ...Object.fromEntries(accepted.map(([, file], i) => [`accepted_${i}`, file])),
}
