import type { Trust } from '@licet/license'

/** The time this control plane goes by, in epoch seconds. */
export interface Clock {
  now(): number
}

/**
 * Creates the clock of a server.
 *
 * @param offsetSeconds - Added to the machine's clock; for tests, in evaluation only.
 * @param build - Nothing is signed for a moment before the one that the build knows to have passed.
 */
export function createClock(
  offsetSeconds: number,
  { floor }: Pick<Trust, 'floor'> = { floor: { revocations: 0, time: 0 } },
): Clock {
  return { now: () => Math.max(Math.floor(Date.now() / 1000) + offsetSeconds, floor.time) }
}
