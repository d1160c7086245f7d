/** The time this control plane goes by, in epoch seconds. */
export interface Clock {
  now(): number
}

/**
 * Creates the clock of a server.
 *
 * @param offsetSeconds - Added to the machine's clock; for tests, in evaluation only.
 */
export function createClock(offsetSeconds: number): Clock {
  return { now: () => Math.floor(Date.now() / 1000) + offsetSeconds }
}
