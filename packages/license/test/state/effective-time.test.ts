import { describe, expect, test } from 'vitest'
import { type ClockFloor, clockWarning, effectiveTime, raiseFloor, unsetClock } from '../../src/index.ts'
import { day, now } from './facts.ts'

const year2099 = 4_070_908_800

function running(clock: ClockFloor, system: number, uptimeSeconds: number, bootId?: string): ClockFloor {
  return raiseFloor(
    clock,
    bootId === undefined
      ? { kind: 'running', system, uptimeSeconds }
      : { kind: 'running', system, uptimeSeconds, bootId },
  )
}

/** An installation that has run for two days. */
const settled = [0, day, 2 * day].reduce((clock, up) => running(clock, now + up, up), unsetClock)
const later = now + 2 * day

describe('effective time', () => {
  test('is the system clock where nothing is known', () => {
    expect(effectiveTime(now, unsetClock)).toBe(now)
    expect(clockWarning(now, unsetClock)).toBe('none')
  })

  test('never goes back below what has been, and warns beyond 24 hours only', () => {
    expect(effectiveTime(later - 3600, settled)).toBe(later)
    expect(clockWarning(later - day, settled)).toBe('none')
    expect(clockWarning(later - day - 1, settled)).toBe('behind')
    expect(effectiveTime(later + 5, settled)).toBe(later + 5)
  })

  test('follows the running clock for up to 30 days at a time, and keeps that when the clock is set back', () => {
    const ahead = running(settled, later + 30 * day, 2 * day + 1)
    expect(effectiveTime(now, ahead)).toBe(later + 30 * day)
    expect(running(ahead, now, 2 * day + 2)).toBe(ahead)
  })

  test('a jump of more than 30 days leaves nothing behind once the clock is right again', () => {
    const jumped = running(settled, year2099, 2 * day + 60)
    expect(clockWarning(year2099, jumped)).toBe('jumped')
    expect(effectiveTime(year2099, jumped)).toBe(year2099)
    expect(effectiveTime(later + 120, jumped)).toBe(later + 120)
    const back = running(jumped, later + 120, 2 * day + 120)
    expect(back).toMatchObject({ running: later + 120, pending: null, provisional: false })
  })

  test('a jump is kept after 24 hours of steady uptime, not one second before', () => {
    const up = 2 * day
    const jumped = running(settled, year2099, up)
    const almost = running(jumped, year2099 + day - 1, up + day - 1)
    expect(almost).toBe(jumped)
    expect(running(almost, year2099 + day, up + day)).toMatchObject({
      running: year2099 + day,
      pending: null,
    })
  })

  test('neither a restart nor an unsteady clock counts as steady uptime', () => {
    const jumped = running(settled, year2099, 100, 'boot-1')
    expect(running(jumped, year2099 + day, 100 + day, 'boot-2').running).toBe(later)
    expect(running(jumped, year2099 + day, 50, 'boot-1').running).toBe(later)
    expect(running(jumped, year2099 + day + 301, 100 + day, 'boot-1').running).toBe(later)
    expect(running(jumped, year2099 + day + 300, 100 + day, 'boot-1').running).toBe(year2099 + day + 300)
  })

  test('a signed time counts at once and confirms a clock near it', () => {
    const signed = raiseFloor(settled, { kind: 'signed', at: later + 300 * day })
    expect(effectiveTime(now, signed)).toBe(later + 300 * day)
    expect(running(signed, later + 301 * day, 2 * day + 5).running).toBe(later + 301 * day)
    expect(raiseFloor(signed, { kind: 'signed', at: now })).toBe(signed)
  })

  test('the first reading is taken, and taken back when the clock is corrected', () => {
    const wrong = running(unsetClock, year2099, 5)
    expect(effectiveTime(now, wrong)).toBe(year2099)
    const right = running(wrong, now, 65)
    expect(effectiveTime(now, right)).toBe(now)
    expect(right.provisional).toBe(true)
  })

  test('the first reading is final after a day, or once a signed time comes near it', () => {
    const first = running(unsetClock, now, 5)
    expect(running(first, now + day, 5 + day).provisional).toBe(false)
    expect(running(first, now + 60, 65)).toMatchObject({
      running: now + 60,
      provisional: true,
      pending: first.pending,
    })
    expect(raiseFloor(first, { kind: 'signed', at: now - 30 * day }).provisional).toBe(false)
    expect(raiseFloor(first, { kind: 'signed', at: now - 30 * day - 1 })).toMatchObject({
      provisional: true,
      signed: now - 30 * day - 1,
    })
  })

  test('a jump right after the first reading waits too', () => {
    const first = running(unsetClock, now, 5)
    const jumped = running(first, year2099, 65)
    expect(jumped.running).toBe(now)
    expect(running(jumped, year2099 + day, 65 + day)).toMatchObject({
      running: year2099 + day,
      provisional: false,
    })
  })

  test('an old signed time keeps the first reading from nothing', () => {
    const signed = raiseFloor(unsetClock, { kind: 'signed', at: now - 400 * day })
    expect(running(signed, now, 5).running).toBe(now)
  })

  test('gives back the same object where nothing has to be stored', () => {
    expect(running(settled, later, 2 * day)).toBe(settled)
    expect(running(settled, later - 5, 2 * day)).toBe(settled)
  })
})
