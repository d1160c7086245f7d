import { describe, expect, test } from 'vitest'
import { evaluate, type Facts, licenseErrors, policyPresets, seatLimit } from '../../src/index.ts'
import { activationOf, day, factsOf, licenseOf, machine, now } from './facts.ts'

const exp = now + 365 * day
const revoked = (...ids: string[]): Facts['revocations'] => ({
  sequence: 1,
  issuedAt: now,
  revoked: new Set(ids),
})
const bound = licenseOf({
  iat: now,
  policy: { ...policyPresets['node-locked'], activationGraceSeconds: day },
})
const boundFacts = (change: Partial<Facts> = {}): Facts =>
  factsOf({ licenses: [bound], activation: activationOf(), fingerprint: machine, ...change })

/** What it is, the facts, the moment, kind, reason, next change. */
const table: readonly (readonly [string, Facts, number, string, string, unknown])[] = [
  ['nothing', factsOf(), now, 'none', 'NO_LICENSE', null],
  [
    'a license long before its end',
    factsOf({ licenses: [licenseOf()] }),
    now,
    'active',
    'IN_FORCE',
    { at: exp - 30 * day, to: 'expiring' },
  ],
  [
    'a license before its end',
    factsOf({ licenses: [licenseOf()] }),
    exp - 1,
    'expiring',
    'EXPIRES_SOON',
    { at: exp, to: 'expired' },
  ],
  ['a license at its end', factsOf({ licenses: [licenseOf()] }), exp, 'expired', 'LICENSE_EXPIRED', null],
  [
    'a license with its own warning time',
    factsOf({ licenses: [licenseOf({ warnDays: 0 })] }),
    exp - 1,
    'active',
    'IN_FORCE',
    { at: exp, to: 'expired' },
  ],
  [
    'a license before its start',
    factsOf({ licenses: [licenseOf({ nbf: now + day })] }),
    now,
    'scheduled',
    'NOT_YET_VALID',
    { at: now + day, to: 'active' },
  ],
  [
    'an unreadable license',
    factsOf({ unreadable: 'TOKEN_KEY_UNKNOWN' }),
    now,
    'unreadable',
    'TOKEN_KEY_UNKNOWN',
    null,
  ],
  ['no trust', factsOf({ unreadable: 'TRUST_MISSING' }), now, 'unreadable', 'TRUST_MISSING', null],
  [
    'an unreadable license beside a good one',
    factsOf({ licenses: [licenseOf()], unreadable: 'TOKEN_KEY_UNKNOWN' }),
    now,
    'active',
    'IN_FORCE',
    { at: exp - 30 * day, to: 'expiring' },
  ],
  [
    'an unreadable license and a queued one',
    factsOf({ licenses: [licenseOf({ nbf: now + 1 })], unreadable: 'TOKEN_MALFORMED' }),
    now,
    'unreadable',
    'TOKEN_MALFORMED',
    { at: now + 1, to: 'active' },
  ],
  [
    'a license revoked by id',
    factsOf({ licenses: [licenseOf()], revocations: revoked('lic_1') }),
    now,
    'revoked',
    'LICENSE_REVOKED',
    null,
  ],
  [
    'a license revoked by digest',
    factsOf({ licenses: [licenseOf()], revocations: revoked('digest of lic_1') }),
    now,
    'revoked',
    'LICENSE_REVOKED',
    null,
  ],
  [
    'another license revoked',
    factsOf({ licenses: [licenseOf()], revocations: revoked('lic_2') }),
    now,
    'active',
    'IN_FORCE',
    { at: exp - 30 * day, to: 'expiring' },
  ],
  [
    'a revoked license after its end',
    factsOf({ licenses: [licenseOf()], revocations: revoked('lic_1') }),
    exp,
    'revoked',
    'LICENSE_REVOKED',
    null,
  ],
  [
    'a bound license that is young',
    boundFacts({ activation: null }),
    now,
    'grace',
    'ACTIVATION_PENDING',
    { at: now + day, to: 'locked' },
  ],
  [
    'a bound license never activated',
    boundFacts({ activation: null }),
    now + day,
    'locked',
    'ACTIVATION_OVERDUE',
    { at: exp, to: 'expired' },
  ],
  ['an activated license', boundFacts(), now, 'active', 'IN_FORCE', { at: now + 2 * day, to: 'grace' }],
  [
    'two missed heartbeats',
    boundFacts(),
    now + 2 * day,
    'grace',
    'HEARTBEAT_MISSED',
    { at: now + 7 * day, to: 'locked' },
  ],
  ['a lease at its end', boundFacts(), now + 7 * day, 'locked', 'LEASE_ENDED', { at: exp, to: 'expired' }],
  [
    'a changed machine',
    boundFacts({ fingerprint: { ...machine, machine: 'x', cpu: 'y' } }),
    now,
    'machine_mismatch',
    'MACHINE_CHANGED',
    { at: exp, to: 'expired' },
  ],
  [
    'a machine that cannot be read',
    boundFacts({ fingerprint: null }),
    now,
    'machine_mismatch',
    'MACHINE_CHANGED',
    { at: exp, to: 'expired' },
  ],
  [
    'an order to suspend',
    boundFacts({ activation: activationOf({ directive: 'suspend' }) }),
    now,
    'suspended',
    'LICENSE_SUSPENDED',
    { at: exp, to: 'expired' },
  ],
  [
    'an order to lock',
    boundFacts({ activation: activationOf({ directive: 'lock' }) }),
    now,
    'locked',
    'LICENSE_LOCKED',
    { at: exp, to: 'expired' },
  ],
  [
    'an order to revoke',
    boundFacts({ activation: activationOf({ directive: 'revoke' }) }),
    now,
    'revoked',
    'LICENSE_REVOKED',
    null,
  ],
  [
    'an activation of another license',
    boundFacts({ activation: activationOf({ licenseId: 'lic_9' }) }),
    now,
    'grace',
    'ACTIVATION_PENDING',
    { at: now + day, to: 'locked' },
  ],
  [
    'an activation by digest',
    boundFacts({ activation: activationOf({ licenseId: 'digest of lic_1' }) }),
    now,
    'active',
    'IN_FORCE',
    { at: now + 2 * day, to: 'grace' },
  ],
  [
    'an activation of another installation',
    boundFacts({ activation: activationOf({ installationId: 'ins_2' }) }),
    now,
    'grace',
    'ACTIVATION_PENDING',
    { at: now + day, to: 'locked' },
  ],
  [
    'an order about an unbound license',
    factsOf({ licenses: [licenseOf()], activation: activationOf({ directive: 'suspend' }) }),
    now,
    'suspended',
    'LICENSE_SUSPENDED',
    { at: exp, to: 'expired' },
  ],
  [
    'a bound license without heartbeats',
    boundFacts({ licenses: [licenseOf({ iat: now, policy: policyPresets.timed })] }),
    now + 6 * day,
    'active',
    'IN_FORCE',
    { at: now + 7 * day, to: 'locked' },
  ],
]

describe('evaluate', () => {
  test.each(table)('%s', (_, facts, at, kind, reason, nextChange) => {
    const state = evaluate(facts, at)
    expect(state).toMatchObject({ kind, reason, nextChange })
    expect(state.valid).toBe(['active', 'expiring', 'grace'].includes(kind))
    expect(state.message).not.toBe('')
  })

  test('lets the license activated last count, better or worse', () => {
    const [first, second] = [
      licenseOf({ seats: 50 }),
      licenseOf({ id: 'lic_2', seats: 5, exp: now + 60 * day }),
    ]
    expect(evaluate(factsOf({ licenses: [first, second] }), now).license).toBe(second)
    expect(evaluate(factsOf({ licenses: [second, first] }), now).license).toBe(first)
    expect(evaluate(factsOf({ licenses: [first, second] }), now + 60 * day).kind).toBe('expired')
  })

  test('lets a queued license take over in the second it starts, and not warn before', () => {
    const renewal = licenseOf({ id: 'lic_2', nbf: exp, exp: exp + 365 * day })
    const facts = factsOf({ licenses: [licenseOf(), renewal] })
    const before = evaluate(facts, exp - 1)
    expect(before).toMatchObject({ kind: 'active', next: renewal, nextChange: { at: exp, to: 'active' } })
    expect(before.remedy).toBe('The next license is loaded and takes over by itself.')
    expect(evaluate(facts, exp)).toMatchObject({ kind: 'active', license: renewal, next: null })
  })

  test('still warns where the queued license starts too late or is revoked', () => {
    const late = factsOf({
      licenses: [licenseOf(), licenseOf({ id: 'lic_2', nbf: exp + 1, exp: exp + day })],
    })
    expect(evaluate(late, exp - 1).kind).toBe('expiring')
    expect(evaluate(late, exp)).toMatchObject({
      kind: 'expired',
      nextChange: { at: exp + 1, to: 'expiring' },
    })
    const dead = factsOf({
      licenses: [licenseOf(), licenseOf({ id: 'lic_2', nbf: exp, exp: exp + day })],
      revocations: revoked('lic_2'),
    })
    expect(evaluate(dead, exp - 1)).toMatchObject({
      kind: 'expiring',
      nextChange: { at: exp, to: 'revoked' },
    })
  })

  test('takes the earliest of several queued licenses, of equals the one activated last', () => {
    const queue = [
      licenseOf({ id: 'a', nbf: now + 9 }),
      licenseOf({ id: 'b', nbf: now + 5 }),
      licenseOf({ id: 'c', nbf: now + 5 }),
      licenseOf({ id: 'd', nbf: now + 7 }),
    ]
    expect(evaluate(factsOf({ licenses: queue }), now).next?.id).toBe('c')
  })

  test('never falls back on an older license when the one in force is revoked', () => {
    const facts = factsOf({
      licenses: [licenseOf(), licenseOf({ id: 'lic_2' })],
      revocations: revoked('lic_2'),
    })
    expect(evaluate(facts, now)).toMatchObject({ kind: 'revoked', license: { id: 'lic_2' } })
  })

  test.each(['air-gapped', 'node-locked'] as const)(
    'restricts what the policy of %s says, when seats are used up or not',
    preset => {
      const license = licenseOf({ iat: now, policy: { ...policyPresets[preset], binding: 'none' } })
      const at = (moment: number, seatsUsed: number | null): string =>
        evaluate(factsOf({ licenses: [license], seatsUsed }), moment).restricts
      expect([at(now, 9), at(now, 10), at(now, 11), at(now, null)]).toEqual([
        'nothing',
        'new_users',
        'new_users',
        'nothing',
      ])
      const locks = preset === 'node-locked'
      expect([at(exp, 9), at(exp, 10)]).toEqual(
        locks ? ['everything', 'everything'] : ['nothing', 'new_users'],
      )
    },
  )

  test('restricts nothing without a license in force', () => {
    for (const facts of [
      {},
      { unreadable: 'TOKEN_MALFORMED' as const },
      { licenses: [licenseOf({ nbf: now + 1, seats: 1 })] },
    ])
      expect(evaluate(factsOf({ ...facts, seatsUsed: 99 }), now).restricts).toBe('nothing')
  })

  test('counts the seats of the license in force or expired, and none of a scheduled one', () => {
    const limitAt = (change: Partial<Facts>, at = now): number | null =>
      seatLimit(evaluate(factsOf(change), at))
    expect(limitAt({})).toBeNull()
    expect(limitAt({ licenses: [licenseOf()] })).toBe(10)
    expect(limitAt({ licenses: [licenseOf()] }, exp)).toBe(10)
    expect(limitAt({ licenses: [licenseOf()], revocations: revoked('lic_1') })).toBe(10)
    expect(limitAt({ licenses: [licenseOf({ nbf: now + 1 })] })).toBeNull()
  })

  test('goes on locking, with its seats, after a license that locks was removed', () => {
    const locking = licenseOf({ seats: 2, policy: { enforcement: 'locked' } })
    const state = evaluate(factsOf({ removed: locking, seatsUsed: 1 }), now)
    expect(state).toMatchObject({
      kind: 'none',
      valid: false,
      reason: 'LICENSE_REMOVED',
      restricts: 'everything',
      license: null,
      removed: locking,
      nextChange: null,
    })
    expect(seatLimit(state)).toBe(2)
    expect(state.remedy).not.toBe('')
    // Expired, revoked, suspended or not: what it was no longer matters.
    const revocations = { sequence: 1, issuedAt: now, revoked: new Set(['lic_1']) }
    for (const change of [{ revocations }, { activation: activationOf({ directive: 'suspend' }) }])
      expect(evaluate(factsOf({ removed: locking, ...change }), exp).reason).toBe('LICENSE_REMOVED')
  })

  test('keeps the lock of a removed license until another one takes force, not only waits', () => {
    const removed = licenseOf({ policy: { enforcement: 'locked' } })
    const waiting = licenseOf({ id: 'lic_2', nbf: now + day, seats: 5 })
    const facts = factsOf({ removed, licenses: [waiting], seatsUsed: 1 })
    const before = evaluate(facts, now)
    expect(before).toMatchObject({ kind: 'none', reason: 'LICENSE_REMOVED', restricts: 'everything' })
    expect(before.nextChange).toEqual({ at: now + day, to: 'active' })
    const after = evaluate(facts, now + day)
    expect(after).toMatchObject({ kind: 'active', restricts: 'nothing', removed: null })
    expect(seatLimit(after)).toBe(5)
  })

  test('forgets a removed license that locks nothing', () => {
    const state = evaluate(factsOf({ removed: licenseOf({ seats: 1 }), seatsUsed: 9 }), now)
    expect(state).toMatchObject({ reason: 'NO_LICENSE', restricts: 'nothing', removed: null })
    expect(seatLimit(state)).toBeNull()
  })

  test('says the exact words of the seeds', () => {
    expect(evaluate(factsOf(), now).message).toBe('No license is activated.')
    expect(evaluate(factsOf({ licenses: [licenseOf()] }), exp).message).toBe('License expired')
    const { message, remedy } = evaluate(factsOf({ unreadable: 'TOKEN_SIGNATURE_INVALID' }), now)
    expect(message).toContain(licenseErrors.TOKEN_SIGNATURE_INVALID.message)
    expect(remedy).not.toBe('')
  })
})
