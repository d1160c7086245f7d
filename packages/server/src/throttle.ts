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
  /** @returns the failures that are remembered of a caller, attempts under way included. */
  failures(key: string, now: number): number
  /** Counts an attempt as failed, before its outcome is known. @returns what takes it back. */
  fail(key: string, now: number): () => void
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
  const present = (key: string, now: number): Attempts | undefined => {
    const record = records.get(key)
    return record && now - record.lastAt < rules.forgetSeconds ? record : undefined
  }
  return {
    waitSeconds(key, now) {
      const record = present(key, now)
      if (record === undefined) return 0
      return Math.max(0, Math.ceil(record.lastAt + waitAfter(record.failures, rules) - now))
    },
    failures: (key, now) => present(key, now)?.failures ?? 0,
    fail(key, now) {
      const before = present(key, now)
      const record = { failures: (before?.failures ?? 0) + 1, lastAt: now }
      remember(records, key, record, rules.keysMax)
      return () => {
        const current = records.get(key)
        if (current === undefined) return
        if (current.failures <= 1) {
          records.delete(key)
          return
        }
        const lastAt = current === record && before !== undefined ? before.lastAt : current.lastAt
        records.set(key, { failures: current.failures - 1, lastAt })
      }
    },
    succeed(key) {
      records.delete(key)
    },
  }
}

/** Keeps a record as the youngest of a map, and forgets the one unseen longest beyond the bound. */
export function remember<T>(records: Map<string, T>, key: string, record: T, keysMax: number): void {
  // Deleting first moves the key to the young end of the map: its old end is the one unseen longest.
  records.delete(key)
  records.set(key, record)
  const [oldest] = records.size > keysMax ? records.keys() : []
  if (oldest !== undefined) records.delete(oldest)
}

function waitAfter(failures: number, rules: ThrottleRules): number {
  const over = failures - rules.free
  if (over < 0) return 0
  return Math.min(rules.waitSeconds * 2 ** Math.min(over, 30), rules.waitSecondsMax)
}
