import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { publicJwks, publicPem } from '../src/pages/signing/public-pem.ts'
import type { SigningKey } from '../src/pages/signing/signing-queries.ts'

const pairs = {
  Ed25519: generateKeyPairSync('ed25519'),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}

test.each(Object.entries(pairs))(
  'the public part of a key on %s is the PEM that OpenSSL writes',
  (_, pair) => {
    const jwk = pair.publicKey.export({ format: 'jwk' }) as Record<string, string>
    const pem = publicPem(jwk)
    expect(pem).toBe(pair.publicKey.export({ format: 'pem', type: 'spki' }))
    expect(createPublicKey(pem ?? '').equals(pair.publicKey)).toBe(true)
  },
)

test('a curve that is unknown has no PEM', () => {
  expect(publicPem({ kty: 'OKP', crv: 'X25519', x: 'AA' })).toBeNull()
})

test('the set of keys holds every public part but those of compromised keys', () => {
  const jwk = pairs.Ed25519.publicKey.export({ format: 'jwk' }) as Record<string, string>
  const keys = ['active', 'retired', 'compromised'].map(
    status => ({ kid: status, alg: 'Ed25519', status, jwk }) as unknown as SigningKey,
  )
  expect(JSON.parse(publicJwks(keys))).toEqual({
    keys: ['active', 'retired'].map(kid => ({ ...jwk, kid, alg: 'Ed25519', use: 'sig' })),
  })
})
