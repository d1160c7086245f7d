import { expect, test } from 'vitest'
import { publicJwks, publicPem } from '../src/pages/signing/public-pem.ts'
import type { SigningKey } from '../src/pages/signing/signing-queries.ts'

const algorithms = { Ed25519: { name: 'Ed25519' }, 'P-256': { name: 'ECDSA', namedCurve: 'P-256' } }

async function createPublicKey(algorithm: { name: string }): Promise<CryptoKey> {
  const pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  return pair.publicKey
}

test.each(Object.entries(algorithms))(
  'the public part of a key on %s is as PEM what the platform exports',
  async (_, algorithm) => {
    const key = await createPublicKey(algorithm)
    const { kty = '', crv = '', x = '', y } = await crypto.subtle.exportKey('jwk', key)
    const pem = publicPem({ kty, crv, x, ...(y !== undefined && { y }) }) ?? ''
    const [head, ...lines] = pem.trimEnd().split('\n')
    expect([head, lines.at(-1)]).toEqual(['-----BEGIN PUBLIC KEY-----', '-----END PUBLIC KEY-----'])
    const exported = String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('spki', key)))
    expect(lines.slice(0, -1).join('')).toBe(btoa(exported))
    expect(lines.slice(0, -1).every(line => line.length <= 64)).toBe(true)
  },
)

test('a curve that is unknown has no PEM', () => {
  expect(publicPem({ kty: 'OKP', crv: 'X25519', x: 'AA' })).toBeNull()
})

test('the set of keys holds every public part but those of compromised keys', async () => {
  const { kty, crv, x } = await crypto.subtle.exportKey('jwk', await createPublicKey(algorithms.Ed25519))
  const jwk = { kty, crv, x }
  const keys = ['active', 'retired', 'compromised'].map(
    status => ({ kid: status, alg: 'Ed25519', status, jwk }) as unknown as SigningKey,
  )
  expect(JSON.parse(publicJwks(keys))).toEqual({
    keys: ['active', 'retired'].map(kid => ({ ...jwk, kid, alg: 'Ed25519', use: 'sig' })),
  })
})
