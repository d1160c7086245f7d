import { createHash } from 'node:crypto'
import { bigEndian, encodePart, jws, signatureOf, withSignature } from './signing.ts'
import type { VectorCase } from './vector-file.ts'
import { full, good, headerOf, keys, license, licenseCase } from './world.ts'

const order = 2n ** 252n + 27742317777372353535851937790883648493n
const field = 2n ** 255n - 19n
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const signature = signatureOf(good)
const r = signature.subarray(0, 32)
const s = signature.subarray(32)
const scalar = BigInt(`0x${Buffer.from(s.toReversed()).toString('hex')}`)
const publicKey = Buffer.from(keys.main.jwk.x as string, 'base64url')

const replaced: readonly (readonly [string, string, Buffer])[] = [
  ['A3.49', 'of 63 bytes', signature.subarray(0, 63)],
  ['A3.49', 'of 65 bytes', Buffer.concat([signature, Buffer.alloc(1)])],
  ['A3.49', 'of 128 bytes', Buffer.concat([signature, signature])],
  ['A3.49', 'of zeros', Buffer.alloc(64)],
  ['A3.49', 'of ones', Buffer.alloc(64, 0xff)],
  ['A3.49', 'that is R alone', r],
  ['A3.49', 'that is S alone', s],
  ['A3.49', 'with the public key after it', Buffer.concat([signature, publicKey])],
  ...[1n, 2n, 4n, 8n].map(
    n => ['A3.50', `with S plus ${n} times the order`, withScalar(scalar + n * order)] as const,
  ),
  ['A3.50', 'with S plus the field prime', withScalar(scalar + field)],
  ...[253n, 254n, 255n].map(
    bit => ['A3.50', `with bit ${bit} of S set`, withScalar(scalar | (1n << bit))] as const,
  ),
  ['A3.50', 'with S equal to the order', withScalar(order)],
  ['A3.51', 'with R of zeros', Buffer.concat([Buffer.alloc(32), s])],
  [
    'A3.51',
    'with R of one and the sign bit',
    Buffer.concat([bigEndian(1n, 1), Buffer.alloc(30), bigEndian(0x80n, 1), s]),
  ],
  ['A3.51', 'with R that is no point', Buffer.concat([bigEndian(2n, 1), Buffer.alloc(31), s])],
  ['A3.53', 'with R of low order and S of zero', Buffer.concat([bigEndian(1n, 1), Buffer.alloc(63)])],
]

function withScalar(value: bigint): Buffer {
  return Buffer.concat([r, bigEndian(value % 2n ** 256n, 32).toReversed()])
}

const es256 = jws(headerOf(keys.es256), full, keys.es256)
const es256Scalars: readonly (readonly [string, bigint])[] = [
  ['0', 0n],
  ['n - 1', p256Order - 1n],
  ['n', p256Order],
  ['n + 1', p256Order + 1n],
]

/** ASN.1 DER in place of the two numbers of RFC 7518. */
function derOf(bytes: Buffer): Buffer {
  const numbers = [bytes.subarray(0, 32), bytes.subarray(32)].map(half =>
    Buffer.concat([Buffer.from([2, 33, 0]), half]),
  )
  return Buffer.concat([Buffer.from([0x30, 70]), ...numbers])
}

const other = license({ jti: 'lic_0002', seats: 5000, customer: 'Other Corp' })
const [otherHead, otherBody] = other.split('.')
const [head, body, sig] = good.split('.')

/** SECURITY-CASES A3: what is and what is not a signature. */
export const signatureCases: readonly VectorCase[] = [
  ...replaced.map(([row, what, bytes]) =>
    licenseCase(row, `rejects a signature ${what}`, withSignature(good, bytes), 'TOKEN_SIGNATURE_INVALID'),
  ),
  ...Array.from({ length: 64 }, (_, byte) => {
    const changed = Buffer.from(signature)
    changed[byte] = (changed[byte] as number) ^ (1 << (byte % 8))
    return licenseCase(
      'A3.51',
      `rejects a signature with one bit of byte ${byte} changed`,
      withSignature(good, changed),
      'TOKEN_SIGNATURE_INVALID',
    )
  }),
  ...es256Scalars.flatMap(([rName, rValue]) =>
    es256Scalars.map(([sName, sValue]) =>
      licenseCase(
        'A3.56',
        `rejects an ES256 signature with r = ${rName} and s = ${sName}`,
        withSignature(es256, Buffer.concat([bigEndian(rValue, 32), bigEndian(sValue, 32)])),
        'TOKEN_SIGNATURE_INVALID',
      ),
    ),
  ),
  licenseCase(
    'A3.56',
    'rejects an ES256 signature in DER',
    withSignature(es256, derOf(signatureOf(es256))),
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.56',
    'rejects an ES256 signature with a zero after it',
    withSignature(es256, Buffer.concat([signatureOf(es256), Buffer.alloc(1)])),
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.57',
    'rejects an RSA signature',
    `${encodePart({ alg: 'RS256', kid: 'k1' })}.${body}.${createHash('sha512').update(good).digest('base64url')}`,
    'TOKEN_ALG_INVALID',
  ),
  licenseCase(
    'A3.59',
    'rejects the payload of another license',
    `${head}.${otherBody}.${sig}`,
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.59',
    'rejects the header of another token',
    `${encodePart({ alg: 'Ed25519', kid: 'k1' })}.${body}.${sig}`,
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.59',
    'rejects the signature of another license',
    `${otherHead}.${otherBody}.${sig}`,
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.60',
    'rejects claims that were written again with spaces',
    `${head}.${encodePart(JSON.stringify(full, null, 1))}.${sig}`,
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.60',
    'rejects claims that were written again in another order',
    `${head}.${encodePart(Object.fromEntries(Object.entries(full).toReversed()))}.${sig}`,
    'TOKEN_SIGNATURE_INVALID',
  ),
  licenseCase(
    'A3.63',
    'rejects the signature of a key that is not trusted',
    jws(headerOf(keys.stranger), full, keys.stranger),
    'TOKEN_KEY_UNKNOWN',
  ),
  licenseCase(
    'A3.63',
    'rejects a stranger’s signature under the id of a trusted key',
    jws(headerOf(), full, keys.stranger),
    'TOKEN_SIGNATURE_INVALID',
  ),
]
