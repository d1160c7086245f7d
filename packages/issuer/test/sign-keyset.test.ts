import {
  cosignKeyset,
  createRootKey,
  createSigningKey,
  rootJwkOf,
  signKeyset,
  trustEntryOf,
} from '@licet/issuer'
import { parseTrust, verifyKeyset } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { issuedAt } from './sample-claims.ts'

const now = issuedAt
const [rootA, rootB, rootC] = [
  await createRootKey(),
  await createRootKey(),
  await createRootKey({ alg: 'ES256' }),
]
const [oldKey, newKey] = [
  await createSigningKey({ use: 'license' }),
  await createSigningKey({ use: 'activation' }),
]
const payload = {
  iss: 'aidoo.biz',
  iat: now,
  sequence: 1,
  keys: [trustEntryOf(oldKey), trustEntryOf(newKey)],
}

function trustWith(threshold: number, roots = [rootA, rootB]) {
  return parseTrust({
    issuer: 'aidoo.biz',
    roots: { threshold, keys: roots.map(rootJwkOf) },
    keys: [trustEntryOf(oldKey)],
  })
}

describe('signKeyset', () => {
  it('signs what an installation takes', async () => {
    const next = await verifyKeyset(await signKeyset(payload, [rootA]), await trustWith(1), { now })
    expect(next.sequence).toBe(1)
    expect([...next.keys.keys()]).toEqual([oldKey.kid, newKey.kid])
  })

  it('reaches a threshold of two with two root keys of different algorithms', async () => {
    const trust = await trustWith(2, [rootA, rootC])
    await expect(
      verifyKeyset(await signKeyset(payload, [rootA, rootC]), trust, { now }),
    ).resolves.toMatchObject({ sequence: 1 })
  })

  it('never signs with a key that is not a root key', async () => {
    await expect(signKeyset(payload, [oldKey])).rejects.toMatchObject({ code: 'KEY_USE_WRONG' })
  })

  it.each<[string, object]>([
    ['a key id twice', { keys: [trustEntryOf(oldKey), trustEntryOf(oldKey)] }],
    ['sequence 0', { sequence: 0 }],
    [
      'a public key that anybody could sign for',
      { keys: [{ ...trustEntryOf(oldKey), jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } }] },
    ],
  ])('never signs %s', async (_what, changes) => {
    await expect(signKeyset({ ...payload, ...changes }, [rootA])).rejects.toMatchObject({
      code: 'CLAIMS_REFUSED',
    })
  })
})

describe('cosignKeyset', () => {
  it('adds a signature over the very same bytes', async () => {
    const one = await signKeyset(payload, [rootA])
    const trust = await trustWith(2)
    await expect(verifyKeyset(one, trust, { now })).rejects.toMatchObject({ code: 'KEYSET_THRESHOLD' })
    const two = await cosignKeyset(one, [rootB])
    await expect(verifyKeyset(two, trust, { now })).resolves.toMatchObject({ sequence: 1 })
    expect(new Set(two.split('~').map(part => part.split('.')[1])).size).toBe(1)
  })

  it('lets new root keys take over once old and new ones have signed', async () => {
    const handover = { ...payload, roots: { threshold: 1, keys: [rootJwkOf(rootB)] } }
    const trust = await trustWith(1, [rootA])
    const half = await signKeyset(handover, [rootA])
    await expect(verifyKeyset(half, trust, { now })).rejects.toMatchObject({ code: 'KEYSET_THRESHOLD' })
    const next = await verifyKeyset(await cosignKeyset(half, [rootB]), trust, { now })
    expect(next.roots?.keys.map(root => root.kid)).toEqual([rootB.kid])
  })

  it('adds nothing to signatures over different keysets', async () => {
    const other = await signKeyset({ ...payload, sequence: 2 }, [rootB])
    const mixed = `${await signKeyset(payload, [rootA])}~${other}`
    await expect(cosignKeyset(mixed, [rootC])).rejects.toMatchObject({ code: 'CLAIMS_REFUSED' })
  })
})
