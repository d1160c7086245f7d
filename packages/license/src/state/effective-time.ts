/**
 * What an installation remembers about time, to be stored as it is. Epoch seconds throughout.
 *
 * `signed` rests on signatures. `running` rests on the machine's own clock; `provisional` until that clock has run for
 * `confirmSeconds` or a signed time comes near it. `pending` is the reading that waits for that.
 */
export interface ClockFloor {
  signed: number
  running: number
  provisional: boolean
  pending: { system: number; uptimeSeconds: number; bootId: string | null } | null
}

/** Something that says what time it is. `uptimeSeconds` never goes back during one boot or process (`bootId`). */
export type ClockObservation =
  | { kind: 'signed'; at: number }
  | { kind: 'running'; system: number; uptimeSeconds: number; bootId?: string }

/** An installation that has seen no time yet. */
export const unsetClock: ClockFloor = { signed: 0, running: 0, provisional: false, pending: null }

const jumpSecondsMax = 30 * 86_400
const confirmSeconds = 86_400
const backwardSecondsMax = 86_400
const driftSecondsMax = 300

/**
 * The time that counts: the system clock, or the latest time known to have passed if the clock is behind it.
 *
 * @param system - The system clock, epoch seconds.
 */
export function effectiveTime(system: number, clock: ClockFloor): number {
  return Math.max(system, floorOf(clock))
}

/** What should be said about the system clock: behind a known time by more than 24 h, or suddenly far ahead. */
export function clockWarning(system: number, clock: ClockFloor): 'none' | 'behind' | 'jumped' {
  const floor = floorOf(clock)
  if (floor - system > backwardSecondsMax) return 'behind'
  return floor > 0 && system - floor > jumpSecondsMax ? 'jumped' : 'none'
}

/**
 * Takes note of a time. Signed times count at once. The running clock counts as long as it moves ahead by at most 30 days
 * at a time; a longer jump is kept only after 24 h of steady uptime or a signed time near it, so a clock that was wrong
 * for an hour leaves nothing behind. The first reading ever is taken, and taken back if the clock is corrected.
 *
 * @returns What to store; the same object where nothing changed.
 */
export function raiseFloor(clock: ClockFloor, observation: ClockObservation): ClockFloor {
  return observation.kind === 'signed' ? raiseSigned(clock, observation.at) : raiseRunning(clock, observation)
}

function floorOf({ signed, running }: ClockFloor): number {
  return Math.max(signed, running)
}

function raiseSigned(clock: ClockFloor, at: number): ClockFloor {
  const provisional = clock.provisional && at < clock.running - jumpSecondsMax
  if (at <= clock.signed && provisional === clock.provisional) return clock
  return { ...clock, signed: Math.max(clock.signed, at), provisional }
}

function raiseRunning(
  clock: ClockFloor,
  reading: Extract<ClockObservation, { kind: 'running' }>,
): ClockFloor {
  const { system, uptimeSeconds, bootId = null } = reading
  const pending = { system, uptimeSeconds, bootId }
  const first = clock.running === 0 || (clock.provisional && system < clock.running - jumpSecondsMax)
  if (first) return { ...clock, running: system, provisional: true, pending }
  const near = system - floorOf(clock) <= jumpSecondsMax
  if (near && !clock.provisional)
    return keep(clock, { running: Math.max(clock.running, system), pending: null })
  const since = isSameRun(clock.pending, pending) ? clock.pending : pending
  if (uptimeSeconds - since.uptimeSeconds >= confirmSeconds)
    return { ...clock, running: Math.max(clock.running, system), provisional: false, pending: null }
  return keep(clock, { running: near ? Math.max(clock.running, system) : clock.running, pending: since })
}

function keep(clock: ClockFloor, change: Pick<ClockFloor, 'running' | 'pending'>): ClockFloor {
  return change.running === clock.running && change.pending === clock.pending
    ? clock
    : { ...clock, ...change }
}

/** Tells whether the clock has run steadily, in the same boot, between two readings. */
function isSameRun(
  before: ClockFloor['pending'],
  after: NonNullable<ClockFloor['pending']>,
): before is NonNullable<ClockFloor['pending']> {
  if (before === null || before.bootId !== after.bootId || after.uptimeSeconds < before.uptimeSeconds)
    return false
  const drift = after.system - before.system - (after.uptimeSeconds - before.uptimeSeconds)
  return Math.abs(drift) <= driftSecondsMax
}
