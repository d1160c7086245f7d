/** How many attempts are free, and how long a caller waits after each further one. */
export interface ThrottleRules {
  /** Failures without a wait. */
  free: number
  /** Wait after the first failure beyond them; it doubles with each further one. */
  waitSeconds: number
  waitSecondsMax: number
  /** Failures are forgotten this long after the last one. */
  forgetSeconds: number
  /** Callers remembered at most; beyond it the one unseen longest is forgotten. */
  keysMax: number
}

interface Attempts {
  failures: number
  lastAt: number
}

export interface Throttle {
  /** @returns how many seconds this caller has to wait before its next attempt; 0 when it may try now. */
  waitSeconds(key: string, now: number): number
  /** Counts a failed attempt. */
  fail(key: string, now: number): void
  /** Forgets the failures of a caller that succeeded. */
  succeed(key: string): void
}

/**
 * Creates a throttle with growing waits and no permanent lock-out.
 *
 * Kept in memory with a bound, so that a flood of callers costs no more than `keysMax` small records; a restart forgets.
 * `now` is a monotonic clock in seconds, so that setting the machine's clock lifts no wait and adds none.
 */
export function createThrottle(rules: ThrottleRules): Throttle {
  const records = new Map<string, Attempts>()
  return {
    waitSeconds(key, now) {
      const record = records.get(key)
      if (record === undefined || now - record.lastAt >= rules.forgetSeconds) return 0
      return Math.max(0, Math.ceil(record.lastAt + waitAfter(record.failures, rules) - now))
    },
    fail(key, now) {
      const record = records.get(key)
      const failures = record && now - record.lastAt < rules.forgetSeconds ? record.failures + 1 : 1
      // Deleting first moves the key to the young end of the map: its old end is the one unseen longest.
      records.delete(key)
      records.set(key, { failures, lastAt: now })
      const [oldest] = records.size > rules.keysMax ? records.keys() : []
      if (oldest !== undefined) records.delete(oldest)
    },
    succeed(key) {
      records.delete(key)
    },
  }
}

function waitAfter(failures: number, rules: ThrottleRules): number {
  const over = failures - rules.free
  if (over < 0) return 0
  return Math.min(rules.waitSeconds * 2 ** Math.min(over, 30), rules.waitSecondsMax)
}
