import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyLicense } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { openInstanceKey } from '../../src/instance/open-instance-key.ts'
import { createRequest } from '../../src/lease/create-request.ts'
import { emptyAnswer } from '../../src/lease/parse-answer.ts'
import { type Situation, takeAnswer } from '../../src/lease/take-answer.ts'
import { createVendor, fingerprintWith, licenseClaims, start } from '../vendor.ts'

const vendor = await createVendor()
const stranger = await createVendor()
const forgedKeyset = await stranger.keyset(2)
const key = openInstanceKey(mkdtempSync(join(tmpdir(), 'licet-answer-')))
const other = openInstanceKey(mkdtempSync(join(tmpdir(), 'licet-answer-')))
const fingerprint = fingerprintWith()
const license = vendor.license()
const verified = await verifyLicense(license, vendor.trust, { now: start })

const requestFacts = {
  action: 'activate' as const,
  license: null,
  fingerprint,
  counter: 0,
  previous: '',
  now: start,
}
const { token: request, asked } = await createRequest(key, requestFacts)
const freshChain = { counter: 0, previous: '', issuedAt: 0, tombstone: null }
const situation: Situation = {
  installationId: key.id,
  fingerprint,
  trust: vendor.trust,
  requests: [asked],
  licenses: [],
  revocations: null,
  chainOf: () => freshChain,
  now: start + 60,
}
const answer = { ...emptyAnswer, license, activation: vendor.activation(request) }
const actId = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }

describe('takeAnswer takes', () => {
  it('an answer to the waiting request with the license it is for', async () => {
    const taken = await takeAnswer(answer, situation)
    expect(taken).toMatchObject({
      taken: true,
      request: asked.jti,
      counter: 1,
      keyset: null,
      revocations: null,
    })
    expect(taken).toMatchObject({ license: { token: license }, activation: { token: answer.activation } })
  })

  it('a renewal of the license that is stored, which need not come along', async () => {
    const { token, asked: second } = await createRequest(key, {
      ...requestFacts,
      action: 'heartbeat',
      license: 'lic_1',
      counter: 3,
      previous: 'act_3',
    })
    const renewed = await takeAnswer(
      { ...emptyAnswer, activation: vendor.activation(token) },
      {
        ...situation,
        requests: [second],
        licenses: [verified],
        chainOf: () => ({ ...freshChain, counter: 3, previous: 'act_3', issuedAt: start }),
      },
    )
    expect(renewed).toMatchObject({ taken: true, counter: 4, license: null })
  })

  it('keys and revocations that come along, and verifies the rest under them', async () => {
    const taken = await takeAnswer(
      { ...answer, keyset: await vendor.keyset(1), revocations: vendor.revocations(1, ['lic_9']) },
      situation,
    )
    expect(taken).toMatchObject({ taken: true, keyset: { trust: { sequence: 1 } } })
    expect(taken.taken && [...(taken.revocations?.list.revoked ?? [])]).toEqual(['lic_9'])
  })

  it('a good answer beside a keyset that is known already', async () => {
    const keyset = await vendor.keyset(1)
    const first = await takeAnswer({ ...answer, keyset }, situation)
    const trust = first.taken ? (first.keyset?.trust ?? vendor.trust) : vendor.trust
    expect(await takeAnswer({ ...answer, keyset }, { ...situation, trust })).toMatchObject({
      taken: true,
      keyset: null,
    })
  })

  it.each(['suspend', 'lock', 'revoke'])(
    'a signed verdict to %s, whatever machine it names',
    async directive => {
      const activation = vendor.activation(request, {
        directive,
        fingerprint: fingerprintWith({ machine: '9', os: '9' }),
      })
      const taken = await takeAnswer({ ...answer, activation }, situation)
      expect(taken).toMatchObject({ taken: true, activation: { claims: { directive } } })
    },
  )

  it.each([
    ['in the same second', 0],
    ['by a clock that was ahead', 86_400],
  ])('an answer to a request by short key after one that was signed %s', async (_, later) => {
    const activation = vendor.activation(request, { iat: start + 10 })
    const issuedAt = start + 10 + later
    const chainOf = () => ({ ...freshChain, counter: 2, previous: 'act_2', issuedAt })
    expect(await takeAnswer({ ...answer, activation }, { ...situation, chainOf })).toMatchObject({
      taken: true,
    })
  })

  it('a code made from the machine UID, once', async () => {
    const activation = vendor.activation(null, {
      aud: [key.id],
      fingerprint: { uid: 'uid:0123456789AB' },
      counter: undefined,
    })
    const here = { ...situation, requests: [], fingerprint: { ...fingerprint, uid: 'uid:0123456789AB' } }
    expect(await takeAnswer({ ...answer, activation }, here)).toMatchObject({
      taken: true,
      request: null,
      counter: 1,
    })
    const later = {
      ...here,
      chainOf: () => ({ ...freshChain, counter: 1, previous: 'act_x', issuedAt: start }),
    }
    expect(await takeAnswer({ ...answer, activation }, later)).toMatchObject({ code: 'ANSWER_REPLAYED' })
  })

  it('a revocation list alone', async () => {
    const revocations = vendor.revocations(1, ['lic_1'])
    expect(await takeAnswer({ ...emptyAnswer, revocations }, situation)).toMatchObject({
      taken: true,
      activation: null,
    })
  })
})

describe('takeAnswer refuses', () => {
  const second = { ...freshChain, counter: 1, previous: actId(answer.activation).jti, issuedAt: start }
  const released = { ...freshChain, tombstone: { activation: actId(answer.activation).jti, at: start } }
  const cut = (token: string) => token.slice(0, -9)
  const [header = '', payload = '', signature = ''] = answer.activation.split('.')
  const edited = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), exp: start * 2 }),
  )

  it.each([
    ['nothing', 'ANSWER_EMPTY', emptyAnswer, {}],
    ['a truncated activation', 'ANSWER_UNREADABLE', { ...answer, activation: cut(answer.activation) }, {}],
    ['a truncated license', 'ANSWER_UNREADABLE', { ...answer, license: cut(license) }, {}],
    [
      'an edited activation',
      'ANSWER_UNREADABLE',
      { ...answer, activation: `${header}.${edited.toString('base64url')}.${signature}` },
      {},
    ],
    [
      'what somebody else has signed',
      'ANSWER_UNREADABLE',
      { ...answer, activation: stranger.activation(request) },
      {},
    ],
    ['a keyset that no root key has signed', 'ANSWER_UNREADABLE', { ...answer, keyset: forgedKeyset }, {}],
    [
      'a code for another installation',
      'ANSWER_OTHER_INSTALLATION',
      { ...answer, activation: vendor.activation(request, { aud: [other.id] }) },
      {},
    ],
    [
      'a code for another machine',
      'ANSWER_OTHER_MACHINE',
      answer,
      { fingerprint: fingerprintWith({ machine: '1', cpu: '2' }) },
    ],
    [
      'activation and license of two different answers',
      'ANSWER_OTHER_LICENSE',
      { ...answer, license: vendor.license({ jti: 'lic_2' }) },
      {},
    ],
    [
      'an answer about a license that was not asked about',
      'ANSWER_OTHER_LICENSE',
      answer,
      { requests: [{ ...asked, license: 'lic_2' }] },
    ],
    ['an activation without its license', 'ANSWER_LICENSE_MISSING', { ...answer, license: null }, {}],
    ['an answer to no request of ours', 'ANSWER_OTHER_REQUEST', answer, { requests: [] }],
    ['the same answer twice', 'ANSWER_REPLAYED', answer, { chainOf: () => second }],
    ['what was given up here', 'ANSWER_RELEASED', answer, { chainOf: () => released }],
    [
      'a counter that is not the next one',
      'ANSWER_OUT_OF_TURN',
      { ...answer, activation: vendor.activation(request, { counter: 3 }) },
      {},
    ],
    [
      'an answer that does not count',
      'ANSWER_OUT_OF_TURN',
      { ...answer, activation: vendor.activation(request, { counter: undefined }) },
      {},
    ],
    [
      'an answer that was overtaken',
      'ANSWER_OUT_OF_TURN',
      answer,
      { requests: [{ ...asked, license: 'lic_1' }], chainOf: () => ({ ...freshChain, counter: 5 }) },
    ],
    [
      'an answer to a request by short key that was held back until the vendor had said something else',
      'ANSWER_OUT_OF_TURN',
      { ...answer, activation: vendor.activation(request, { iat: start + 10 }) },
      { chainOf: () => ({ ...freshChain, counter: 2, previous: 'act_2', issuedAt: start + 11 }) },
    ],
    ['a lease that has ended', 'ANSWER_EXPIRED', answer, { now: start + 604_800 }],
    [
      'an answer to a request of more than 14 days ago',
      'ANSWER_REQUEST_EXPIRED',
      { ...answer, activation: vendor.activation(request, { exp: licenseClaims.exp }) },
      { now: asked.expiresAt },
    ],
    [
      'a license that has expired',
      'ANSWER_LICENSE_EXPIRED',
      { ...answer, license: vendor.license({ exp: start + 30 }) },
      {},
    ],
    [
      'a revision before the stored one',
      'ANSWER_LICENSE_OLDER',
      { ...answer, license: vendor.license({ rev: 1 }) },
      { licenses: [verified] },
    ],
  ] as const)('%s', async (_what, code, given, here) => {
    expect(await takeAnswer(given, { ...situation, ...here })).toMatchObject({ taken: false, code })
  })

  it('any answer of which one character was changed', async () => {
    const { activation } = answer
    for (let at = 0; at < activation.length; at += 7) {
      const changed = activation[at] === 'A' ? 'B' : 'A'
      const text = `${activation.slice(0, at)}${changed}${activation.slice(at + 1)}`
      expect(await takeAnswer({ ...answer, activation: text }, situation)).toMatchObject({ taken: false })
    }
  })
})
