import { expect, test } from 'vitest'
import { jws } from '../../../../test/vectors/signing.ts'
import { entry, full, headerOf, keys, license, now } from '../../../../test/vectors/world.ts'
import { parseTrust, verifyActivation, verifyLicense, verifyRevocations } from '../../src/index.ts'

const { main, activation, es256 } = keys
const trust = await parseTrust({
  issuer: full.iss,
  keys: [entry(main, { not_after: now + 10 }), entry(activation, { use: 'activation' })],
})
const refused = (code: string, detail: string): unknown => expect.objectContaining({ code, detail })

test.each<[string, unknown]>([
  ['sub', 1],
  ['exp', '1'],
  ['customer', ''],
  ['tier', 'A'],
  ['seats', 0],
  ['products', []],
  ['warn_days', -1],
  ['jti', ''],
  ['iat', 0],
  ['nbf', 0],
  ['rev', -1],
  ['aud', 1],
  ['features', 1],
  ['policy', 1],
])('a license refused for its %s says so, and never what stood there', async (name, value) => {
  await expect(verifyLicense(license({ [name]: value }), trust, { now })).rejects.toEqual(
    refused('CLAIMS_INVALID', name),
  )
})

test.each<[string, unknown]>([
  ['aud', ['ins_a', 'ins_b']],
  ['iat', '1'],
  ['exp', now - 60],
  ['jti', ''],
  ['sub', 1],
  ['directive', 'erase'],
  ['request', ''],
  ['counter', -1],
  ['message', 'two\nlines'],
  ['message', 'x'.repeat(501)],
  ['fingerprint', []],
])('an activation refused for its %s says so', async (name, value) => {
  const claims = {
    iss: full.iss,
    jti: 'act_1',
    sub: 'lic_1',
    aud: 'ins_a',
    iat: now,
    exp: now + 60,
    fingerprint: {},
  }
  const token = jws(headerOf(activation, { typ: 'activation+jwt' }), { ...claims, [name]: value }, activation)
  await expect(verifyActivation(token, trust, { now })).rejects.toEqual(refused('CLAIMS_INVALID', name))
})

test.each<[number, string]>([
  [now + 86_401, 'ISSUED_IN_FUTURE'],
  [now + 10, 'TOKEN_KEY_OUTSIDE_WINDOW'],
])('a revocation list of %i is refused like anything else issued then', async (iat, code) => {
  const list = { iss: full.iss, iat, sequence: 1, revoked: [] }
  const token = jws(headerOf(main, { typ: 'revocations+jwt' }), list, main)
  await expect(verifyRevocations(token, trust, { now, sequence: 0 })).rejects.toMatchObject({ code })
})

test.each<[string, object]>([
  ['crv', entry(main, { jwk: { ...main.jwk, kty: 'EC' } })],
  ['crv', entry(main, { jwk: { ...main.jwk, crv: 'X25519' } })],
  ['crv', entry(es256, { jwk: { ...es256.jwk, kty: 'OKP' } })],
  ['crv', entry(es256, { jwk: { ...es256.jwk, crv: 'P-384' } })],
  ['y', entry(es256, { jwk: { ...es256.jwk, y: es256.jwk.x } })],
  ['y', entry(main, { jwk: { ...main.jwk, y: main.jwk.x } })],
  ['x', entry(main, { jwk: { ...main.jwk, x: `${'A'.repeat(43)}=` } })],
  ['x', entry(main, { jwk: { ...main.jwk, x: 'A'.repeat(44) } })],
  ['d', entry(main, { jwk: { ...main.jwk, k: 'A' } })],
  ['kid', entry(main, { jwk: { ...main.jwk, kid: 'other' } })],
  ['alg', entry(main, { jwk: { ...main.jwk, alg: 'EdDSA' } })],
  ['use', entry(main, { jwk: { ...main.jwk, use: 'enc' } })],
  ['key_ops', entry(main, { jwk: { ...main.jwk, key_ops: ['sign'] } })],
  ['kid', entry(main, { kid: 5 })],
  ['alg', entry(main, { alg: 'RS256' })],
  ['use', entry(main, { use: 'sig' })],
  ['status', entry(main, { status: 'old' })],
  ['not_before', entry(main, { not_before: '1' })],
  ['not_before', entry(main, { not_before: 1.5 })],
  ['not_after', entry(main, { not_after: -1 })],
  ['not_after', entry(main, { not_after: 253_402_300_800 })],
  ['not_after', entry(main, { not_before: 9, not_after: 9 })],
  ['jwk', entry(main, { jwk: [] })],
])('a key refused for its %s says so', async (name, key) => {
  await expect(parseTrust({ issuer: 'a', keys: [key] })).rejects.toEqual(refused('TRUST_KEY_INVALID', name))
})

test.each(['1', 1.5, 0, 2])('a threshold of %j for one root key is refused', async threshold => {
  const roots = { threshold, keys: [main.jwk] }
  await expect(parseTrust({ issuer: 'a', roots, keys: [] })).rejects.toEqual(
    refused('TRUST_INVALID', 'threshold'),
  )
})

test('other root keys or another threshold make another digest', async () => {
  const digestOf = async (threshold: number, ...roots: object[]): Promise<string> =>
    (await parseTrust({ issuer: 'a', roots: { threshold, keys: roots }, keys: [] })).digest
  const digests = [
    await digestOf(1, main.jwk, es256.jwk),
    await digestOf(2, main.jwk, es256.jwk),
    await digestOf(1, main.jwk),
    await digestOf(1, es256.jwk),
  ]
  expect(new Set(digests).size).toBe(4)
})
