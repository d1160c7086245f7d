import { createSigningKey, signLicense, trustEntryOf } from '@licet/issuer'
import {
  type Alg,
  epochSecondsMax,
  parseTrust,
  policyClaim,
  policyPresets,
  verifyLicense,
} from '@licet/license'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issuedAt, sampleClaims } from './sample-claims.ts'

const key = await createSigningKey({ use: 'license' })
const trust = await parseTrust({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })

describe('signLicense', () => {
  it.each<Alg>(['Ed25519', 'EdDSA', 'ES256'])('signs with %s what an installation accepts', async alg => {
    const other = await createSigningKey({ alg, use: 'license' })
    const token = await signLicense(sampleClaims(), other)
    const trusted = await parseTrust({ issuer: 'aidoo.biz', keys: [trustEntryOf(other)] })
    const license = await verifyLicense(token, trusted, { now: issuedAt })
    expect(license.kid).toBe(other.kid)
    expect(license.raw).toEqual(sampleClaims())
  })

  it('writes a header of alg, kid and typ, and nothing else', async () => {
    const [header = ''] = (await signLicense(sampleClaims(), key)).split('.')
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'Ed25519',
      kid: key.kid,
      typ: 'license+jwt',
    })
  })

  it.each(Object.entries(policyPresets))('carries the policy of the preset %s', async (_name, policy) => {
    const claims = sampleClaims({ policy: policyClaim(policy), iat: issuedAt })
    const license = await verifyLicense(await signLicense(claims, key), trust, { now: issuedAt })
    expect(license.claims.policy).toEqual(policy)
  })

  it.each([
    ['a fractional seat', { seats: 1.5 }],
    ['no seat', { seats: 0 }],
    ['an end in milliseconds', { exp: issuedAt * 1000 }],
    ['a tier in capitals', { tier: 'Professional' }],
    ['no product', { products: [] }],
    ['a product twice', { products: ['pika', 'pika'] }],
    ['a control character in a name', { customer: 'Acme\u0000' }],
    ['a text direction override in a name', { customer: 'Acme\u202e' }],
    ['a start after the end', { nbf: issuedAt + 99_999_999 }],
    ['a rule that no Hub knows', { policy: { enforcement: 'strict' } }],
    ['a binding without a time of issue', { policy: { binding: 'machine' } }],
    ['a token longer than any Hub reads', { features: { note: 'x'.repeat(9000) } }],
  ])('never signs %s', async (_what, changes) => {
    await expect(signLicense(sampleClaims(changes), key)).rejects.toMatchObject({ code: 'CLAIMS_REFUSED' })
  })

  it('names the claim at fault and never its value', async () => {
    const refusal = await signLicense(sampleClaims({ tier: 'Secret Tier' }), key).catch(
      (error: Error) => error,
    )
    expect(refusal).toMatchObject({ code: 'CLAIMS_REFUSED', detail: 'CLAIMS_INVALID tier' })
    expect(String(refusal)).not.toContain('Secret Tier')
  })

  it.each(['activation', 'root'] as const)('never signs a license with a key kept for use %s', async use => {
    const wrong = await createSigningKey({ use })
    await expect(signLicense(sampleClaims(), wrong)).rejects.toMatchObject({ code: 'KEY_USE_WRONG' })
  })

  it('signs only what verifies, whatever the claims are', async () => {
    // Mostly right, so that many candidates are wrong in one place only.
    const mostly = (right: unknown, other: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: other })
    const claims = fc.record({
      iss: fc.constant('aidoo.biz'),
      sub: mostly('acme', fc.string()),
      exp: mostly(issuedAt, fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger())),
      customer: mostly('Acme Corp', fc.string({ unit: 'binary' })),
      tier: mostly('professional', fc.string()),
      seats: mostly(10, fc.oneof(fc.integer(), fc.double())),
      products: mostly(['pika'], fc.array(fc.string())),
      nbf: mostly(1, fc.anything()),
      features: mostly({ export: true }, fc.anything()),
    })
    await fc.assert(
      fc.asyncProperty(claims, async candidate => {
        const token = await signLicense(candidate, key).catch(() => null)
        const license = token === null ? null : await verifyLicense(token, trust, { now: epochSecondsMax })
        expect(license?.claims.sub ?? candidate.sub).toBe(candidate.sub)
      }),
      { numRuns: 200 },
    )
  })
})
