import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { signedByOpenssl } from '../support/openssl-signature.ts'
import { createSigningKey, type SigningKey } from '../support/signing-key.ts'
import { base64url, type Json, sevenClaims, signParts, signToken } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'

let hub: Hub
let plain: SigningKey
let legacy: SigningKey
let curve: SigningKey
let stranger: SigningKey
let lease: SigningKey
beforeAll(async () => {
  plain = createSigningKey('plain')
  legacy = createSigningKey('legacy', 'EdDSA')
  curve = createSigningKey('curve', 'ES256')
  stranger = createSigningKey('plain')
  lease = createSigningKey('lease')
  hub = await startHub({
    key: plain,
    trust: trustOf([
      trustEntry(plain),
      trustEntry(legacy),
      trustEntry(curve),
      trustEntry(lease, { use: 'activation' }),
    ]),
  })
})
afterAll(() => hub.stop())

const activate = (key: unknown) => hub.admin.post('/api/license/activate', { key })
const claims = JSON.stringify(sevenClaims({ customer: 'Refused' }))
const withHeader = (header: Json, key = plain): string => signParts(key, JSON.stringify(header), claims)

describe('accepts a license', () => {
  test('of the seven claims alone, without kid and typ, for each algorithm', async () => {
    for (const key of [plain, legacy, curve]) {
      const token = signToken(key, sevenClaims({ customer: `By ${key.alg}` }))
      const answer = await activate(token)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ valid: true, customer: `By ${key.alg}`, error: '' })
    }
  })

  test('that openssl itself has signed', async () => {
    const answer = await activate(signedByOpenssl(plain, sevenClaims({ customer: 'By openssl' })))
    expect(answer.body).toMatchObject({ valid: true, customer: 'By openssl' })
  })

  test.each<Record<string, Json>>([
    { typ: 'JWT' },
    { typ: 'license+jwt' },
    { kid: 'plain' },
    { kid: 'plain', typ: 'JWT' },
  ])('with %j in its header', async header => {
    const answer = await activate(signToken(plain, sevenClaims({ customer: JSON.stringify(header) }), header))
    expect(answer.status, answer.text).toBe(200)
  })

  test('with white space in its JSON', async () => {
    const header = '{ "alg" :\t"Ed25519" }'
    const answer = await activate(
      signParts(plain, header, JSON.stringify(sevenClaims({ customer: 'Spaced' }), null, 2)),
    )
    expect(answer.status, answer.text).toBe(200)
  })

  test('with claims that nobody knows, which count for nothing', async () => {
    const extra = { Seats: 9_999, is_admin: true, EXP: 1, grants: { everything: true } }
    const answer = await activate(signToken(plain, sevenClaims({ customer: 'Extra', ...extra })))
    expect(answer.body).toMatchObject({ valid: true, seats: 10 })
  })

  test('of exactly 8,192 bytes, and none of one byte more', async () => {
    const sized = (bytes: number): string => {
      const base = signToken(plain, sevenClaims({ customer: 'Large', filler: '' }))
      let filler = Math.floor(((bytes - base.length) * 3) / 4) - 2
      for (;;) {
        const token = signToken(plain, sevenClaims({ customer: 'Large', filler: 'x'.repeat(filler) }))
        if (token.length >= bytes) return token
        filler += 1
      }
    }
    const largest = [8_192, 8_191].map(sized).find(token => token.length <= 8_192) as string
    expect((await activate(largest)).status).toBe(200)
    await expectNothingMoved(hub, async () => expectRefused(await activate(sized(8_193)), 'TOKEN_TOO_LARGE'))
  })
})

describe('refuses a header, and nothing moves, when', () => {
  test.each<[string, () => string]>([
    ['alg is missing', () => withHeader({})],
    ['alg is null', () => withHeader({ alg: null })],
    ['alg is a list', () => withHeader({ alg: ['Ed25519'] })],
    ['alg is of another case', () => withHeader({ alg: 'ed25519' })],
    ['alg is EdDSA on an Ed25519 key', () => withHeader({ alg: 'EdDSA', kid: 'plain' })],
    ['alg is Ed25519 on an EdDSA key', () => withHeader({ alg: 'Ed25519', kid: 'legacy' }, legacy)],
    ['alg is Ed25519 on a P-256 key', () => withHeader({ alg: 'Ed25519', kid: 'curve' }, curve)],
    ['it holds a jwk, rightly signed', () => withHeader({ alg: 'Ed25519', jwk: plain.jwk })],
    ['it holds crit', () => withHeader({ alg: 'Ed25519', crit: ['exp'] })],
    ['it holds b64', () => withHeader({ alg: 'Ed25519', b64: true })],
    ['it holds zip', () => withHeader({ alg: 'Ed25519', zip: 'DEF' })],
    ['it holds cty', () => withHeader({ alg: 'Ed25519', cty: 'JWT' })],
    ['it holds jku', () => withHeader({ alg: 'Ed25519', jku: 'http://127.0.0.1:9/keys' })],
    ['it holds x5c', () => withHeader({ alg: 'Ed25519', x5c: [] })],
    ['it holds Alg beside alg', () => withHeader({ alg: 'Ed25519', Alg: 'none' })],
    ['it holds alg twice', () => signParts(plain, '{"alg":"none","alg":"Ed25519"}', claims)],
    ['it holds __proto__', () => signParts(plain, '{"alg":"Ed25519","__proto__":{}}', claims)],
    ['it starts with a byte order mark', () => signParts(plain, '\ufeff{"alg":"Ed25519"}', claims)],
    ['it is a list', () => withHeader(['alg'])],
    ['it is null', () => withHeader(null)],
    ['kid is unknown', () => withHeader({ alg: 'Ed25519', kid: 'somebody' })],
    ['kid is of another key', () => withHeader({ alg: 'Ed25519', kid: 'lease' })],
    ['kid is a number', () => withHeader({ alg: 'Ed25519', kid: 1 })],
    ['kid is empty', () => withHeader({ alg: 'Ed25519', kid: '' })],
    ['kid is a path', () => withHeader({ alg: 'Ed25519', kid: '../../etc/passwd' })],
    ['kid is __proto__', () => withHeader({ alg: 'Ed25519', kid: '__proto__' })],
    ['typ is of another case', () => withHeader({ alg: 'Ed25519', typ: 'jwt' })],
    ['typ is LICENSE+JWT', () => withHeader({ alg: 'Ed25519', typ: 'LICENSE+JWT' })],
    ['typ is a media type', () => withHeader({ alg: 'Ed25519', typ: 'application/license+jwt' })],
    ['typ is at+jwt', () => withHeader({ alg: 'Ed25519', typ: 'at+jwt' })],
    ['typ is empty', () => withHeader({ alg: 'Ed25519', typ: '' })],
    ['typ is null', () => withHeader({ alg: 'Ed25519', typ: null })],
    ['typ is that of an activation', () => withHeader({ alg: 'Ed25519', typ: 'activation+jwt' })],
    ['typ is that of a revocation list', () => withHeader({ alg: 'Ed25519', typ: 'revocations+jwt' })],
    ['typ is that of a keyset', () => withHeader({ alg: 'Ed25519', typ: 'keyset+jwt' })],
    ['typ is that of a request', () => withHeader({ alg: 'Ed25519', typ: 'request+jwt' })],
    ['typ is that of a receipt', () => withHeader({ alg: 'Ed25519', typ: 'receipt+jwt' })],
  ])('%s', async (_, token) => {
    await expectNothingMoved(hub, async () => expectRefused(await activate(token())))
  })
})

describe('refuses a forgery, and nothing moves, when', () => {
  const unsigned = (header: Json, signature: string | Uint8Array = ''): string =>
    `${base64url(JSON.stringify(header))}.${base64url(claims)}.${base64url(signature)}`
  const flipLast = (token: string): string => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1) as string) + 1]
  }
  test.each<[string, () => string]>([
    ['alg is none', () => unsigned({ alg: 'none' }, 'junk')],
    ['alg is none with an empty signature', () => unsigned({ alg: 'none' })],
    ['a stranger signed it', () => signToken(stranger, sevenClaims())],
    ['a stranger signed it under a trusted kid', () => signToken(stranger, sevenClaims(), { kid: 'plain' })],
    ['an activation key signed it', () => signToken(lease, sevenClaims())],
    [
      'the public key was used as an HMAC secret',
      () => {
        const input = `${base64url('{"alg":"HS256","kid":"plain"}')}.${base64url(claims)}`
        const secret = Buffer.from(plain.jwk['x'] as string, 'base64url')
        return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
      },
    ],
    ['the signature is all zero', () => unsigned({ alg: 'Ed25519' }, Buffer.alloc(64))],
    ['the signature is of 63 bytes', () => unsigned({ alg: 'Ed25519' }, Buffer.alloc(63, 1))],
    ['the signature is of 65 bytes', () => unsigned({ alg: 'Ed25519' }, Buffer.alloc(65, 1))],
    ['an ES256 signature is all zero', () => unsigned({ alg: 'ES256', kid: 'curve' }, Buffer.alloc(64))],
    [
      'the payload is of another license',
      () => {
        const [header, , signature] = signToken(plain, sevenClaims()).split('.')
        return `${header}.${base64url(claims)}.${signature}`
      },
    ],
    ['unused bits of its last character are set', () => flipLast(signToken(plain, sevenClaims()))],
    ['it has a fourth part', () => `${signToken(plain, sevenClaims())}.AAAA`],
    ['its first part is missing', () => signToken(plain, sevenClaims()).split('.').slice(1).join('.')],
  ])('%s', async (_, token) => {
    await expectNothingMoved(hub, async () => expectRefused(await activate(token())))
  })
})
