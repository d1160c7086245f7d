import { describe, expect, test } from 'vitest'
import {
  type ClockFloor,
  clockSkewSeconds,
  clockWarning,
  effectiveTime,
  knownTime,
  passedSeconds,
  raiseFloor,
  unsetClock,
} from '../../src/index.ts'
import { day, now } from './facts.ts'

const hour = 3600
const year2099 = 4_070_908_800

/** A reading `up` seconds after the machine started, in the start called `bootId`. */
function running(
  clock: ClockFloor,
  system: number,
  uptimeSeconds: number,
  bootId: string | null = 'boot-1',
): ClockFloor {
  return raiseFloor(clock, { kind: 'running', system, uptimeSeconds, bootId })
}

function responded(
  clock: ClockFloor,
  at: number,
  waitedSeconds: number | null,
  reading: { system: number; uptimeSeconds: number; bootId?: string | null },
): ClockFloor {
  return raiseFloor(clock, {
    kind: 'response',
    at,
    waitedSeconds,
    trustedSeconds: 2 * day,
    reading: { bootId: 'boot-1', ...reading },
  })
}

const mark = (uptimeSeconds: number, bootId: string | null = 'boot-1') => ({ uptimeSeconds, bootId })
const signed = (clock: ClockFloor, at: number) => raiseFloor(clock, { kind: 'signed', at })

/** An installation whose license was signed, and loaded, two days ago. */
const settled = running(running(signed(unsetClock, now), now, 0), now + 2 * day, 2 * day)
const later = now + 2 * day

describe('effective time', () => {
  test('is the system clock where nothing is known', () => {
    expect(effectiveTime(now, unsetClock)).toBe(now)
    expect(clockWarning(now, unsetClock)).toBe('none')
    expect(knownTime(unsetClock)).toBe(0)
  })

  test('never goes back below what has been, and warns beyond 24 hours only', () => {
    expect(effectiveTime(later - hour, settled)).toBe(later)
    expect(clockWarning(later - day, settled)).toBe('none')
    expect(clockWarning(later - day - 1, settled)).toBe('behind')
    expect(effectiveTime(later + 5, settled)).toBe(later + 5)
  })

  test('goes on with the uptime of the machine, wherever the system clock is set', () => {
    expect(effectiveTime(now, settled, mark(2 * day + hour))).toBe(later + hour)
    expect(knownTime(settled, mark(2 * day + hour))).toBe(later + hour)
    expect(running(settled, now, 2 * day + hour + 0.7).running).toBe(later + hour)
    expect(running(settled, now, 2 * day + hour, 'boot-2').running).toBe(later)
  })

  test('a step of an hour is kept, one of a second more is not', () => {
    expect(running(settled, later + hour, 2 * day)).toMatchObject({ running: later + hour, pending: null })
    const jumped = running(settled, later + hour + 1, 2 * day)
    expect(jumped).toMatchObject({ running: later, pending: { since: later + hour + 1, steadySeconds: 0 } })
    expect(effectiveTime(later + hour + 1, jumped, mark(2 * day))).toBe(later + hour + 1)
    expect(effectiveTime(later, jumped, mark(2 * day))).toBe(later)
  })

  test.each([2 * hour, 9 * day, 400 * day, year2099 - later])(
    'a jump of %i seconds leaves nothing behind once the clock is right again',
    ahead => {
      const jumped = running(settled, later + ahead, 2 * day + 60)
      expect(effectiveTime(later + ahead, jumped, mark(2 * day + 60))).toBe(later + ahead)
      const back = running(jumped, later + 120, 2 * day + 120)
      expect(back).toMatchObject({ running: later + 120, pending: null })
      expect(effectiveTime(later + 120, back, mark(2 * day + 120))).toBe(later + 120)
    },
  )

  test('warns of a jump of more than 30 days, once the machine was known to be right before', () => {
    expect(clockWarning(later + 30 * day, settled)).toBe('none')
    expect(clockWarning(later + 30 * day + 1, settled)).toBe('jumped')
    const old = running(signed(unsetClock, now - 400 * day), now, 0)
    expect(old.settled).toBe(false)
    expect(clockWarning(now, old, mark(0))).toBe('none')
  })

  test('a jump is kept after 24 hours of steady uptime, not one second before', () => {
    const jumped = running(settled, year2099, 2 * day)
    const almost = running(jumped, year2099 + day - 1, 3 * day - 1)
    expect(almost.running).toBe(later + day - 1)
    const kept = running(almost, year2099 + day, 3 * day)
    expect(kept).toMatchObject({ running: year2099 + day, pending: null, settled: true })
  })

  test('uptime counts from one start of the machine to the next, but not what passed between them', () => {
    const jumped = running(settled, later + 9 * day, 2 * day)
    const evening = running(jumped, later + 9.5 * day, 2.5 * day)
    const morning = running(evening, later + 10 * day, 60, 'boot-2')
    expect(morning.pending).toEqual({
      system: later + 10 * day,
      since: later + 9 * day,
      steadySeconds: day / 2,
    })
    expect(morning.running).toBe(later + day / 2)
    const kept = running(morning, later + 10.5 * day, 60 + day / 2, 'boot-2')
    expect(kept).toMatchObject({
      running: later + 10 * day,
      pending: { system: later + 10.5 * day, since: later + 10.5 * day, steadySeconds: 0 },
    })
  })

  test('neither a restart nor an unsteady clock nor one set back counts as steady uptime', () => {
    const jumped = running(settled, year2099, 2 * day)
    const steady = (clock: ClockFloor) => clock.pending?.steadySeconds
    expect(steady(running(jumped, year2099 + day, 3 * day, 'boot-2'))).toBe(0)
    expect(steady(running(jumped, year2099 + day, 3 * day, null))).toBe(0)
    expect(steady(running(jumped, year2099 + day, 50))).toBe(0)
    expect(steady(running(jumped, year2099 + hour + 301, 2 * day + hour))).toBe(0)
    expect(steady(running(jumped, year2099 + hour + 300, 2 * day + hour))).toBe(hour)
    expect(running(jumped, year2099 - 300, 2 * day + 1).pending?.since).toBe(year2099)
    expect(running(jumped, year2099 - 301, 2 * day + 1).pending).toMatchObject({ since: year2099 - 301 })
  })

  test('a signed time counts at once and confirms a clock near it', () => {
    const renewed = signed(settled, later + 300 * day)
    expect(effectiveTime(now, renewed)).toBe(later + 300 * day)
    expect(running(renewed, later + 300 * day + hour, 2 * day + 5).running).toBe(later + 300 * day + hour)
    expect(signed(renewed, now)).toBe(renewed)
    expect(signed(renewed, later + 300 * day)).toBe(renewed)
  })

  test('what passed before a signature is not added to it', () => {
    const renewed = signed(settled, later + 300 * day)
    expect(effectiveTime(now, renewed, mark(3 * day))).toBe(later + 300 * day)
  })

  test.each([5, year2099])('the first reading of all, %i, locks nothing in', wrong => {
    const first = running(unsetClock, wrong, 5)
    expect(effectiveTime(wrong, first, mark(5))).toBe(wrong)
    const right = running(first, now, 65)
    expect(effectiveTime(now, right, mark(65))).toBe(now)
    expect(right.pending?.since ?? now).toBe(now)
  })

  test('gives back the same object where nothing has to be stored', () => {
    expect(running(settled, later, 2 * day)).toBe(settled)
    expect(running(settled, later - 5, 2 * day)).toBe(settled)
  })
})

describe('a floor that an older version kept', () => {
  const old: ClockFloor = { ...settled, running: later + 9 * day, unsure: true, seen: null }
  test('is taken back once the clock is found more than an hour behind it', () => {
    expect(running(old, later, 2 * day)).toMatchObject({ running: now, unsure: false, signed: now })
    expect(running(old, later + 9 * day - hour, 2 * day)).toMatchObject({
      running: later + 9 * day,
      unsure: false,
    })
    expect(running(old, later + 9 * day - hour - 1, 2 * day).running).toBe(now)
  })
})

describe('a signed response to a request of this installation', () => {
  const wrong = running(running(settled, later + 9 * day, 2 * day), later + 10 * day, 3 * day)
  const right = later + day
  const at = { system: later + 10 * day, uptimeSeconds: 3 * day }
  test('sets the time, downwards too, and is the clock for two heartbeats', () => {
    expect(knownTime(wrong, mark(3 * day))).toBe(later + 10 * day)
    const clock = responded(wrong, right, 1.5, at)
    expect(knownTime(clock, mark(3 * day))).toBe(right + 2)
    expect(effectiveTime(at.system, clock, mark(3 * day))).toBe(right + 2)
    expect(clock).toMatchObject({ pending: null, settled: true, unsure: false, signed: right })
    const last = 5 * day - 1
    expect(effectiveTime(year2099, clock, mark(last))).toBe(right + 2 + 2 * day - 1)
    expect(effectiveTime(0, clock, mark(last))).toBe(right + 2 + 2 * day - 1)
    expect(effectiveTime(year2099, clock, mark(last + 1))).toBe(year2099)
    expect(effectiveTime(year2099, clock, mark(last, 'boot-2'))).toBe(year2099)
  })

  test('says how far the system clock is off', () => {
    const clock = responded(wrong, right, 0, at)
    expect(clockSkewSeconds(at.system, clock, mark(3 * day))).toBe(9 * day)
    expect(clockSkewSeconds(right - 7, clock, mark(3 * day))).toBe(-7)
    expect(clockSkewSeconds(at.system, clock, mark(5 * day))).toBeNull()
    expect(clockSkewSeconds(at.system, unsetClock, mark(0))).toBeNull()
    expect(clockWarning(right + day, clock, mark(3 * day))).toBe('none')
    expect(clockWarning(right + day + 1, clock, mark(3 * day))).toBe('jumped')
    expect(clockWarning(right - day - 1, clock, mark(3 * day))).toBe('behind')
  })

  test('a jump under it is not even waited on', () => {
    const clock = running(responded(wrong, right, 0, at), year2099, 3 * day + 60)
    expect(clock).toMatchObject({ running: right + 60, pending: null })
  })

  test('delivered late it turns nothing back: no further than its request has waited', () => {
    const passed = running(settled, later + 5 * day, 7 * day)
    const late = responded(passed, later, 5 * day, { system: later + 5 * day, uptimeSeconds: 7 * day })
    expect(knownTime(late, mark(7 * day))).toBe(later + 5 * day)
    expect(effectiveTime(later - day, late, mark(7 * day))).toBe(later + 5 * day)
  })

  test('leaves a clock alone that can be right', () => {
    const clock = responded(settled, later - day, 5 * day, { system: later + day, uptimeSeconds: 2 * day })
    expect(effectiveTime(later + day, clock, mark(2 * day))).toBe(later + day)
    expect(effectiveTime(later + 4 * day + 1, clock, mark(2 * day))).toBe(later + 4 * day)
    expect(knownTime(clock, mark(2 * day))).toBe(later)
  })

  test.each([
    ['how long its request has waited', null, 'boot-1'],
    ['in which start of the machine', 5, null],
  ])('only raises where nobody knows %s', (_what, waitedSeconds, bootId) => {
    const clock = responded(wrong, right, waitedSeconds, { ...at, bootId })
    expect(knownTime(clock)).toBeGreaterThanOrEqual(later + 10 * day)
    expect(clock.response).toBeNull()
    const ahead = later + 20 * day
    expect(knownTime(responded(wrong, ahead, waitedSeconds, { ...at, bootId }))).toBe(ahead)
  })

  test('never goes below what another key has signed', () => {
    const clock = responded(signed(wrong, later + 12 * day), right, 5, at)
    expect(knownTime(clock, mark(3 * day))).toBe(later + 12 * day)
    expect(effectiveTime(right, clock, mark(3 * day))).toBe(later + 12 * day)
  })
})

test('nothing is known to have passed between two starts of a machine, or backwards', () => {
  expect(passedSeconds(mark(5), mark(7.5))).toBe(2.5)
  expect(passedSeconds(mark(5), mark(5))).toBe(0)
  expect(passedSeconds(mark(5), mark(4))).toBeNull()
  expect(passedSeconds(mark(5), mark(7, 'boot-2'))).toBeNull()
  expect(passedSeconds(mark(5, null), mark(7, null))).toBeNull()
  expect(passedSeconds(null, mark(7))).toBeNull()
})
