import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey, type SigningKey } from '../support/signing-key.ts'
import { type Json, sevenClaims, signToken, wallClock } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'

let hub: Hub
let vendor: SigningKey
let root: SigningKey
let next: SigningKey
beforeAll(async () => {
  vendor = createSigningKey('vendor-1')
  root = createSigningKey('root-1')
  next = createSigningKey('vendor-2')
  const roots = { threshold: 1, keys: [{ ...root.jwk, kid: 'root-1', alg: 'Ed25519' }] }
  hub = await startHub({ key: vendor, trust: trustOf([trustEntry(vendor)], { roots }) })
})
afterAll(() => hub.stop())

const paste = (key: string) => hub.admin.post('/api/license/activate', { key })
const status = async () => (await hub.sibling.get('/api/license/status')).body
const now = wallClock()

const revocations = (
  sequence: number,
  revoked: readonly string[],
  key = vendor,
  header: Record<string, Json> = {},
): string =>
  signToken(
    key,
    { iss: 'aidoo.biz', iat: now, sequence, revoked },
    { typ: 'revocations+jwt', kid: key.kid, ...header },
  )
const keyset = (
  sequence: number,
  keys: readonly Json[],
  key = root,
  header: Record<string, Json> = {},
): string =>
  signToken(
    key,
    { iss: 'aidoo.biz', iat: now, sequence, keys },
    { typ: 'keyset+jwt', kid: key.kid, ...header },
  )

describe('a revocation list', () => {
  test('names a license by jti, and the license in force is revoked at once', async () => {
    await paste(hub.license({ jti: 'lic_a' }))
    const answer = await paste(revocations(5, ['lic_a']))
    expect(answer.status, answer.text).toBe(200)
    expect(await status()).toMatchObject({ valid: false, state: 'revoked', customer: 'Acme Corp' })
    expect((await status()).error).toMatch(/\S/)
  })

  test('keeps a revoked license from being activated, also by its digest', async () => {
    const anonymous = hub.license({ customer: 'No Id' })
    const digest = createHash('sha256').update(anonymous.split('.').slice(0, 2).join('.')).digest('hex')
    expect((await paste(revocations(7, ['lic_a', digest]))).status).toBe(200)
    await expectNothingMoved(hub, async () => {
      expectRefused(await paste(anonymous), 'LICENSE_REVOKED')
      expectRefused(await paste(hub.license({ jti: 'lic_a' })), 'LICENSE_REVOKED')
    })
    expect((await paste(hub.license({ jti: 'lic_b' }))).body).toMatchObject({ valid: true })
  })

  test.each<[string, () => string]>([
    ['an older one', () => revocations(6, [])],
    ['another of the same number', () => revocations(7, [])],
    ['one of a stranger', () => revocations(9, [], createSigningKey('vendor-1'))],
    [
      'one without its typ',
      () => signToken(vendor, { iss: 'aidoo.biz', iat: now, sequence: 9, revoked: [] }),
    ],
    ['one with the typ of a license', () => revocations(9, [], vendor, { typ: 'license+jwt' })],
    [
      'one of another issuer',
      () =>
        signToken(vendor, { iss: 'other', iat: now, sequence: 9, revoked: [] }, { typ: 'revocations+jwt' }),
    ],
  ])('is refused when it is %s, and nothing moves', async (_, token) => {
    await expectNothingMoved(hub, async () => expectRefused(await paste(token())))
  })
})

describe('a keyset', () => {
  test('of the root key brings new keys without a release', async () => {
    const token = signToken(next, sevenClaims({ customer: 'Rotated', iat: now }), { kid: 'vendor-2' })
    expectRefused(await paste(token), 'TOKEN_KEY_UNKNOWN')
    const loaded = await paste(keyset(3, [trustEntry(vendor), trustEntry(next)]))
    expect(loaded.status, loaded.text).toBe(200)
    expect((await paste(token)).body).toMatchObject({ valid: true, customer: 'Rotated' })
  })

  test.each<[string, () => string]>([
    ['of a lower number', () => keyset(2, [trustEntry(vendor)])],
    ['of the same number with other content', () => keyset(3, [trustEntry(vendor)])],
    ['signed by a license key', () => keyset(9, [trustEntry(vendor)], vendor)],
    ['signed by a stranger', () => keyset(9, [trustEntry(vendor)], createSigningKey('root-1'))],
    ['without its typ', () => signToken(root, { iss: 'aidoo.biz', iat: now, sequence: 9, keys: [] })],
    [
      'with a private part',
      () =>
        keyset(9, [
          trustEntry(vendor, { jwk: vendor.privateKey.export({ format: 'jwk' }) as Record<string, string> }),
        ]),
    ],
    ['with a repeated kid', () => keyset(9, [trustEntry(vendor), trustEntry(vendor)])],
  ])('%s is refused, and nothing moves', async (_, token) => {
    await expectNothingMoved(hub, async () => expectRefused(await paste(token())))
  })

  test('that withdraws a key as compromised makes its licenses unreadable at once, also after a restart', async () => {
    await paste(hub.license({ jti: 'by-vendor' }))
    expect(await status()).toMatchObject({ valid: true })
    await paste(keyset(10, [trustEntry(vendor, { status: 'compromised' }), trustEntry(next)]))
    expect(await status()).toMatchObject({ valid: false })
    expectRefused(await paste(hub.license({ jti: 'again' }, { kid: 'vendor-1' })), 'TOKEN_KEY_COMPROMISED')
    await hub.stop()
    hub = await hub.beside()
    expect(await status()).toMatchObject({ valid: false })
    expectRefused(await paste(hub.license({ jti: 'again' }, { kid: 'vendor-1' })), 'TOKEN_KEY_COMPROMISED')
  })
})

test('without root keys in the trust, no keyset is accepted', async () => {
  const rootless = await startHub({ key: vendor })
  await expectNothingMoved(rootless, async () => {
    const answer = await rootless.admin.post('/api/license/activate', { key: keyset(9, [trustEntry(next)]) })
    expectRefused(answer, 'KEYSET_NO_ROOTS')
  })
  await rootless.stop()
})

test.each(['activation+jwt', 'request+jwt', 'release+jwt', 'receipt+jwt'])(
  'a rightly signed license that calls itself %s is never taken as a license',
  async typ => {
    const token = signToken(next, sevenClaims({ seats: 99 }), { typ, kid: 'vendor-2' })
    const before = await status()
    expectRefused(await paste(token))
    expect(await status()).toEqual(before)
  },
)
