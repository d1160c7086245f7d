/**
 * What an installation remembers about time, to be stored as it is. Epoch seconds throughout.
 *
 * `signed` rests on signatures, `running` on what has steadily passed since. Neither holds a jump that nobody confirmed.
 */
export interface ClockFloor {
  signed: number
  running: number
  /** The machine's clock was once found near a known time, or ran for `confirmSeconds`; before, it says little. */
  settled: boolean
  /** Kept by an older version, which also kept jumps: taken back when the clock is found behind it. */
  unsure: boolean
  /** Where the machine's uptime stood when the floor was as it is. */
  seen: MonotonicReading | null
  pending: PendingJump | null
  response: SignedResponse | null
}

/** Where a clock that is never set stood. `uptimeSeconds` never goes back during one start of the machine (`bootId`). */
export interface MonotonicReading {
  uptimeSeconds: number
  /** null: unknown, so that no two readings can be compared. */
  bootId: string | null
}

/** A reading far ahead, which waits for `confirmSeconds` of uptime. */
export interface PendingJump {
  /** The last reading. */
  system: number
  /** The first one. */
  since: number
  /** For so long the clock has steadily said so. */
  steadySeconds: number
}

/** A signed response to a request of this installation: between `at` and `at + waitedSeconds` when it arrived. */
export interface SignedResponse extends MonotonicReading {
  at: number
  waitedSeconds: number
  /** For so long time counts from it. */
  trustedSeconds: number
}

/** What the machine's clocks say. */
export interface ClockReading {
  kind: 'running'
  system: number
  uptimeSeconds: number
  bootId?: string | null
}

/** Something that says what time it is. */
export type ClockObservation =
  | { kind: 'signed'; at: number }
  | ClockReading
  | {
      kind: 'response'
      /** When it was signed. */
      at: number
      /** Since its request was first made, by the monotonic clock; null: unknown, so it only raises the floor. */
      waitedSeconds: number | null
      trustedSeconds: number
      reading: Omit<ClockReading, 'kind'>
    }

/** An installation that has seen no time yet. */
export const unsetClock: ClockFloor = {
  signed: 0,
  running: 0,
  settled: false,
  unsure: false,
  seen: null,
  pending: null,
  response: null,
}

/** A clock that moves ahead by more has jumped. */
export const jumpSecondsMax = 3600
const confirmSeconds = 86_400
const backwardSecondsMax = 86_400
const farAheadSeconds = 30 * 86_400
const driftSecondsMax = 300

/**
 * The time that counts: the system clock, or the latest time known to have passed if the clock is behind it. While a signed
 * response is fresh it is the clock, and what the system clock says beyond it does not count.
 *
 * @param system - The system clock, epoch seconds.
 * @param monotonic - Where the machine's uptime stands; left out, only the stored floor is known.
 */
export function effectiveTime(
  system: number,
  clock: ClockFloor,
  monotonic: MonotonicReading = unknown,
): number {
  return Math.max(withinResponse(system, clock.response, monotonic), knownTime(clock, monotonic))
}

/**
 * What should be said about the system clock: more than 24 h behind a known time, or far ahead: 24 h of a fresh signed
 * response, or suddenly 30 days of what was known before.
 */
export function clockWarning(
  system: number,
  clock: ClockFloor,
  monotonic: MonotonicReading = unknown,
): 'none' | 'behind' | 'jumped' {
  const counted = effectiveTime(system, clock, monotonic)
  if (counted - system > backwardSecondsMax) return 'behind'
  if (system - counted > backwardSecondsMax) return 'jumped'
  return clock.settled && system - knownTime(clock, monotonic) > farAheadSeconds ? 'jumped' : 'none'
}

/**
 * Takes note of a time.
 *
 * - A signed time raises the floor at once.
 * - The running clock raises it by what has steadily passed, and takes a step ahead of up to an hour. A longer jump is kept
 *   only after 24 h of uptime, in one start of the machine or several.
 * - A signed response to a request of this installation also lowers it: it can be no later than the time of the signature
 *   plus the time since the request was first made. Other signed times stay.
 *
 * @returns What to store; the same object where nothing changed.
 * @see DESIGN.md section 2, "Time"
 */
export function raiseFloor(clock: ClockFloor, observation: ClockObservation): ClockFloor {
  if (observation.kind === 'signed') return raiseSigned(clock, observation.at)
  if (observation.kind === 'running') return raiseRunning(clock, observation)
  const { at, waitedSeconds, trustedSeconds, reading } = observation
  const { uptimeSeconds, bootId = null } = reading
  if (waitedSeconds === null || bootId === null)
    return raiseRunning(raiseSigned(clock, at), { kind: 'running', ...reading })
  // What trusted keys have signed no clock has made wrong.
  const signed = Math.max(clock.signed, at)
  const latest = Math.max(at + Math.ceil(waitedSeconds), signed)
  return raiseRunning(
    {
      ...clock,
      signed,
      running: Math.min(latest, knownTime(clock, { uptimeSeconds, bootId })),
      settled: true,
      unsure: false,
      seen: { uptimeSeconds, bootId },
      pending: null,
      response: { at: signed, waitedSeconds: latest - signed, trustedSeconds, uptimeSeconds, bootId },
    },
    { kind: 'running', ...reading },
  )
}

/**
 * How far the system clock is ahead of a fresh signed response (negative: behind it); null: none is fresh.
 *
 * A response whose request waited for long says less: only what is surely wrong counts.
 */
export function clockSkewSeconds(
  system: number,
  { response }: ClockFloor,
  monotonic: MonotonicReading,
): number | null {
  return freshAge(response, monotonic) === null ? null : system - withinResponse(system, response, monotonic)
}

const unknown: MonotonicReading = { uptimeSeconds: 0, bootId: null }

/** The latest time that has surely passed, whatever the system clock says. */
export function knownTime(clock: ClockFloor, monotonic: MonotonicReading = unknown): number {
  return Math.max(clock.signed, clock.running) + Math.floor(passedSeconds(clock.seen, monotonic) ?? 0)
}

/** What has passed between two readings; null: unknown, as they are not of one start of the machine. */
export function passedSeconds(from: MonotonicReading | null, to: MonotonicReading): number | null {
  if (from === null || from.bootId === null || from.bootId !== to.bootId) return null
  const passed = to.uptimeSeconds - from.uptimeSeconds
  return passed < 0 ? null : passed
}

/** How old a response is, in seconds; null: none is fresh. */
function freshAge(response: SignedResponse | null, monotonic: MonotonicReading): number | null {
  if (response === null) return null
  const age = passedSeconds(response, monotonic)
  return age !== null && age < response.trustedSeconds ? age : null
}

/** The system clock, held to what a fresh response leaves possible. */
function withinResponse(
  system: number,
  response: SignedResponse | null,
  monotonic: MonotonicReading,
): number {
  const age = freshAge(response, monotonic)
  if (response === null || age === null) return system
  const earliest = response.at + Math.floor(age)
  return Math.min(Math.max(system, earliest), earliest + response.waitedSeconds)
}

function raiseSigned(clock: ClockFloor, at: number): ClockFloor {
  // What has passed since `seen` has passed before this time was signed: it is not added to it.
  return at <= Math.max(clock.signed, clock.running) ? clock : { ...clock, signed: at, seen: null }
}

function raiseRunning(stored: ClockFloor, reading: ClockReading): ClockFloor {
  const { uptimeSeconds, bootId = null } = reading
  const seen = { uptimeSeconds, bootId }
  const clock = withoutOldJump(stored, reading.system)
  const system = withinResponse(reading.system, clock.response, seen)
  const floor = knownTime(clock, seen)
  const pending = system - floor > jumpSecondsMax ? waitOn(clock, system, seen) : null
  const confirmed = pending !== null && pending.steadySeconds >= confirmSeconds
  const reached = confirmed ? pending.since + Math.floor(pending.steadySeconds) : floor
  const isNear = system - reached <= jumpSecondsMax
  const next = {
    ...clock,
    running: isNear ? Math.max(reached, system) : reached,
    settled: clock.settled || isNear || confirmed,
    seen,
    pending: isNear ? null : confirmed ? { system, since: system, steadySeconds: 0 } : pending,
  }
  return isSame(stored, next) ? stored : next
}

/** The jump that waits, one reading later: begun anew where the clock went back below what it had said. */
function waitOn(clock: ClockFloor, system: number, seen: MonotonicReading): PendingJump {
  const before = clock.pending
  if (before === null || system < before.system - driftSecondsMax)
    return { system, since: system, steadySeconds: 0 }
  const passed = passedSeconds(clock.seen, seen) ?? 0
  const isSteady = Math.abs(system - before.system - passed) <= driftSecondsMax
  return { ...before, system, steadySeconds: before.steadySeconds + (isSteady ? passed : 0) }
}

function withoutOldJump(clock: ClockFloor, system: number): ClockFloor {
  if (!clock.unsure) return clock
  const isAhead = clock.running - system > jumpSecondsMax
  return { ...clock, unsure: false, running: isAhead ? 0 : clock.running }
}

function isSame(before: ClockFloor, after: ClockFloor): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
