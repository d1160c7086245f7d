import { describe, expect, test } from 'vitest'
import { jws } from '../../../../test/vectors/signing.ts'
import { entry, full, good, headerOf, keys, now, rootJwk, seven } from '../../../../test/vectors/world.ts'
import { mergeTrust, parseTrust, verifyLicense } from '../../src/index.ts'

const { main, second, stranger, root1, es256 } = keys
const issuer = seven.iss
const built = await parseTrust({ issuer, tiers: ['a', 'b'], keys: [entry(main)] })
const development = await parseTrust({ issuer: 'dev', tiers: ['x'], keys: [entry(stranger)] })

describe('parseTrust', () => {
  test('imports each key once, with its window', () => {
    const key = built.keys.get('k1')
    expect(key).toMatchObject({
      kid: 'k1',
      alg: 'Ed25519',
      use: 'license',
      status: 'active',
      notBefore: null,
      notAfter: null,
    })
    expect(built).toMatchObject({ issuer, tiers: ['a', 'b'], roots: null, sequence: 0, expiresAt: null })
  })

  test('gives the same digest for the same content and another for any other', async () => {
    const again = await parseTrust({ issuer, tiers: ['a', 'b'], keys: [entry(main)] })
    expect(again.digest).toBe(built.digest)
    const others = [
      { issuer: 'other', tiers: ['a', 'b'], keys: [entry(main)] },
      { issuer, tiers: ['b', 'a'], keys: [entry(main)] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main, { status: 'compromised' })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main, { use: 'activation' })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main, { not_before: 1 })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main, { not_after: 1 })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(second, { kid: 'k1' })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main, { alg: 'EdDSA' })] },
      { issuer, tiers: ['a', 'b'], keys: [entry(main)], roots: { threshold: 1, keys: [rootJwk(root1)] } },
    ]
    const digests = await Promise.all(others.map(async other => (await parseTrust(other)).digest))
    expect(new Set([built.digest, ...digests]).size).toBe(others.length + 1)
  })

  test('names a nameless root key by its thumbprint and takes the algorithm from its type', async () => {
    const { roots } = await parseTrust({
      issuer,
      roots: { threshold: 1, keys: [root1.jwk, es256.jwk] },
      keys: [],
    })
    expect(roots?.keys.map(({ alg }) => alg)).toEqual(['Ed25519', 'ES256'])
    expect(roots?.keys[0]?.kid).toMatch(/^[\w-]{43}$/)
  })

  test('takes at most 256 keys', async () => {
    const many = Array.from({ length: 257 }, (_, i) => entry(main, { kid: `k${i}` }))
    await expect(parseTrust({ issuer, keys: many })).rejects.toMatchObject({ code: 'TRUST_INVALID' })
  })
})

describe('mergeTrust', () => {
  test('verifies with the keys of both and keeps everything else of the first', async () => {
    const both = await mergeTrust(built, development)
    expect(both).toMatchObject({ issuer, tiers: ['a', 'b'], roots: null })
    await verifyLicense(good, both, { now })
    await verifyLicense(jws(headerOf(stranger), full, stranger), both, { now })
    expect(both.digest).not.toBe(built.digest)
  })

  test('takes the order of tiers from the second where the first has none', async () => {
    const bare = await parseTrust({ issuer, keys: [] })
    expect((await mergeTrust(bare, development)).tiers).toEqual(['x'])
  })

  test('rejects a key id that both use, and changes neither', async () => {
    await expect(mergeTrust(built, built)).rejects.toMatchObject({ code: 'TRUST_KEY_DUPLICATE' })
    expect(built.keys.size).toBe(1)
  })

  test('never lets a development key verify in the built-in trust', async () => {
    await expect(
      verifyLicense(jws(headerOf(stranger), full, stranger), built, { now }),
    ).rejects.toMatchObject({ code: 'TOKEN_KEY_UNKNOWN' })
  })
})
