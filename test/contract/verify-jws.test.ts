import { createHmac } from 'node:crypto'
import { LicenseError, verifyJws } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { createSigningKey } from '../support/signing-key.ts'
import { base64url, signParts } from '../support/token.ts'

type Keys = Parameters<typeof verifyJws>[1]

const plain = createSigningKey('plain')
const curve = createSigningKey('curve', 'ES256')
const legacy = createSigningKey('legacy', 'EdDSA')
const keysOf = (...keys: (typeof plain)[]): Keys =>
  keys.map(({ kid, alg, jwk }) => ({ kid, alg, jwk })) as unknown as Keys
const all = keysOf(plain, curve, legacy)
const header = (value: unknown): string => JSON.stringify(value)

describe('verifyJws returns', () => {
  test('any payload bytes, as they were signed, and which key it was', async () => {
    const bytes = Uint8Array.from([0, 255, 128, 10, 13])
    for (const key of [plain, curve, legacy]) {
      const verified = await verifyJws(signParts(key, header({ alg: key.alg, kid: key.kid }), bytes), all)
      expect(verified).toMatchObject({ kid: key.kid, alg: key.alg })
      expect(Buffer.from(verified.payload)).toEqual(Buffer.from(bytes))
    }
  })

  test('any typ', async () => {
    for (const typ of ['anything', 'license+jwt', 'at+jwt']) {
      await expect(
        verifyJws(signParts(plain, header({ alg: 'Ed25519', typ }), 'x'), all),
      ).resolves.toMatchObject({ alg: 'Ed25519' })
    }
  })

  test('the payload under a key without a kid', async () => {
    const keys = [{ alg: 'Ed25519', jwk: plain.jwk }] as unknown as Keys
    const verified = await verifyJws(signParts(plain, header({ alg: 'Ed25519' }), 'hello'), keys)
    expect(Buffer.from(verified.payload).toString()).toBe('hello')
  })

  test('the payload of RFC 8037 appendix A.4, signed by somebody else', async () => {
    const token =
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg'
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    const verified = await verifyJws(token, [{ alg: 'EdDSA', jwk }] as unknown as Keys)
    expect(Buffer.from(verified.payload).toString()).toBe('Example of Ed25519 signing')
  })

  test('the payload of RFC 7515 appendix A.3, signed by somebody else', async () => {
    const token =
      'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q'
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    }
    const verified = await verifyJws(token, [{ alg: 'ES256', jwk }] as unknown as Keys)
    expect(Buffer.from(verified.payload).toString()).toContain('"iss":"joe"')
  })
})

describe('verifyJws throws a LicenseError when', () => {
  const signed = (value: unknown): string => signParts(plain, header(value), 'x')
  const secret = Buffer.from(plain.jwk['x'] as string, 'base64url')
  const input = `${base64url(header({ alg: 'HS256' }))}.${base64url('x')}`
  test.each<[string, () => [unknown, Keys]]>([
    ['the header holds more than alg, kid and typ', () => [signed({ alg: 'Ed25519', crit: ['x'] }), all]],
    ['the header holds a jwk', () => [signed({ alg: 'Ed25519', jwk: plain.jwk }), all]],
    ['alg is not the key’s, byte for byte', () => [signed({ alg: 'EdDSA', kid: 'plain' }), all]],
    ['alg is none', () => [`${base64url(header({ alg: 'none' }))}.${base64url('x')}.AA`, all]],
    [
      'the public key was used as an HMAC secret',
      () => [`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`, all],
    ],
    ['kid is unknown', () => [signed({ alg: 'Ed25519', kid: 'other' }), all]],
    ['no key is given', () => [signed({ alg: 'Ed25519' }), []]],
    [
      'another key signed',
      () => [signParts(createSigningKey('plain'), header({ alg: 'Ed25519' }), 'x'), all],
    ],
    [
      'the payload was changed',
      () => [signed({ alg: 'Ed25519' }).replace(/\.\w+\./, `.${base64url('y')}.`), all],
    ],
    ['a newline follows', () => [`${signed({ alg: 'Ed25519' })}\n`, all]],
    ['padding follows', () => [`${signed({ alg: 'Ed25519' })}==`, all]],
    ['the header is no object', () => [signParts(plain, '[]', 'x'), all]],
    ['the token is no text', () => [Buffer.from(signed({ alg: 'Ed25519' })), all]],
    ['the token is nothing', () => [undefined, all]],
    [
      'the key is a low-order point',
      () => [
        signed({ alg: 'Ed25519' }),
        [
          { alg: 'Ed25519', jwk: { kty: 'OKP', crv: 'Ed25519', x: base64url(Buffer.alloc(32)) } },
        ] as unknown as Keys,
      ],
    ],
    [
      'an ES256 signature is DER',
      () => [
        `${base64url(header({ alg: 'ES256' }))}.${base64url('x')}.${base64url(Buffer.from('3006020101020101', 'hex'))}`,
        all,
      ],
    ],
    [
      'an ES256 signature is zero',
      () => [`${base64url(header({ alg: 'ES256' }))}.${base64url('x')}.${base64url(Buffer.alloc(64))}`, all],
    ],
  ])('%s', async (_, make) => {
    const [token, keys] = make()
    await expect(verifyJws(token as string, keys)).rejects.toBeInstanceOf(LicenseError)
  })
})
