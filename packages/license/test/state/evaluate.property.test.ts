import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate, type Facts, forecast, policyPresets } from '../../src/index.ts'
import { activationOf, factsOf, licenseOf, machine } from './facts.ts'

/** A small world of days 0 to 100, so that boundaries meet each other. */
const unit = 3600
const time = fc.nat(100).map(n => (n + 1) * unit)
const license = fc
  .record({
    id: fc.constantFrom('lic_1', 'lic_2', 'lic_3'),
    start: fc.option(time),
    term: fc.integer({ min: 1, max: 60 }),
    iat: time,
    warnDays: fc.nat(3),
    preset: fc.constantFrom(...Object.values(policyPresets)),
    heartbeat: fc.option(fc.integer({ min: 1, max: 20 })),
    wait: fc.nat(30),
  })
  .map(({ id, start, term, iat, warnDays, preset, heartbeat, wait }) =>
    licenseOf({
      id,
      ...(start === null ? {} : { nbf: start }),
      exp: (start ?? iat) + term * unit,
      iat,
      warnDays,
      policy: {
        ...preset,
        heartbeatSeconds: heartbeat === null ? null : heartbeat * unit,
        activationGraceSeconds: wait * unit,
      },
    }),
  )
const activation = fc
  .record({
    licenseId: fc.constantFrom('lic_1', 'lic_2'),
    iat: time,
    term: fc.integer({ min: 1, max: 60 }),
    directive: fc.constantFrom('none', 'none', 'suspend', 'lock', 'revoke'),
  })
  .map(({ licenseId, iat, term, directive }) =>
    activationOf({ licenseId, iat, exp: iat + term * unit, directive }),
  )
const facts: fc.Arbitrary<Facts> = fc
  .record({
    licenses: fc.array(license, { maxLength: 4 }),
    unreadable: fc.option(fc.constant('TOKEN_KEY_UNKNOWN' as const)),
    revoked: fc.option(fc.subarray(['lic_1', 'lic_2', 'lic_3'])),
    activation: fc.option(activation),
    fingerprint: fc.constantFrom(null, machine, { ...machine, cpu: 'x' }),
    seatsUsed: fc.option(fc.nat(20)),
  })
  .map(({ revoked, ...rest }) =>
    factsOf({
      ...rest,
      revocations: revoked === null ? null : { sequence: 1, issuedAt: 1, revoked: new Set(revoked) },
    }),
  )

test('the next change comes in that second and not before, and nothing changes where none is told', () => {
  fc.assert(
    fc.property(facts, time, fc.nat(1000), (known, now, share) => {
      const state = evaluate(known, now)
      const end = state.nextChange?.at ?? now + 1_000_000
      expect(end).toBeGreaterThan(now)
      for (const between of [end - 1, now + Math.floor(((end - 1 - now) * share) / 1000)]) {
        const then = evaluate(known, between)
        expect([then.kind, then.reason, then.license]).toEqual([state.kind, state.reason, state.license])
      }
      if (state.nextChange !== null) expect(evaluate(known, end).kind).toBe(state.nextChange.to)
    }),
    { numRuns: 3000 },
  )
})

test('a license is never in force before its start, from its end on, or once revoked', () => {
  fc.assert(
    fc.property(facts, time, (known, now) => {
      const { valid, license: judged } = evaluate(known, now)
      if (!valid) return
      expect(judged?.claims.exp).toBeGreaterThan(now)
      expect(judged?.claims.nbf ?? 0).toBeLessThanOrEqual(now)
      expect(known.revocations?.revoked.has(judged?.id ?? '')).not.toBe(true)
    }),
  )
})

test('everything is restricted only by a locked policy, and never while a license is valid', () => {
  fc.assert(
    fc.property(facts, time, (known, now) => {
      const { valid, restricts, license: judged } = evaluate(known, now)
      if (restricts !== 'everything') return
      expect(valid).toBe(false)
      expect(judged?.claims.policy.enforcement).toBe('locked')
    }),
  )
})

test('seats never decide what kind a state is', () => {
  fc.assert(
    fc.property(facts, time, fc.nat(100), (known, now, seatsUsed) => {
      const { restricts: _before, ...without } = evaluate({ ...known, seatsUsed: null }, now)
      const { restricts: _after, ...counted } = evaluate({ ...known, seatsUsed }, now)
      expect(counted).toEqual(without)
    }),
  )
})

test('the forecast is what will be, and ends', () => {
  fc.assert(
    fc.property(facts, time, (known, now) => {
      const ahead = forecast(known, now)
      expect(ahead[0]).toEqual({ at: now, state: evaluate(known, now) })
      for (const [i, { at, state }] of ahead.entries()) {
        expect(state).toEqual(evaluate(known, at))
        expect(state.nextChange?.at).toBe(ahead[i + 1]?.at)
      }
    }),
  )
})

test('the forecast stops at the last moment of interest', () => {
  const known = factsOf({ licenses: [licenseOf({ exp: 100 * 86_400 })] })
  expect(forecast(known, 1).map(({ state }) => state.kind)).toEqual(['active', 'expiring', 'expired'])
  expect(forecast(known, 1, 70 * 86_400).map(({ state }) => state.kind)).toEqual(['active', 'expiring'])
  expect(forecast(known, 1, 70 * 86_400 - 1)).toHaveLength(1)
})

test('the forecast is bounded however many licenses are queued', () => {
  const licenses = Array.from({ length: 600 }, (_, i) => licenseOf({ id: `lic_${i}`, nbf: i + 10 }))
  expect(forecast(factsOf({ licenses }), 1)).toHaveLength(256)
})
