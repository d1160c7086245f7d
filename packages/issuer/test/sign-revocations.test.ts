import { createRootKey, createSigningKey, signRevocations, trustEntryOf } from '@licet/issuer'
import { parseTrust, verifyRevocations } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { issuedAt } from './sample-claims.ts'

const list = { iss: 'aidoo.biz', iat: issuedAt, sequence: 7, revoked: ['lic_1', 'lic_2'] }

describe('signRevocations', () => {
  it.each(['license', 'activation'] as const)(
    'signs with a key for use %s what an installation takes',
    async use => {
      const key = await createSigningKey({ use })
      const trust = await parseTrust({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })
      const taken = await verifyRevocations(await signRevocations(list, key), trust, {
        now: issuedAt,
        sequence: 6,
      })
      expect([...taken.revoked]).toEqual(['lic_1', 'lic_2'])
    },
  )

  it('never signs with a root key', async () => {
    await expect(signRevocations(list, await createRootKey())).rejects.toMatchObject({
      code: 'KEY_USE_WRONG',
    })
  })

  it.each([
    ['an id that no license can have', { revoked: ['lic 1'] }],
    ['sequence 0', { sequence: 0 }],
    ['no time of issue', { iat: Number.NaN }],
  ])('never signs %s', async (_what, changes) => {
    const key = await createSigningKey({ use: 'license' })
    await expect(signRevocations({ ...list, ...changes }, key)).rejects.toMatchObject({
      code: 'CLAIMS_REFUSED',
    })
  })

  it('signs a list of more than 20,000 licenses, and never one that an installation could not read', async () => {
    const key = await createSigningKey({ use: 'license' })
    const ids = (count: number) =>
      Array.from({ length: count }, (_, at) => `lic_${String(at).padStart(24, '0')}`)
    const long = { iss: 'aidoo.biz', iat: 1_800_000_000, sequence: 1, revoked: ids(23_000) }
    const trust = await parseTrust({ issuer: 'aidoo.biz', keys: [trustEntryOf(key)] })
    const text = await signRevocations(long, key)
    const read = await verifyRevocations(text, trust, { now: 1_800_000_000, sequence: 0 })
    expect(read.revoked.size).toBe(23_000)
    // It is pasted as JSON, so it needs room around it.
    expect(JSON.stringify({ key: text }).length).toBeLessThan(1_048_576)
    await expect(signRevocations({ ...long, revoked: ids(26_000) }, key)).rejects.toMatchObject({
      code: 'REVOCATIONS_TOO_LONG',
    })
  })
})
