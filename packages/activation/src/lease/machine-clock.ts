import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

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
 * @param offsetSeconds - Added to the system clock; for tests, in evaluation only.
 */
export function openMachineClock(offsetSeconds = 0): MachineClock {
  return {
    system: () => Math.floor(Date.now() / 1000) + offsetSeconds,
    uptimeSeconds: uptime,
    bootId: readBootId(),
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
