/** How a heartbeat ended, as far as the next one is concerned. */
export interface BeatEnd {
  /** A signed answer was taken. */
  answered: boolean
  /** When the server would like the next one; never later than the license says. */
  nextHeartbeatSeconds?: number | null
  retryAfterSeconds?: number | null
}

/** What the time of the next heartbeat depends on. */
export interface BeatRhythm {
  /** What the license expects between two heartbeats. */
  intervalSeconds: number
  /** Heartbeats in a row without a signed answer, this one included. */
  failures: number
  /** 0 up to, but not including, 1. */
  random: () => number
}

const intervalSecondsMin = 60
const backOffSecondsBase = 15
/** However long the server was away, the lease is renewed within an hour of its return, or within a shorter interval. */
const backOffSecondsMax = 3600
const startSpreadSeconds = 10

/**
 * When to make the next heartbeat, in seconds from now.
 *
 * Answered: the interval, shortened by up to a fifth, so that installations that started together drift apart. Otherwise
 * anywhere between at once and a ceiling that doubles with each failure ("full jitter"), up to an hour or the interval,
 * whichever is shorter; from then on in the second half of it, which calls a server that is away less often, and spreads
 * a fleet more evenly once it is back. `Retry-After` comes before all of that, and is never cut short.
 */
export function nextBeatSeconds(end: BeatEnd, { intervalSeconds, failures, random }: BeatRhythm): number {
  const interval = Math.max(intervalSeconds, intervalSecondsMin)
  if (end.answered) {
    const wished = Math.max(end.nextHeartbeatSeconds ?? interval, intervalSecondsMin)
    return Math.min(wished, interval) * (1 - random() / 5)
  }
  const ceilingMax = Math.min(interval, backOffSecondsMax)
  const ceiling = Math.min(backOffSecondsBase * 2 ** Math.max(failures, 1), ceilingMax)
  const jitter = ceiling < ceilingMax ? random() : (1 + random()) / 2
  return (end.retryAfterSeconds ?? 0) + Math.max(1, jitter * ceiling)
}

/** When to make the first heartbeat after a start: within ten seconds, as a whole site may start at once. */
export function firstBeatSeconds({
  intervalSeconds,
  random,
}: Pick<BeatRhythm, 'intervalSeconds' | 'random'>): number {
  return random() * Math.min(Math.max(intervalSeconds, intervalSecondsMin), startSpreadSeconds)
}
