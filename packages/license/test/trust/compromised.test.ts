import { describe, expect, test } from 'vitest'
import { jws, type VectorKey } from '../../../../test/vectors/signing.ts'
import { entry, full, headerOf, keys, now, rootJwk, seven } from '../../../../test/vectors/world.ts'
import {
  joinKeysets,
  mergeTrust,
  type PublicJwk,
  parseTrust,
  pointOf,
  recallKeyset,
  type Trust,
  verifyKeyset,
  verifyLicense,
} from '../../src/index.ts'

const { main, second, es256, stranger, root1, root2 } = keys
const issuer = seven.iss
const roots = { threshold: 1, keys: [rootJwk(root1)] }
const withdrawn = entry(main, { status: 'compromised' })
const built = await parseTrust({ issuer, roots, keys: [entry(main), entry(second)] })

function keyset(sequence: number, entries: readonly object[], more: object = {}, ...signers: VectorKey[]) {
  const payload = { iss: issuer, iat: now, sequence, keys: entries, ...more }
  return [root1, ...signers]
    .map(key => jws({ alg: key.alg, kid: key.kid, typ: 'keyset+jwt' }, payload, key))
    .join('~')
}

const codeOf = async (key: VectorKey, trust: Trust): Promise<string> =>
  verifyLicense(jws(headerOf(key), full, key), trust, { now }).then(
    () => 'genuine',
    (error: { code: string }) => error.code,
  )
const refused = (code: string): unknown => expect.objectContaining({ code })
const renamed = { ...main, kid: 'k9' }
/** The same key with the sign of its point turned round. */
const negated = (key: VectorKey): VectorKey => {
  const bytes = Buffer.from(String(key.jwk.x), 'base64url')
  bytes.writeUInt8(bytes.readUInt8(31) ^ 0x80, 31)
  return { ...key, kid: 'k9', jwk: { ...key.jwk, x: bytes.toString('base64url') } }
}

describe('a key that was called compromised', () => {
  test.each<[string, object[]]>([
    ['left out', [entry(second)]],
    ['called active again', [entry(main), entry(second)]],
    ['called retired', [entry(main, { status: 'retired' })]],
    ['named under another id', [entry(renamed)]],
    ['named for another use and algorithm', [entry(renamed, { use: 'activation', alg: 'EdDSA' })]],
    ['another key under its id', [entry(stranger, { kid: 'k1' }), entry(renamed)]],
  ])('stays so when it is %s, one keyset later and two', async (_, entries) => {
    let trust = await verifyKeyset(keyset(1, [withdrawn, entry(second)]), built, { now })
    for (const sequence of [2, 3]) {
      trust = await verifyKeyset(keyset(sequence, entries), trust, { now })
      expect(await codeOf(main, trust)).toBe('TOKEN_KEY_COMPROMISED')
      expect(await codeOf({ ...stranger, kid: 'k1' }, trust)).toBe('TOKEN_KEY_COMPROMISED')
      expect(await codeOf(renamed, trust)).toMatch(/COMPROMISED|UNKNOWN/)
      const nameless = jws({ alg: 'Ed25519' }, full, main)
      await expect(verifyLicense(nameless, trust, { now })).rejects.toThrow()
    }
    const last = await verifyKeyset(keyset(4, [entry(renamed), entry(second)]), trust, { now })
    expect(await codeOf(renamed, last)).toMatch(/COMPROMISED|UNKNOWN/)
    expect(await codeOf(second, last)).toBe('genuine')
  })

  test('stays so when only the build says it', async () => {
    const trust = await parseTrust({ issuer, roots, keys: [withdrawn] })
    const next = await verifyKeyset(keyset(1, [entry(main)]), trust, { now })
    expect(next.keys.get('k1')).toMatchObject({ status: 'compromised' })
    expect(next.keys.get('k1')).toBe(trust.keys.get('k1'))
    expect(next.compromised).toEqual({
      kids: new Set(['k1']),
      points: new Set([pointOf(main.jwk as unknown as PublicJwk)]),
    })
  })

  test('stays so when its point is negated, as one private key makes both points', async () => {
    for (const key of [main, second, stranger, root2]) {
      const turned = negated(key)
      await expect(parseTrust({ issuer, keys: [entry(key), entry(turned)] })).rejects.toEqual(
        refused('TRUST_KEY_DUPLICATE'),
      )
      const trust = await parseTrust({ issuer, roots, keys: [entry(key, { status: 'compromised' })] })
      const next = await verifyKeyset(keyset(1, [entry(turned)]), trust, { now })
      expect(next.keys.get('k9')).toMatchObject({ status: 'compromised' })
    }
  })

  test('never becomes a root key, and neither does any signing key', async () => {
    const trust = await verifyKeyset(keyset(1, [withdrawn]), built, { now })
    const taking = (key: VectorKey, before: Trust, entries: object[]) =>
      verifyKeyset(
        keyset(
          9,
          entries,
          { roots: { threshold: 1, keys: [rootJwk({ ...key, kid: 'r9' })] } },
          {
            ...key,
            kid: 'r9',
          },
        ),
        before,
        { now },
      )
    await expect(taking(main, trust, [entry(second)])).rejects.toEqual(refused('TRUST_KEY_DUPLICATE'))
    await expect(taking(second, trust, [entry(second)])).rejects.toEqual(refused('TRUST_KEY_DUPLICATE'))
    await expect(verifyKeyset(keyset(9, [entry(root1)]), built, { now })).rejects.toEqual(
      refused('TRUST_KEY_DUPLICATE'),
    )
    expect((await taking(root2, trust, [entry(second)])).roots?.keys).toHaveLength(1)
  })

  test('a key that was only left out comes back when a later keyset names it', async () => {
    const without = await verifyKeyset(keyset(1, [entry(second)]), built, { now })
    expect(await codeOf(main, without)).toBe('TOKEN_KEY_UNKNOWN')
    expect(await codeOf(main, await verifyKeyset(keyset(2, [entry(main)]), without, { now }))).toBe('genuine')
  })
})

describe('a keyset that was taken before', () => {
  const newer = { issuer, roots, sequence: 5 }

  test('counts again as long as the build is no newer', async () => {
    const trust = await recallKeyset(keyset(1, [entry(second)], { exp: now + 9 }), built, { now })
    expect(trust).toMatchObject({ sequence: 1, expiresAt: now + 9 })
    expect([...trust.keys.keys()]).toEqual(['k2'])
  })

  test.each([4, 5])('of sequence %i says under build 5 which keys are compromised, and no more', async n => {
    const trust = await parseTrust({ ...newer, keys: [entry(main), entry(second)] })
    const said = keyset(n, [withdrawn, entry(stranger, { status: 'compromised' }), entry(es256)])
    const again = await recallKeyset(said, trust, { now })
    expect(again).toMatchObject({ sequence: 5, expiresAt: null })
    expect([...again.keys.values()].map(({ kid, status }) => `${kid} ${status}`)).toEqual([
      'k1 compromised',
      'k2 active',
      'k-stranger compromised',
    ])
    expect(again.digest).not.toBe(trust.digest)
    expect(await recallKeyset(said, again, { now })).toBe(again)
    expect(await recallKeyset(keyset(n, [entry(es256)]), trust, { now })).toBe(trust)
  })

  test('says nothing where the root keys did not sign it', async () => {
    const trust = await parseTrust({ ...newer, roots: { threshold: 1, keys: [rootJwk(root2)] }, keys: [] })
    await expect(recallKeyset(keyset(4, [withdrawn]), trust, { now })).rejects.toEqual(
      refused('KEYSET_THRESHOLD'),
    )
  })

  test('joins others in order; what no longer verifies is passed over, a fault of the program is not', async () => {
    const trust = await parseTrust({ ...newer, keys: [entry(main)] })
    const stored = [keyset(2, [withdrawn]), 'edited', keyset(7, [entry(main), entry(second)])]
    const joined = await joinKeysets(trust, stored, now)
    expect(joined.sequence).toBe(7)
    expect(await codeOf(main, joined)).toBe('TOKEN_KEY_COMPROMISED')
    expect(await codeOf(second, joined)).toBe('genuine')
    const broken = { ...trust, roots: { threshold: 1, keys: null as never } }
    await expect(joinKeysets(broken, stored, now)).rejects.toThrow(TypeError)
  })
})

describe('mergeTrust', () => {
  test('believes no key that either side calls compromised', async () => {
    const base = await parseTrust({ issuer, keys: [withdrawn] })
    const extra = await parseTrust({ issuer, keys: [entry(renamed), entry(second)] })
    for (const both of [await mergeTrust(base, extra), await mergeTrust(extra, base)]) {
      expect(await codeOf(main, both)).toBe('TOKEN_KEY_COMPROMISED')
      expect(await codeOf(renamed, both)).toBe('TOKEN_KEY_COMPROMISED')
      expect(await codeOf(second, both)).toBe('genuine')
    }
  })

  test('keeps the later time and the lower floor for lists', async () => {
    const floors = [
      { revocations: 9, time: 5 },
      { revocations: 2, time: 8 },
    ]
    const [one, two] = await Promise.all(
      floors.map((floor, i) => parseTrust({ issuer, floor, keys: [entry(i === 0 ? main : second)] })),
    )
    expect((await mergeTrust(one as Trust, two as Trust)).floor).toEqual({ revocations: 2, time: 8 })
    expect((await mergeTrust(two as Trust, one as Trust)).floor).toEqual({ revocations: 2, time: 8 })
  })
})
