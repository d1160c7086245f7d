import { joinKeysets, parseTrust } from '@licet/license'
import { expect, it } from 'vitest'
import { jws, type VectorKey } from '../../../../test/vectors/signing.ts'
import { entry, keys, now, rootJwk, seven } from '../../../../test/vectors/world.ts'
import { keepKeysets } from '../../src/lease/keep-keysets.ts'

const { main, second, root1, root2 } = keys
const base = await parseTrust({
  issuer: seven.iss,
  roots: { threshold: 1, keys: [rootJwk(root1)] },
  keys: [entry(main), entry(second)],
})
const keyset = (sequence: number, said: object, ...signers: VectorKey[]): string =>
  signers
    .map(key =>
      jws(
        { alg: key.alg, kid: key.kid, typ: 'keyset+jwt' },
        { iss: seven.iss, iat: now, sequence, keys: [entry(second)], ...said },
        key,
      ),
    )
    .join('~')
const plain = keyset(1, {}, root1)
const withdrawing = keyset(2, { keys: [entry(main, { status: 'compromised' }), entry(second)] }, root1)
const newRoots = keyset(3, { roots: { threshold: 1, keys: [rootJwk(root2)] } }, root1, root2)
const latest = keyset(4, {}, root2)

it('keeps the keysets that brought new root keys or withdrew a key, and no other', async () => {
  const kept = await keepKeysets(base, [plain, withdrawing, newRoots], latest, now)
  expect(kept).toEqual([withdrawing, newRoots, latest])
  const trust = await joinKeysets(base, kept, now)
  expect(trust).toMatchObject({ sequence: 4 })
  expect(trust.keys.get(main.kid)).toMatchObject({ status: 'compromised' })
})

it('keeps a withdrawal once, where a later keyset repeats it', async () => {
  const again = keyset(5, { keys: [entry(second), entry(main, { status: 'compromised' })] }, root1)
  expect(await keepKeysets(base, [plain, withdrawing], again, now)).toEqual([again])
})
