import { type ClockFloor, type ClockReading, raiseFloor } from '@licet/license'

/** What an answer that was taken says of time. */
export interface SignedTimes {
  /** Times that trusted keys have signed, epoch seconds. */
  signedAt: readonly number[]
  /** Of an answer to a request that was made in this start of the machine; null: there was none. */
  timed: AnswerTime | null
}

/** An answer as a clock. */
export interface AnswerTime {
  /** When it was signed. */
  at: number
  /** How long its request had waited, by a clock that nobody sets. */
  waitedSeconds: number
  /** For so long it is the clock: two heartbeats. */
  trustedSeconds: number
}

/**
 * What is known about time once signed texts were taken: other signatures raise it, an answer to a request of this
 * installation sets it.
 */
export function clockAfter(
  clock: ClockFloor,
  { signedAt, timed }: SignedTimes,
  reading: ClockReading,
): ClockFloor {
  // Up to now first: what passed before a signature is not added to it.
  const present = raiseFloor(clock, reading)
  const raised = signedAt.reduce((floor, at) => raiseFloor(floor, { kind: 'signed', at }), present)
  if (timed === null) return raiseFloor(raised, reading)
  return raiseFloor(raised, { kind: 'response', ...timed, reading })
}
