import { describe, expect, test } from 'vitest'
import { createVectorKey, encodePart, jws, type VectorKey } from '../../../../test/vectors/signing.ts'
import { day, now } from '../../../../test/vectors/world.ts'
import {
  installationIdOf,
  LicenseError,
  machineUidOf,
  requestSecondsMax,
  tokenBytesMax,
  verifyRelease,
  verifyRequest,
} from '../../src/index.ts'

const key = createVectorKey('i1')
const stranger = createVectorKey('i1')
const jwk = { ...key.jwk, kid: 'i1' } as { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string }
const iss = installationIdOf(jwk)
const id = '0123456789abcdef'.repeat(2)
const fingerprint = { machine: 'sha256:aa', uid: 'uid:0123456789AB' }

const request = {
  jti: `req_${id}`,
  iss,
  iat: now - 60,
  exp: now - 60 + 14 * day,
  action: 'activate',
  jwk,
  fingerprint,
  uid: 'uid:0123456789AB',
  counter: 0,
  previous: '',
}
const release = { jti: `rel_${id}`, iss, iat: now, license: 'lic_1', activation: 'act_1', jwk, counter: 3 }

function sign(typ: string, claims: object, header: object = {}, signer: VectorKey = key): string {
  return jws({ alg: 'Ed25519', kid: 'i1', typ: `${typ}+jwt`, ...header }, claims, signer)
}

const answers = {
  request: async (change: object, header?: object) =>
    verifyRequest(sign('request', { ...request, ...change }, header), { now }),
  release: async (change: object, header?: object) =>
    verifyRelease(sign('release', { ...release, ...change }, header), { now }),
}

describe('verifyRequest', () => {
  test('returns what an installation asks', async () => {
    expect(await answers.request({})).toEqual({
      id: request.jti,
      installationId: iss,
      iat: request.iat,
      exp: request.exp,
      action: 'activate',
      licenseId: null,
      jwk,
      fingerprint,
      uid: request.uid,
      hostname: null,
      productVersion: null,
      chained: true,
      counter: 0,
      previousId: null,
    })
  })

  test('returns what it may say besides, and does without the key id in the header', async () => {
    const more = { action: 'heartbeat', license: 'lic_1', hostname: 'Büro 1', product_version: '2.1.0-rc.1' }
    const said = await answers.request({ ...more, counter: 7, previous: 'act_6' }, { kid: undefined })
    expect(said).toMatchObject({
      action: 'heartbeat',
      licenseId: 'lic_1',
      hostname: 'Büro 1',
      productVersion: '2.1.0-rc.1',
      counter: 7,
      previousId: 'act_6',
    })
  })

  test.each<[string, unknown]>([
    ['iat', '1'],
    ['exp', request.iat],
    ['exp', request.exp + 1],
    ['jti', 'req_1'],
    ['jti', `rel_${id}`],
    ['jti', `${request.jti}0`],
    ['jti', `x${request.jti}`],
    ['action', 'steal'],
    ['license', ''],
    ['license', null],
    ['fingerprint', []],
    ['uid', 'uid:O'],
    ['hostname', 'a\nb'],
    ['hostname', 'x'.repeat(256)],
    ['product_version', ''],
    ['counter', -1],
    ['counter', Number.MAX_SAFE_INTEGER],
    ['counter', '1'],
    ['counter', undefined],
    ['previous', null],
    ['previous', 'act 1'],
  ])('refuses one whose %s is %j', async (name, value) => {
    await expect(answers.request({ [name]: value })).rejects.toMatchObject({
      code: 'CLAIMS_INVALID',
      detail: name,
    })
  })

  test('takes one that says no more than it must', async () => {
    const bare = { exp: undefined, uid: undefined, counter: undefined, previous: undefined }
    const { uid, ...components } = fingerprint
    expect(await answers.request({ ...bare, fingerprint: components })).toMatchObject({
      exp: request.iat + requestSecondsMax,
      uid: machineUidOf(components),
      chained: false,
      counter: 0,
      previousId: null,
    })
    expect(await answers.request({ ...bare, fingerprint: { uid } })).toMatchObject({ uid })
  })

  test('takes a counter without the answer it goes on from', async () => {
    expect(await answers.request({ previous: undefined, counter: 3 })).toMatchObject({
      chained: false,
      counter: 3,
      previousId: null,
    })
    await expect(answers.request({ previous: undefined, counter: -1 })).rejects.toMatchObject({
      detail: 'counter',
    })
  })

  test.each([
    ['the header alone', {}, 'i1'],
    ['nothing', { kid: undefined }, 'installation'],
  ])('takes a key that is named by %s', async (_, header, kid) => {
    const { kid: _own, ...nameless } = jwk
    expect(await answers.request({ jwk: nameless }, header)).toMatchObject({
      installationId: iss,
      jwk: { ...nameless, kid },
    })
  })

  test('refuses one from a machine that says nothing about itself', async () => {
    await expect(answers.request({ uid: undefined, fingerprint: {} })).rejects.toMatchObject({
      code: 'CLAIMS_INVALID',
      detail: 'fingerprint',
    })
  })

  test('is answered until the last second of its 14 days, and refused from then on', async () => {
    const token = sign('request', request)
    expect(await verifyRequest(token, { now: request.exp - 1 })).toMatchObject({ id: request.jti })
    await expect(verifyRequest(token, { now: request.exp })).rejects.toMatchObject({
      code: 'REQUEST_EXPIRED',
    })
  })

  test('takes one of any date where the clock of whoever asks may be wrong', async () => {
    for (const iat of [1, now + 400 * day])
      expect(
        await verifyRequest(sign('request', { ...request, iat, exp: iat + day }), { now: null }),
      ).toMatchObject({
        iat,
      })
  })

  test('refuses one from more than a day ahead, and says by how much', async () => {
    const token = sign('request', request)
    expect(await verifyRequest(token, { now: request.iat - day })).toMatchObject({ id: request.jti })
    await expect(verifyRequest(token, { now: request.iat - day - 1 })).rejects.toMatchObject({
      code: 'ISSUED_IN_FUTURE',
      detail: '24 hours ahead',
    })
  })
})

describe('verifyRelease', () => {
  test('returns what is given up', async () => {
    expect(await answers.release({})).toEqual({
      id: release.jti,
      installationId: iss,
      iat: now,
      licenseId: 'lic_1',
      activationId: 'act_1',
      jwk,
      counter: 3,
    })
  })

  test('is as good after years', async () => {
    const later = { now: now + 3000 * day }
    expect(await verifyRelease(sign('release', release), later)).toMatchObject({ id: release.jti })
  })

  test.each<[string, unknown]>([
    ['jti', `req_${id}`],
    ['jti', `${release.jti}0`],
    ['jti', `x${release.jti}`],
    ['iat', 0],
    ['license', undefined],
    ['activation', ''],
    ['counter', 1.5],
  ])('refuses one whose %s is %j', async (name, value) => {
    await expect(answers.release({ [name]: value })).rejects.toMatchObject({
      code: 'CLAIMS_INVALID',
      detail: name,
    })
  })

  test('refuses one from more than a day ahead', async () => {
    expect(await answers.release({ iat: now + day })).toMatchObject({ iat: now + day })
    await expect(answers.release({ iat: now + day + 1 })).rejects.toMatchObject({ code: 'ISSUED_IN_FUTURE' })
  })
})

describe.each(['request', 'release'] as const)('a %s', kind => {
  const verify = answers[kind]
  const claims = kind === 'request' ? request : release
  const verifyToken = kind === 'request' ? verifyRequest : verifyRelease

  test.each(['license+jwt', 'activation+jwt', kind === 'request' ? 'release+jwt' : 'request+jwt', undefined])(
    'is never taken from a token of type %s',
    async typ => {
      await expect(verify({}, { typ })).rejects.toMatchObject({ code: 'TOKEN_TYPE_WRONG' })
    },
  )

  test('names its key and algorithm as they are', async () => {
    await expect(verify({}, { alg: 'EdDSA' })).rejects.toMatchObject({ code: 'TOKEN_ALG_INVALID' })
    await expect(verify({}, { kid: 'i2' })).rejects.toMatchObject({ code: 'TOKEN_KEY_UNKNOWN' })
    await expect(verify({}, { jwk })).rejects.toMatchObject({ code: 'TOKEN_HEADER_INVALID' })
  })

  test('is signed by the key that it carries', async () => {
    const forged = sign(kind, claims, {}, stranger)
    await expect(verifyToken(forged, { now })).rejects.toMatchObject({ code: 'TOKEN_SIGNATURE_INVALID' })
  })

  test('comes from the installation that its key makes', async () => {
    const others = { ...claims, jwk: { ...stranger.jwk, kid: 'i1' } }
    await expect(verifyToken(sign(kind, others, {}, stranger), { now })).rejects.toMatchObject({
      code: 'CLAIMS_INVALID',
      detail: 'iss',
    })
    await expect(verify({ iss: [iss] })).rejects.toMatchObject({ detail: 'iss' })
  })

  test.each<[string, unknown]>([
    ['no key', undefined],
    ['a key with a name that is none', { ...jwk, kid: '' }],
    ['a private key', { ...jwk, d: 'x' }],
    ['a point of low order', { ...jwk, x: 'A'.repeat(43) }],
    ['a point off the curve', { ...jwk, x: `Ag${'A'.repeat(41)}` }],
    ['another kind of key', { ...jwk, kty: 'EC', crv: 'P-256' }],
  ])('with %s is refused', async (_, other) => {
    await expect(verify({ jwk: other })).rejects.toMatchObject({ code: 'CLAIMS_INVALID', detail: 'jwk' })
  })

  test('is refused after any single character is replaced', async () => {
    const token = sign(kind, claims)
    const mutants = Array.from(
      token,
      (one, at) => token.slice(0, at) + (one === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    const answered = await Promise.allSettled(mutants.map(async mutant => verifyToken(mutant, { now })))
    expect(answered.filter(({ status }) => status === 'fulfilled')).toEqual([])
    for (const answer of answered)
      expect(answer).toMatchObject({ reason: expect.any(LicenseError) as unknown })
  })

  test('is no longer than a license and no looser in its shape', async () => {
    const long = sign(kind, { ...claims, note: 'x'.repeat(tokenBytesMax) })
    await expect(verifyToken(long, { now })).rejects.toMatchObject({ code: 'TOKEN_TOO_LARGE' })
    await expect(verifyToken(`${sign(kind, claims)} `, { now })).rejects.toMatchObject({
      code: 'TOKEN_MALFORMED',
    })
    await expect(verifyToken(1 as never, { now })).rejects.toMatchObject({ code: 'TOKEN_MALFORMED' })
    const twice = `${encodePart({ alg: 'Ed25519', typ: `${kind}+jwt` })}.${encodePart('{"a":1,"a":1}')}.AAAA`
    await expect(verifyToken(twice, { now })).rejects.toMatchObject({ code: 'TOKEN_JSON_DUPLICATE' })
  })
})

test('an installation is named after its key alone', () => {
  expect(iss).toMatch(/^ins_[0-9a-f]{32}$/)
  expect(installationIdOf({ x: jwk.x })).toBe(iss)
  expect(installationIdOf({ ...stranger.jwk, x: String(stranger.jwk.x) })).not.toBe(iss)
  // RFC 8037 appendix A.3: the thumbprint of its example is kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k.
  const example = installationIdOf({ x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' })
  expect(Buffer.from(example.slice(4), 'hex').toString('base64url')).toBe('kPrK_qmxVWaYVA9wwBF6Ig')
})
