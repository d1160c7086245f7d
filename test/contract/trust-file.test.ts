import { beforeAll, describe, expect, test } from 'vitest'
import { runCli, runHub } from '../support/hub.ts'
import { createSigningKey, type SigningKey } from '../support/signing-key.ts'
import { base64url, type Json, sevenClaims, signToken, wallClock } from '../support/token.ts'
import { trustEntry, trustOf, writeTrustFile } from '../support/trust-file.ts'

let key: SigningKey
let other: SigningKey
let curve: SigningKey
beforeAll(() => {
  key = createSigningKey('vendor-1')
  other = createSigningKey('vendor-2')
  curve = createSigningKey('vendor-p256', 'ES256')
})

const verify = async (
  trust: Json | Buffer,
  token: string,
): Promise<{ exit: number | null; output: string }> => {
  const { code, stdout, stderr } = await runCli(['verify', '--trust', writeTrustFile(trust), '-'], {
    input: token,
  })
  return { exit: code, output: stdout + stderr }
}

describe('a trust file is taken', () => {
  test.each<[string, () => Json]>([
    [
      'with the least it can say',
      () => ({
        issuer: 'aidoo.biz',
        keys: [{ kid: 'vendor-1', alg: 'Ed25519', use: 'license', status: 'active', jwk: key.jwk }],
      }),
    ],
    [
      'with a JWK that repeats what its entry says',
      () => trustOf([trustEntry(key, { jwk: { ...key.jwk, kid: key.kid, alg: 'Ed25519', use: 'sig' } })]),
    ],
    [
      'with root keys beside',
      () =>
        trustOf([trustEntry(key)], {
          roots: { threshold: 1, keys: [{ ...other.jwk, kid: 'root-1', alg: 'Ed25519' }] },
        }),
    ],
    ['with windows', () => trustOf([trustEntry(key, { not_before: 1, not_after: wallClock() + 9 })])],
  ])('%s', async (_, trust) => {
    expect(await verify(trust(), signToken(key, sevenClaims()))).toMatchObject({ exit: 0 })
  })

  test('with the same curve key as EdDSA, whose tokens must then say EdDSA', async () => {
    const trust = trustOf([trustEntry(key, { alg: 'EdDSA' })])
    expect(await verify(trust, signToken(key, sevenClaims(), { alg: 'EdDSA' }))).toMatchObject({ exit: 0 })
    expect(await verify(trust, signToken(key, sevenClaims(), { alg: 'Ed25519' }))).toMatchObject({ exit: 1 })
  })

  test('with an ES256 key', async () => {
    expect(await verify(trustOf([trustEntry(curve)]), signToken(curve, sevenClaims()))).toMatchObject({
      exit: 0,
    })
  })
})

const lowOrderPoints: Record<string, string> = {
  'the neutral element': '01' + '00'.repeat(31),
  'the point of order 2': `ec${'ff'.repeat(30)}7f`,
  'a point of order 4': '00'.repeat(32),
  'a point of order 8': '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'the other point of order 8': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'a non-canonical spelling of a low-order point': `ee${'ff'.repeat(30)}7f`,
}

describe('a trust file is refused whole, with exit 2', () => {
  test.each<[string, () => Json | Buffer]>([
    [
      'when a JWK holds a private part',
      () =>
        trustOf([
          trustEntry(key),
          trustEntry(other, {
            jwk: { ...(other.privateKey.export({ format: 'jwk' }) as Record<string, string>) },
          }),
        ]),
    ],
    [
      'when a JWK says another kid than its entry',
      () => trustOf([trustEntry(key, { jwk: { ...key.jwk, kid: 'someone' } })]),
    ],
    [
      'when a JWK says another alg than its entry',
      () => trustOf([trustEntry(key, { jwk: { ...key.jwk, alg: 'EdDSA' } })]),
    ],
    ['when a JWK is for encryption', () => trustOf([trustEntry(key, { jwk: { ...key.jwk, use: 'enc' } })])],
    ['when a JWK may sign', () => trustOf([trustEntry(key, { jwk: { ...key.jwk, key_ops: ['sign'] } })])],
    ['when a kid stands twice', () => trustOf([trustEntry(key), trustEntry(other, { kid: key.kid })])],
    ['when an alg is one that nothing verifies with', () => trustOf([trustEntry(key, { alg: 'RS256' })])],
    ['when an alg and a curve do not belong together', () => trustOf([trustEntry(key, { alg: 'ES256' })])],
    ['when a curve is relabelled', () => trustOf([trustEntry(key, { jwk: { ...key.jwk, crv: 'X25519' } })])],
    [
      'when a point is not on its curve',
      () => trustOf([trustEntry(curve, { jwk: { ...curve.jwk, y: curve.jwk['x'] as string } })]),
    ],
    [
      'when a key has 31 bytes',
      () => trustOf([trustEntry(key, { jwk: { ...key.jwk, x: base64url(Buffer.alloc(31, 7)) } })]),
    ],
    [
      'when a key has 33 bytes',
      () => trustOf([trustEntry(key, { jwk: { ...key.jwk, x: base64url(Buffer.alloc(33, 7)) } })]),
    ],
    ['when a use is unknown', () => trustOf([trustEntry(key, { use: 'anything' })])],
    ['when a status is unknown', () => trustOf([trustEntry(key, { status: 'revoked' })])],
    [
      'when a kid is missing',
      () => trustOf([{ alg: 'Ed25519', use: 'license', status: 'active', jwk: key.jwk }]),
    ],
    ['when a window is not in whole seconds', () => trustOf([trustEntry(key, { not_after: 1.5 })])],
    ['when a window is in milliseconds', () => trustOf([trustEntry(key, { not_after: 253_402_300_800 })])],
    ['when the issuer is missing', () => ({ keys: [trustEntry(key)] })],
    [
      'when the threshold is above the number of root keys',
      () =>
        trustOf([trustEntry(key)], {
          roots: { threshold: 2, keys: [{ ...other.jwk, kid: 'root-1', alg: 'Ed25519' }] },
        }),
    ],
    ['when it is a list', () => [trustEntry(key)]],
    ['when it is not JSON', () => Buffer.from('{"issuer": "aidoo.biz", keys: []}')],
    ['when it is empty', () => Buffer.alloc(0)],
    ['when it is not UTF-8', () => Buffer.from([0xff, 0xfe, 0x7b, 0x7d])],
  ])('%s', async (_, trust) => {
    expect(await verify(trust(), signToken(key, sevenClaims()))).toMatchObject({ exit: 2 })
  })

  test.each(Object.entries(lowOrderPoints))(
    'when a key is %s, for which anybody could sign',
    async (_, hex) => {
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(Buffer.from(hex, 'hex')) }
      const trust = trustOf([trustEntry(key), trustEntry(key, { kid: 'weak', jwk })])
      expect(await verify(trust, signToken(key, sevenClaims()))).toMatchObject({ exit: 2 })
    },
  )

  test('when it is not there', async () => {
    const { code } = await runCli(['verify', '--trust', '/nonexistent/trust.json', '-'], { input: 'x' })
    expect(code).toBe(2)
  })
})

test('a refused trust file also keeps the Hub from starting, naming the variable', async () => {
  const end = await runHub({ HUB_TRUST_FILE: writeTrustFile(trustOf([trustEntry(key), trustEntry(key)])) })
  expect(end.code).toBe(1)
  expect(end.stdout + end.stderr).toContain('HUB_TRUST_FILE')
})
