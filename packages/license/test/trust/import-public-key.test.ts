import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { importPublicKey } from '../../src/trust/import-public-key.ts'

const rememberedMax = 4096
const named = { alg: 'Ed25519', kid: undefined } as const

function createJwk(): unknown {
  return createPublicKey(generateKeyPairSync('ed25519').privateKey).export({ format: 'jwk' })
}

test('a key is imported once while it is in use, and forgotten only after thousands of others', async () => {
  const [kept, forgotten] = [createJwk(), createJwk()]
  const { cryptoKey: keptKey } = await importPublicKey(kept, named)
  const { cryptoKey: forgottenKey } = await importPublicKey(forgotten, named)
  expect((await importPublicKey(kept, named)).cryptoKey).toBe(keptKey)
  expect((await importPublicKey(forgotten, named)).cryptoKey).toBe(forgottenKey)

  for (let others = 0; others < rememberedMax; others++) {
    if (others % 1000 === 0) await importPublicKey(kept, named)
    await importPublicKey(createJwk(), named)
  }
  expect((await importPublicKey(kept, named)).cryptoKey).toBe(keptKey)
  expect((await importPublicKey(forgotten, named)).cryptoKey).not.toBe(forgottenKey)
})

test('a point that is remembered is good for no other algorithm, and no key is good under a wrong name', async () => {
  const jwk = createJwk() as Record<string, unknown>
  await importPublicKey(jwk, named)
  const refusals = [
    importPublicKey(jwk, { alg: 'ES256', kid: undefined }),
    importPublicKey({ ...jwk, kid: 'one' }, { alg: 'Ed25519', kid: 'other' }),
    importPublicKey({ ...jwk, d: 'AAAA' }, named),
  ]
  for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ code: 'TRUST_KEY_INVALID' })
})
