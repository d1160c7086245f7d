import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import type { ClockReading, MonotonicReading } from '@licet/license'

/** What the machine says about time. */
export interface MachineClock {
  /** The system clock, epoch seconds. */
  system(): number
  /** Since the machine started; never goes back. */
  uptimeSeconds(): number
  /** Names this start of the machine. */
  bootId: string
}

/**
 * Opens the machine's clock.
 *
 * A clock that is shifted, or was replaced for a test, stands for time that has passed while nobody looked: it counts as
 * another start of the machine.
 *
 * @param offsetSeconds - Added to the system clock; for tests, in evaluation only.
 */
export function openMachineClock(offsetSeconds = 0): MachineClock {
  const system = (): number => Math.floor(Date.now() / 1000) + offsetSeconds
  const own = performance.timeOrigin + performance.now()
  const shiftSeconds = Math.round((Date.now() - own) / 1000 + offsetSeconds)
  return {
    system,
    uptimeSeconds: openUptime(),
    bootId: Math.abs(shiftSeconds) < shiftSecondsMin ? readBootId() : `${readBootId()}/${shiftSeconds}`,
  }
}

/** Reads both clocks at once. */
export function readClock(clock: MachineClock): ClockReading {
  return {
    kind: 'running',
    system: clock.system(),
    uptimeSeconds: clock.uptimeSeconds(),
    bootId: clock.bootId,
  }
}

/** The part of a reading that nobody sets. */
export function monotonicOf({ uptimeSeconds, bootId = null }: ClockReading): MonotonicReading {
  return { uptimeSeconds, bootId }
}

/** Two readings of one clock, a moment apart, differ by less. */
const shiftSecondsMin = 3
/** For so long the process's own clock stands in for the machine's, which costs a system call and knows of suspension. */
const ownMillisecondsMax = 1000

function openUptime(): () => number {
  let machine = uptime()
  let own = performance.now()
  return () => {
    const passed = performance.now() - own
    if (passed < ownMillisecondsMax) return machine + passed / 1000
    machine = Math.max(machine + passed / 1000, uptime())
    own = performance.now()
    return machine
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    // Elsewhere than on Linux: when the machine started says which start it was, to the minute.
    return `boot-${Math.round((Date.now() / 1000 - uptime()) / 60)}`
  }
}
