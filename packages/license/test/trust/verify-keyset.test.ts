import { describe, expect, test } from 'vitest'
import { jws, type VectorKey } from '../../../../test/vectors/signing.ts'
import {
  day,
  entry,
  full,
  good,
  headerOf,
  keys,
  now,
  rootJwk,
  seven,
} from '../../../../test/vectors/world.ts'
import { parseTrust, verifyKeyset, verifyLicense, verifyRevocations } from '../../src/index.ts'

const { main, second, root1, root2, root3 } = keys
const start = await parseTrust({
  issuer: seven.iss,
  tiers: ['basic', 'pro'],
  roots: { threshold: 1, keys: [rootJwk(root1)] },
  keys: [entry(main)],
})

function keyset(change: object, ...signers: readonly VectorKey[]): string {
  const payload = { iss: seven.iss, iat: now, sequence: 1, keys: [entry(main)], ...change }
  return signers.map(key => jws({ alg: key.alg, kid: key.kid, typ: 'keyset+jwt' }, payload, key)).join('~')
}

const code = (name: string): unknown => expect.objectContaining({ code: name })

describe('verifyKeyset', () => {
  test('returns the new keys with sequence, expiry and the issuer, tiers and roots that were', async () => {
    const trust = await verifyKeyset(
      keyset({ keys: [entry(second)], sequence: 7, exp: now + day }, root1),
      start,
      { now },
    )
    expect(trust).toMatchObject({
      issuer: seven.iss,
      tiers: ['basic', 'pro'],
      sequence: 7,
      expiresAt: now + day,
    })
    expect([...trust.keys.keys()]).toEqual(['k2'])
    expect(trust.roots).toBe(start.roots)
    expect(trust.digest).not.toBe(start.digest)
  })

  test('takes a new order of tiers', async () => {
    expect((await verifyKeyset(keyset({ tiers: ['one'] }, root1), start, { now })).tiers).toEqual(['one'])
  })

  test('rejects the same and every lower sequence, whatever the content, and accepts gaps', async () => {
    const five = await verifyKeyset(keyset({ sequence: 5 }, root1), start, { now })
    for (const sequence of [5, 4, 1])
      await expect(verifyKeyset(keyset({ sequence, keys: [] }, root1), five, { now })).rejects.toEqual(
        code('SEQUENCE_ROLLBACK'),
      )
    expect((await verifyKeyset(keyset({ sequence: 500 }, root1), five, { now })).sequence).toBe(500)
  })

  test('makes a removed key unknown, a retired one good for its window, a compromised one good for nothing', async () => {
    const issued = full.iat
    const cases = [
      [[], 'TOKEN_KEY_UNKNOWN'],
      [[entry(main, { status: 'retired', not_after: issued + 1 })], null],
      [[entry(main, { status: 'retired', not_after: issued })], 'TOKEN_KEY_OUTSIDE_WINDOW'],
      [[entry(main, { status: 'compromised' })], 'TOKEN_KEY_COMPROMISED'],
    ] as const
    for (const [changed, refusal] of cases) {
      const trust = await verifyKeyset(keyset({ keys: [entry(second), ...changed] }, root1), start, { now })
      const verified = verifyLicense(good, trust, { now })
      if (refusal === null) await expect(verified).resolves.toMatchObject({ id: 'lic_0001' })
      else await expect(verified).rejects.toEqual(code(refusal))
    }
  })

  test('survives the drill: the key is called compromised, and its licenses are issued again', async () => {
    const trust = await verifyKeyset(
      keyset({ keys: [entry(second), entry(main, { status: 'compromised' })] }, root1),
      start,
      { now },
    )
    await expect(verifyLicense(good, trust, { now })).rejects.toEqual(code('TOKEN_KEY_COMPROMISED'))
    const again = await verifyLicense(jws(headerOf(second), full, second), trust, { now })
    const before = await verifyLicense(good, start, { now })
    expect(again.claims).toEqual(before.claims)
    expect(again.digest).not.toBe(before.digest)
    const driven = { iss: seven.iss, iat: now, sequence: 2 ** 53 - 1, revoked: [] }
    const list = jws({ alg: 'Ed25519', kid: 'k1', typ: 'revocations+jwt' }, driven, main)
    expect((await verifyRevocations(list, start, { now, sequence: 0 })).sequence).toBe(2 ** 53 - 1)
    await expect(verifyRevocations(list, trust, { now, sequence: 0 })).rejects.toEqual(
      code('TOKEN_KEY_COMPROMISED'),
    )
  })

  test('hands over to new root keys, after which the old ones sign in vain', async () => {
    const roots = { threshold: 2, keys: [root2, root3].map(rootJwk) }
    const trust = await verifyKeyset(keyset({ roots }, root1, root2, root3), start, { now })
    await expect(verifyKeyset(keyset({ sequence: 2 }, root1), trust, { now })).rejects.toEqual(
      code('KEYSET_THRESHOLD'),
    )
    await expect(verifyKeyset(keyset({ sequence: 2 }, root2, root2), trust, { now })).rejects.toEqual(
      code('KEYSET_THRESHOLD'),
    )
    expect((await verifyKeyset(keyset({ sequence: 2 }, root3, root2), trust, { now })).sequence).toBe(2)
  })

  test('rejects a wrong signature under the name and algorithm of a root key', async () => {
    const payload = { iss: seven.iss, iat: now, sequence: 1, keys: [] }
    const signedBy = (header: object, key: VectorKey): string =>
      jws({ typ: 'keyset+jwt', ...header }, payload, key)
    const forged = [
      signedBy({ alg: 'Ed25519', kid: 'r1' }, root2),
      signedBy({ alg: 'Ed25519' }, root2),
      signedBy({ alg: 'EdDSA', kid: 'r1' }, root1),
      signedBy({ alg: 'Ed25519', kid: 'r2' }, root1),
    ]
    for (const token of forged) {
      await expect(verifyKeyset(token, start, { now })).rejects.toEqual(code('KEYSET_THRESHOLD'))
    }
  })

  test('accepts as many as 16 signatures', async () => {
    const many = Array.from({ length: 16 }, () => keyset({}, root1)).join('~')
    expect((await verifyKeyset(many, start, { now })).sequence).toBe(1)
  })

  test('accepts a signature without a key id', async () => {
    const payload = { iss: seven.iss, iat: now, sequence: 1, keys: [] }
    const token = jws({ alg: 'Ed25519', typ: 'keyset+jwt' }, payload, root1)
    expect((await verifyKeyset(token, start, { now })).keys.size).toBe(0)
  })

  test('rejects what is no keyset, and the trust in use stays as it is', async () => {
    const one = keyset({}, root1)
    const digest = start.digest
    const refused: readonly (readonly [unknown, string])[] = [
      [undefined, 'TOKEN_MALFORMED'],
      ['', 'TOKEN_MALFORMED'],
      [`${one}~`, 'TOKEN_MALFORMED'],
      [Array.from({ length: 17 }, () => one).join('~'), 'TOKEN_MALFORMED'],
      ['x'.repeat(1_048_577), 'TOKEN_TOO_LARGE'],
      [`${one}~${good}`, 'TOKEN_TYPE_WRONG'],
    ]
    for (const [text, name] of refused)
      await expect(verifyKeyset(text as string, start, { now })).rejects.toEqual(code(name))
    expect(start.digest).toBe(digest)
  })
})
