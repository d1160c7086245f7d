import { describe, expect, test } from 'vitest'
import { jws } from '../../../../test/vectors/signing.ts'
import { day, full, good, headerOf, keys, now, seven, trustKeys } from '../../../../test/vectors/world.ts'
import {
  LicenseError,
  licenseErrors,
  parseTrust,
  tokenBytesMax,
  verifyActivation,
  verifyLicense,
  verifyRevocations,
} from '../../src/index.ts'
import { sha256 } from '../../src/token/sha256.ts'

const trust = await parseTrust({ issuer: seven.iss, keys: trustKeys })
const { main, activation } = keys

describe('verifyLicense', () => {
  test('returns what the license says, with defaults for what it leaves out', async () => {
    const { claims, kid, raw } = await verifyLicense(jws(headerOf(), seven, main), trust, { now })
    expect(claims).toEqual({
      ...seven,
      features: {},
      warnDays: 30,
      policy: expect.objectContaining({ enforcement: 'soft', binding: 'none' }),
    })
    expect(kid).toBe('k1')
    expect(raw).toEqual(seven)
  })

  test('returns every optional claim', async () => {
    const optional = {
      jti: 'lic_9',
      iat: now,
      nbf: now,
      aud: 'ins_1',
      rev: 0,
      features: { a: 1 },
      warn_days: 0,
    }
    const { claims } = await verifyLicense(jws(headerOf(), { ...seven, ...optional }, main), trust, { now })
    const { warn_days: warnDays, aud, ...same } = optional
    expect(claims).toMatchObject({ ...same, aud: [aud], warnDays })
  })

  test('goes by jti, else by the digest of what was signed', async () => {
    const named = await verifyLicense(good, trust, { now })
    const nameless = jws(headerOf(), seven, main)
    const license = await verifyLicense(nameless, trust, { now })
    const digest = sha256(new TextEncoder().encode(nameless.slice(0, nameless.lastIndexOf('.'))))
    expect([named.id, license.id, license.digest]).toEqual(['lic_0001', digest, digest])
    expect(named.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(structuredClone({ ...license }).id).toBe(digest)
  })

  test('names the key that signed where the token does not', async () => {
    const { kid } = await verifyLicense(jws({ alg: 'Ed25519' }, seven, keys.second), trust, { now })
    expect(kid).toBe('k2')
  })

  test.each([null, undefined, 5, {}, [], new TextEncoder().encode(good), Object(good)])(
    'rejects what is no text',
    async token => {
      await expect(verifyLicense(token as string, trust, { now })).rejects.toMatchObject({
        code: 'TOKEN_MALFORMED',
      })
    },
  )

  test('refuses a text that is too long sooner than anybody could read it through', async () => {
    const huge = 'a'.repeat(100_000_000)
    const refusals: number[] = []
    for (let run = 0; run < 5; run++) {
      const start = performance.now()
      await expect(verifyLicense(huge, trust, { now })).rejects.toMatchObject({ code: 'TOKEN_TOO_LARGE' })
      refusals.push(performance.now() - start)
    }
    const start = performance.now()
    new TextEncoder().encode(huge)
    expect(Math.min(...refusals)).toBeLessThan(performance.now() - start)
  })

  test('never puts the token or a claim into an error', async () => {
    const tokens = [
      jws(headerOf(), { ...full, customer: 'Secret\nCorp' }, main),
      jws(headerOf(), { ...full, iss: 'secret.example' }, main),
      `${good}secret`,
    ]
    for (const token of tokens) {
      const error: unknown = await verifyLicense(token, trust, { now }).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(LicenseError)
      const { message, detail = '', code, step } = error as LicenseError
      expect(`${message} ${detail}`.toLowerCase()).not.toContain('secret')
      expect({ message, step }).toEqual(licenseErrors[code])
    }
  })

  test('rejects before believing: a bad signature wins over bad claims', async () => {
    const forged = jws(headerOf(), { iss: 'evil', seats: -1 }, keys.stranger)
    await expect(verifyLicense(forged, trust, { now })).rejects.toMatchObject({
      code: 'TOKEN_SIGNATURE_INVALID',
    })
  })
})

describe('verifyActivation', () => {
  const lease = {
    iss: seven.iss,
    jti: 'act_1',
    sub: 'lic_1',
    aud: ['ins_1'],
    iat: now,
    exp: now + day,
    fingerprint: { cpu: 'h' },
  }
  const signed = (change: object): string =>
    jws({ alg: 'Ed25519', kid: 'a1', typ: 'activation+jwt' }, { ...lease, ...change }, activation)

  test('returns what the activation says', async () => {
    expect(await verifyActivation(signed({}), trust, { now })).toEqual({
      id: 'act_1',
      kid: 'a1',
      licenseId: 'lic_1',
      installationId: 'ins_1',
      iat: now,
      exp: now + day,
      fingerprint: { cpu: 'h' },
      directive: 'none',
      request: null,
      counter: null,
      message: null,
    })
    const answer = { request: 'req_1', counter: 4, message: 'We move house on Friday.' }
    expect(await verifyActivation(signed(answer), trust, { now })).toMatchObject(answer)
    expect((await verifyActivation(signed({ directive: 'suspend' }), trust, { now })).directive).toBe(
      'suspend',
    )
  })

  test('rejects a fingerprint of more than 32 components', async () => {
    const fingerprint = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`c${i}`, 'h']))
    await expect(verifyActivation(signed({ fingerprint }), trust, { now })).rejects.toMatchObject({
      code: 'CLAIMS_INVALID',
    })
  })
})

test('verifyRevocations accepts a list longer than any license', async () => {
  const revoked = Array.from({ length: 2000 }, (_, i) => `lic_${i}`)
  const token = jws(
    { alg: 'Ed25519', kid: 'k1', typ: 'revocations+jwt' },
    { iss: seven.iss, iat: now, sequence: 1, revoked },
    main,
  )
  expect(token.length).toBeGreaterThan(tokenBytesMax)
  const list = await verifyRevocations(token, trust, { now, sequence: 0 })
  expect(list).toEqual({ sequence: 1, issuedAt: now, revoked: new Set(revoked) })
})
