import { describe, expect, test } from 'vitest'
import { type Change, differenceOf, type Facts, softPolicy } from '../../src/index.ts'
import { isStricter } from '../../src/state/policy-strictness.ts'
import { day, factsOf, licenseOf, now } from './facts.ts'

const current = licenseOf({ rev: 5, features: { sso: true, nodes: 3 } })
const tiers = ['basic', 'professional', 'enterprise']
type Candidate = Parameters<typeof licenseOf>[0]

function changes(candidate: Candidate, facts: Partial<Facts> = {}): readonly Change[] {
  const license = licenseOf({ rev: 5, features: { sso: true, nodes: 3 }, id: 'lic_2', ...candidate })
  return differenceOf(factsOf({ licenses: [current], ...facts }), license, { now, tiers })
}

describe('differenceOf', () => {
  test('says so where it is the first license', () => {
    expect(changes({}, { licenses: [] })).toEqual([{ severity: 'good', kind: 'first_license' }])
  })

  test('compares with the license that was removed and goes on locking, and says that this ends', () => {
    const removed = licenseOf({ seats: 10, policy: { enforcement: 'locked' } })
    const found = changes({ seats: 8 }, { licenses: [], removed, seatsUsed: 9 })
    expect(found.map(({ kind }) => kind)).toEqual(['removal_ends', 'seats', 'features_added', 'seats_over'])
    expect(changes({}, { licenses: [], removed: licenseOf() })).toEqual([
      { severity: 'good', kind: 'first_license' },
    ])
  })

  test('says so where it is the same license', () => {
    expect(changes({ id: 'lic_1' })).toEqual([{ severity: 'info', kind: 'same_license' }])
  })

  test('says nothing where nothing changes', () => {
    expect(changes({})).toEqual([])
  })

  const single: readonly (readonly [string, Candidate, Change])[] = [
    ['fewer seats', { seats: 8 }, { severity: 'warning', kind: 'seats', from: 10, to: 8 }],
    ['more seats', { seats: 12 }, { severity: 'good', kind: 'seats', from: 10, to: 12 }],
    [
      'an earlier end',
      { exp: current.claims.exp - day },
      {
        severity: 'warning',
        kind: 'expiry',
        from: current.claims.exp,
        to: current.claims.exp - day,
        bySeconds: -day,
      },
    ],
    [
      'a later end',
      { exp: current.claims.exp + day },
      {
        severity: 'good',
        kind: 'expiry',
        from: current.claims.exp,
        to: current.claims.exp + day,
        bySeconds: day,
      },
    ],
    [
      'a higher tier',
      { tier: 'enterprise' },
      { severity: 'good', kind: 'tier', from: 'professional', to: 'enterprise', direction: 'up' },
    ],
    [
      'a lower tier',
      { tier: 'basic' },
      { severity: 'warning', kind: 'tier', from: 'professional', to: 'basic', direction: 'down' },
    ],
    [
      'a tier without an order',
      { tier: 'special' },
      { severity: 'info', kind: 'tier', from: 'professional', to: 'special', direction: 'other' },
    ],
    [
      'another customer',
      { customer: 'Other' },
      { severity: 'warning', kind: 'customer', from: 'Acme Corp', to: 'Other' },
    ],
    ['an older revision', { rev: 4 }, { severity: 'warning', kind: 'older_revision', from: 5, to: 4 }],
    [
      'a stricter policy',
      { policy: { enforcement: 'locked' } },
      { severity: 'warning', kind: 'policy_stricter' },
    ],
    ['a later start', { nbf: now + 1 }, { severity: 'info', kind: 'starts_later', at: now + 1 }],
    ['another installation', { aud: ['ins_2'] }, { severity: 'blocking', kind: 'wrong_installation' }],
    [
      'a changed feature',
      { features: { sso: false, nodes: 3 } },
      { severity: 'info', kind: 'features_changed', names: ['sso'] },
    ],
  ]
  test.each(single)('reports %s', (_, candidate, change) => {
    expect(changes(candidate)).toEqual([change])
  })

  test('reports lost and gained products and features by name, sorted', () => {
    expect(changes({ products: ['zeta', 'alpha', 'pika'], features: { nodes: 3, audit: true } })).toEqual([
      { severity: 'good', kind: 'products_added', names: ['alpha', 'zeta'] },
      { severity: 'warning', kind: 'products_removed', names: ['vera'] },
      { severity: 'good', kind: 'features_added', names: ['audit'] },
      { severity: 'warning', kind: 'features_removed', names: ['sso'] },
    ])
  })

  test('reports more accounts than seats, with the numbers', () => {
    expect(changes({ seats: 8 }, { seatsUsed: 9 }).at(-1)).toEqual({
      severity: 'warning',
      kind: 'seats_over',
      used: 9,
      limit: 8,
      over: 1,
    })
    expect(changes({}, { seatsUsed: 10 })).toEqual([])
  })

  test('blocks a revoked and an expired license', () => {
    const revocations = { sequence: 1, issuedAt: now, revoked: new Set(['lic_2']) }
    expect(changes({}, { revocations })).toEqual([{ severity: 'blocking', kind: 'revoked' }])
    expect(changes({ exp: now })).toContainEqual({ severity: 'blocking', kind: 'already_expired', exp: now })
    expect(changes({ exp: now + 1 })).not.toContainEqual(expect.objectContaining({ severity: 'blocking' }))
  })

  test('accepts a license for several installations, this one among them', () => {
    expect(changes({ aud: ['ins_2', 'ins_1'] })).toEqual([])
  })

  test('compares revisions only within one customer, and only where both have one', () => {
    expect(changes({ rev: 4, sub: 'cus_2' })).toEqual([])
    expect(changes({ rev: undefined })).toEqual([])
    expect(
      differenceOf(factsOf({ licenses: [licenseOf()] }), licenseOf({ id: 'x', rev: 1 }), { now }),
    ).toEqual([])
  })

  test('is plain data, the same for the same input', () => {
    const first = changes({ seats: 1, tier: 'basic' }, { seatsUsed: 5 })
    expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    expect(changes({ seats: 1, tier: 'basic' }, { seatsUsed: 5 })).toEqual(first)
  })
})

test.each([
  ['enforcement', { enforcement: 'locked' }],
  ['binding', { binding: 'machine' }],
  ['machines', { machines: 5 }],
  ['transfer', { transfer: 'staff' }],
  ['heartbeat', { heartbeatSeconds: 60 }],
  ['grace', { graceSeconds: 60 }],
] as const)('a policy is stricter by its %s, one way only', (_, change) => {
  const strict = { ...softPolicy, ...change }
  expect([
    isStricter(softPolicy, strict),
    isStricter(strict, softPolicy),
    isStricter(strict, strict),
  ]).toEqual([true, false, false])
})

test('a policy is stricter by a shorter time to activate', () => {
  const generous = { ...softPolicy, activationGraceSeconds: 60 }
  expect([isStricter(generous, softPolicy), isStricter(softPolicy, generous)]).toEqual([true, false])
})
