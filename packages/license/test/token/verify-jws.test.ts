import { describe, expect, test } from 'vitest'
import { encodePart, jws } from '../../../../test/vectors/signing.ts'
import { good, keys } from '../../../../test/vectors/world.ts'
import { verifyJws } from '../../src/index.ts'

const { main, second, es256 } = keys
const key = { kid: 'k1', alg: 'Ed25519', jwk: main.jwk } as const
const nameless = { alg: 'Ed25519', jwk: main.jwk } as const

function refusal(code: string): unknown {
  return expect.objectContaining({ code })
}

describe('verifyJws', () => {
  test('returns the signed bytes, the algorithm and the key that signed', async () => {
    const token = jws({ alg: 'Ed25519', kid: 'k1' }, Buffer.from([0, 1, 255]), main)
    expect(await verifyJws(token, [key])).toEqual({
      kid: 'k1',
      alg: 'Ed25519',
      payload: Uint8Array.of(0, 1, 255),
    })
  })

  test('tries every key of the algorithm where the header names none', async () => {
    const token = jws({ alg: 'Ed25519' }, 'text', main)
    const others = [
      { kid: 'k2', alg: 'Ed25519', jwk: second.jwk },
      { kid: 'k3', alg: 'ES256', jwk: es256.jwk },
    ] as const
    expect((await verifyJws(token, [...others, key])).kid).toBe('k1')
    await expect(verifyJws(token, others)).rejects.toEqual(refusal('TOKEN_SIGNATURE_INVALID'))
  })

  test('lets a key without a name answer for any', async () => {
    expect(await verifyJws(good, [nameless])).toMatchObject({ kid: 'k1' })
    expect(await verifyJws(jws({ alg: 'Ed25519' }, 'x', main), [nameless])).not.toHaveProperty('kid')
  })

  test('refuses a key that cannot be trusted, each time it is offered', async () => {
    const weak = {
      alg: 'Ed25519',
      jwk: { kty: 'OKP', crv: 'Ed25519', x: encodePart(new Uint8Array(32)) },
    } as const
    await expect(verifyJws(good, [weak])).rejects.toEqual(refusal('TRUST_KEY_WEAK'))
    await expect(verifyJws(good, [weak])).rejects.toEqual(refusal('TRUST_KEY_WEAK'))
  })

  test('looks again at a key that has changed since it was last offered', async () => {
    const jwk = { ...main.jwk }
    await verifyJws(good, [{ alg: 'Ed25519', jwk }])
    jwk.x = second.jwk.x
    await expect(verifyJws(good, [{ alg: 'Ed25519', jwk }])).rejects.toEqual(
      refusal('TOKEN_SIGNATURE_INVALID'),
    )
  })

  test.each([null, undefined, 'text', []])('refuses %j as a key', async jwk => {
    await expect(verifyJws(good, [{ alg: 'Ed25519', jwk: jwk as never }])).rejects.toEqual(
      refusal('TRUST_KEY_INVALID'),
    )
  })

  test('never lets one algorithm’s key answer for another', async () => {
    const token = jws({ alg: 'EdDSA', kid: 'k1' }, 'x', main)
    await expect(verifyJws(token, [key])).rejects.toEqual(refusal('TOKEN_ALG_INVALID'))
    expect((await verifyJws(token, [{ ...key, alg: 'EdDSA' }])).alg).toBe('EdDSA')
  })

  test('rejects another spelling of the payload before it looks for a key', async () => {
    const token = jws({ alg: 'Ed25519', kid: 'nobody' }, 'x', main).replace('.eA.', '.eB.')
    await expect(verifyJws(token, [key])).rejects.toEqual(refusal('TOKEN_NONCANONICAL'))
  })

  test('rejects what is no text', async () => {
    for (const token of [null, undefined, 1, {}, [], new TextEncoder().encode(good)])
      await expect(verifyJws(token as never, [key])).rejects.toEqual(refusal('TOKEN_MALFORMED'))
  })
})
