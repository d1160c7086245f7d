import type { LicenseReport } from '@licet/api'
import { describe, expect, test } from 'vitest'
import { licensePoints } from '../src/license/license-points.ts'

const day = 86_400
const now = 1_800_000_000
const license = {
  issuedAt: now - 100 * day,
  startsAt: null,
  expiresAt: now + 100 * day,
  warnDays: 30,
} as NonNullable<LicenseReport['license']>
const report = {
  license,
  queued: null,
  activatedAt: now - 99 * day,
  status: { state: 'active' },
  clock: { now },
  timeline: [
    { at: now, state: 'active', message: '' },
    { at: now + 70 * day, state: 'expiring', message: '' },
    { at: now + 100 * day, state: 'expired', message: '' },
  ],
} as unknown as LicenseReport

const shapeOf = (given: LicenseReport) =>
  licensePoints(given, key => key).map(({ at, label, tone }) => [(at - now) / day, label, tone])

describe('the moments of the license timeline', () => {
  test('are: issued, then every change that the Hub foresees', () => {
    expect(shapeOf(report)).toEqual([
      [-100, 'timeline.issued', 'ok'],
      [70, 'timeline.expiring', 'notice'],
      [100, 'timeline.expired', 'danger'],
    ])
  })
  test('keep what has passed: the warning and the expiry of an expired license', () => {
    const expired = {
      ...report,
      license: { ...license, expiresAt: now - 5 * day },
      status: { state: 'expired' },
      timeline: [{ at: now, state: 'expired', message: '' }],
    } as unknown as LicenseReport
    expect(shapeOf(expired)).toEqual([
      [-100, 'timeline.issued', 'ok'],
      [-35, 'timeline.expiring', 'notice'],
      [-5, 'timeline.expired', 'danger'],
    ])
  })
  test('colour nothing by what only comes without a heartbeat, and go on to the warning', () => {
    const leased = {
      ...report,
      license: { ...license, binding: 'machine' },
      status: { state: 'active', reason: 'IN_FORCE' },
      timeline: [
        { at: now + 2 * day, state: 'grace', message: '' },
        { at: now + 7 * day, state: 'locked', message: '' },
        { at: now + 100 * day, state: 'expired', message: '' },
      ],
    } as unknown as LicenseReport
    const points = licensePoints(leased, key => key).toSorted((a, b) => a.at - b.at)
    expect(points.map(({ at, label, mark }) => [(at - now) / day, label, mark === true])).toEqual([
      [-100, 'timeline.issued', false],
      [2, 'timeline.graceWithout', true],
      [7, 'timeline.lockedWithout', true],
      [70, 'timeline.expiring', false],
      [100, 'timeline.expired', false],
    ])
  })
  test('show a license that is shorter than its warning as expiring from its first day', () => {
    const short = {
      ...report,
      license: { ...license, issuedAt: now - day, expiresAt: now + 20 * day },
      status: { state: 'expiring' },
      timeline: [{ at: now + 20 * day, state: 'expired', message: '' }],
    } as unknown as LicenseReport
    expect(shapeOf(short)).toEqual([
      [-1, 'timeline.issued', 'notice'],
      [20, 'timeline.expired', 'danger'],
    ])
  })
  test('name the start of a queued renewal as what it is', () => {
    const renewed = {
      ...report,
      queued: { ...license, startsAt: now + 90 * day },
      timeline: [{ at: now + 90 * day, state: 'active', message: '' }],
    } as unknown as LicenseReport
    expect(shapeOf(renewed).at(-1)).toEqual([90, 'timeline.renewal', 'ok'])
  })
  test('never show a revoked license as in force', () => {
    const revoked = { ...report, status: { state: 'revoked' }, timeline: [] } as unknown as LicenseReport
    expect(shapeOf(revoked)).toEqual([[-100, 'timeline.issued', 'danger']])
  })
  test('are none without a license', () => {
    expect(licensePoints({ ...report, license: null }, key => key)).toEqual([])
  })
})
