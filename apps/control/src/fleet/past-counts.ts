import type { Queryable } from '../store/database.ts'

/** Counts things by spans of time; a span that is over is counted once and remembered. */
export interface PastCounts {
  /** `count` says how many there were from one moment until before another, epoch seconds. */
  by(
    name: string,
    spanSeconds: number,
    spans: number,
    now: number,
    count: (database: Queryable, from: number, until: number) => Promise<number>,
  ): Promise<{ at: number; count: number }[]>
}

/** Creates the memory of counts. */
export function createPastCounts(database: Queryable): PastCounts {
  const known = new Map<string, Map<number, number>>()
  return {
    by: async (name, spanSeconds, spans, now, count) => {
      const before = known.get(name) ?? new Map<number, number>()
      const settled = new Map<number, number>()
      const present = Math.floor(now / spanSeconds) * spanSeconds
      const counts: { at: number; count: number }[] = []
      for (let at = present - (spans - 1) * spanSeconds; at <= present; at += spanSeconds) {
        const found = before.get(at) ?? (await count(database, at, at + spanSeconds))
        // A deed that began before the end of its span may be committed a little after it.
        if (at + spanSeconds + settleSeconds <= now) settled.set(at, found)
        counts.push({ at, count: found })
      }
      known.set(name, settled)
      return counts
    },
  }
}

const settleSeconds = 60
