import { describe, expect, test } from 'vitest'
import { jws } from '../../../../test/vectors/signing.ts'
import { day, entry, keys, now, rootJwk, seven } from '../../../../test/vectors/world.ts'
import {
  clockFrom,
  clockWarning,
  effectiveTime,
  parseTrust,
  unsetClock,
  verifyKeyset,
  verifyRevocations,
} from '../../src/index.ts'

const { main, root1 } = keys
const file = {
  issuer: seven.iss,
  sequence: 5,
  floor: { revocations: 9, time: now - day },
  roots: { threshold: 1, keys: [rootJwk(root1)] },
  keys: [entry(main)],
}
const trust = await parseTrust(file)
const keyset = (sequence: number): string =>
  jws(
    { alg: 'Ed25519', kid: 'r1', typ: 'keyset+jwt' },
    { iss: seven.iss, iat: now, sequence, keys: [entry(main)] },
    root1,
  )
const list = (sequence: number): string =>
  jws(
    { alg: 'Ed25519', kid: 'k1', typ: 'revocations+jwt' },
    { iss: seven.iss, iat: now, sequence, revoked: [] },
    main,
  )

describe('a trust file that knows what happened', () => {
  test('is read with its sequence and floors; absent ones are 0', async () => {
    expect(trust).toMatchObject({ sequence: 5, floor: { revocations: 9, time: now - day } })
    const bare = await parseTrust({ issuer: seven.iss, floor: {}, keys: [] })
    expect(bare).toMatchObject({ sequence: 0, floor: { revocations: 0, time: 0 } })
  })

  test.each<[string, object]>([
    ['sequence', { sequence: -1 }],
    ['sequence', { sequence: 1.5 }],
    ['sequence', { sequence: '5' }],
    ['sequence', { sequence: null }],
    ['sequence', { sequence: 2 ** 53 }],
    ['floor.revocations', { floor: { revocations: -1 } }],
    ['floor.revocations', { floor: { revocations: 2 ** 53 } }],
    ['floor.time', { floor: { time: 253_402_300_800 } }],
    ['floor.time', { floor: { time: 0.5 } }],
    ['floor', { floor: { revocation: 9 } }],
  ])('is refused for its %s', async (detail, change) => {
    await expect(parseTrust({ ...file, ...change })).rejects.toEqual(
      expect.objectContaining({ code: 'TRUST_INVALID', detail }),
    )
  })

  test.each([null, 5, []])('is refused for a floor that is %j', async floor => {
    await expect(parseTrust({ ...file, floor })).rejects.toMatchObject({ code: 'TRUST_INVALID' })
  })

  test('has another digest for every other sequence, floor and history of keys', async () => {
    const others = [
      { sequence: 6 },
      { floor: { revocations: 8, time: now - day } },
      { floor: { revocations: 9, time: now } },
    ]
    const digests = await Promise.all(
      others.map(async change => (await parseTrust({ ...file, ...change })).digest),
    )
    expect(new Set([trust.digest, ...digests]).size).toBe(4)
  })

  test('is not refused for the largest numbers', async () => {
    const most = {
      sequence: Number.MAX_SAFE_INTEGER,
      floor: { revocations: 2 ** 53 - 1, time: 253_402_300_799 },
    }
    expect(await parseTrust({ ...file, ...most })).toMatchObject(most)
  })

  test('takes no keyset but a newer one, which keeps the floors', async () => {
    for (const sequence of [1, 4, 5])
      await expect(verifyKeyset(keyset(sequence), trust, { now })).rejects.toMatchObject({
        code: 'SEQUENCE_ROLLBACK',
      })
    const next = await verifyKeyset(keyset(6), trust, { now })
    expect(next.floor).toEqual(trust.floor)
    await expect(verifyRevocations(list(8), next, { now, sequence: 0 })).rejects.toMatchObject({
      code: 'SEQUENCE_ROLLBACK',
    })
  })

  test('takes no revocation list below the floor, and reads again what was taken before it rose', async () => {
    await expect(verifyRevocations(list(8), trust, { now, sequence: 0 })).rejects.toMatchObject({
      code: 'SEQUENCE_ROLLBACK',
    })
    expect((await verifyRevocations(list(9), trust, { now, sequence: 0 })).sequence).toBe(9)
    await expect(verifyRevocations(list(9), trust, { now, sequence: 9 })).rejects.toMatchObject({
      code: 'SEQUENCE_ROLLBACK',
    })
    expect((await verifyRevocations(list(8), trust, { now, sequence: null })).sequence).toBe(8)
  })

  test('knows a time that no clock falls below, and warns of one that does', () => {
    const clock = clockFrom(trust, unsetClock)
    expect(effectiveTime(0, clock)).toBe(now - day)
    expect(effectiveTime(now, clock)).toBe(now)
    expect(clockWarning(now - 3 * day, clock)).toBe('behind')
    expect(clockWarning(now - day, clock)).toBe('none')
  })
})
