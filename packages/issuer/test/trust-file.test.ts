import {
  buildTrustFile,
  createRootKey,
  createSigningKey,
  parseRootJwk,
  parseTrustEntry,
  rootJwkOf,
  trustEntryOf,
} from '@licet/issuer'
import { parseTrust } from '@licet/license'
import { describe, expect, it } from 'vitest'

const [key, root] = [await createSigningKey({ use: 'license' }), await createRootKey({ alg: 'ES256' })]
const file = {
  issuer: 'aidoo.biz',
  tiers: ['professional', 'enterprise'],
  roots: { threshold: 1, keys: [rootJwkOf(root)] },
  keys: [trustEntryOf(key, { notBefore: 1_700_000_000 })],
}

describe('buildTrustFile', () => {
  it('builds what an installation accepts, with public parts only', async () => {
    const text = JSON.stringify(await buildTrustFile(file))
    expect(text).not.toContain('"d"')
    await expect(parseTrust(JSON.parse(text))).resolves.toMatchObject({ issuer: 'aidoo.biz' })
  })

  it.each<[string, object]>([
    ['a key id twice', { keys: [trustEntryOf(key), trustEntryOf(key)] }],
    ['a threshold that nobody can reach', { roots: { threshold: 2, keys: [rootJwkOf(root)] } }],
    [
      'a low-order point',
      { keys: [{ ...trustEntryOf(key), jwk: { kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}` } }] },
    ],
  ])('never builds one with %s', async (_what, changes) => {
    await expect(buildTrustFile({ ...file, ...changes })).rejects.toMatchObject({ code: 'TRUST_REFUSED' })
  })

  it('keeps root keys and signing keys apart', () => {
    expect(() => trustEntryOf(root)).toThrow(expect.objectContaining({ code: 'KEY_USE_WRONG' }))
    expect(() => rootJwkOf(key)).toThrow(expect.objectContaining({ code: 'KEY_USE_WRONG' }))
  })

  it('refuses a private JWK wherever a public one belongs', () => {
    const d = 'A'.repeat(43)
    expect(() => parseRootJwk({ ...rootJwkOf(root), d })).toThrow(
      expect.objectContaining({ code: 'DRAFT_INVALID' }),
    )
    const entry = { ...trustEntryOf(key), jwk: { ...key.jwk, d } }
    expect(() => parseTrustEntry(entry)).toThrow(expect.objectContaining({ code: 'DRAFT_INVALID' }))
  })
})
