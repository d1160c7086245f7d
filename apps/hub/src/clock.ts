import { clockAfter, openMachineClock, readClock, type SignedTimes } from '@licet/activation'
import {
  type ClockFloor,
  type ClockReading,
  clockFrom,
  clockSkewSeconds,
  clockWarning,
  effectiveTime,
  knownTime,
  raiseFloor,
  type Trust,
  unsetClock,
} from '@licet/license'
import type { Clock } from './deps.ts'
import { loadClockFloor, saveClockFloor } from './store/clock-floor.ts'
import type { HubDatabase } from './store/database.ts'

/** The Hub's clock, with what keeps its floor. */
export interface MonotonicClock extends Clock {
  /** Both clocks of the machine, now. */
  reading(): ClockReading & { bootId: string }
  /** The latest time that has surely passed, whatever the system clock says. */
  known(): number
  /** The latest time that a trusted key has signed. */
  signedTime(): number
  /** How far the system clock is ahead of the last signed response (negative: behind); null: none is fresh enough to say. */
  skewSeconds(): number | null
  /** What {@link Clock.now} will say once these times are observed. */
  nowAfter(times: SignedTimes): number
  /** Takes in times that trusted keys have signed; call it inside the transaction that stores the artifacts. */
  observe(tx: HubDatabase, times: SignedTimes): void
  /** Takes in what this and other processes have learnt: raises the floor by the running clock, and stores it. */
  keep(): void
  /** Has the floor stored soon, outside the request that found out that time has passed something. */
  keepLater(): void
  /** Reads the stored floor again, after another process may have changed it. */
  refresh(): void
}

/**
 * Opens the clock of an installation.
 *
 * Uptime is the machine's, so several processes on one data directory agree about how long it has been running.
 *
 * @param offsetSeconds - Added to the machine's clock; for tests, in evaluation only.
 * @param onFault - Told when the floor could not be stored.
 * @param build - Whose floor counts beside what is stored, also where nothing is.
 */
export function openClock(
  database: HubDatabase,
  offsetSeconds: number,
  onFault: (err: unknown) => void = () => undefined,
  build: Pick<Trust, 'floor'> = { floor: { revocations: 0, time: 0 } },
): MonotonicClock {
  const machine = openMachineClock(offsetSeconds)
  const { bootId } = machine
  const system = (): number => machine.system()
  const reading = () => ({ ...readClock(machine), bootId })
  const monotonic = () => ({ uptimeSeconds: machine.uptimeSeconds(), bootId })
  /** With what the build knows, which is not stored. */
  const counted = (at: ClockFloor): ClockFloor => clockFrom(build, at)
  const known = (stored: ClockFloor | null): ClockFloor => (stored === null ? floor : join(stored, floor))
  let floor: ClockFloor = raiseFloor(loadClockFloor(database) ?? unsetClock, reading())
  const refresh = (): void => {
    floor = raiseFloor(known(loadClockFloor(database)), reading())
  }
  const keep = (): void => {
    if (!database.raw.open) return
    try {
      refresh()
      database.transact(tx => saveClockFloor(tx, floor))
    } catch (err) {
      // A busy or full disk: what is known stays in memory, and the next turn stores it.
      onFault(err)
    }
  }
  return {
    now: () => effectiveTime(system(), counted(floor), monotonic()),
    system,
    reading,
    warning: () => clockWarning(system(), counted(floor), monotonic()),
    known: () => knownTime(counted(floor), monotonic()),
    signedTime: () => counted(floor).signed,
    skewSeconds: () => clockSkewSeconds(system(), floor, monotonic()),
    nowAfter: times => {
      const at = reading()
      return effectiveTime(at.system, counted(clockAfter(floor, times, at)), at)
    },
    observe: (tx, times) => {
      floor = clockAfter(known(loadClockFloor(tx)), times, reading())
      saveClockFloor(tx, floor)
    },
    refresh,
    keep,
    keepLater: () => {
      setImmediate(keep)
    },
  }
}

/**
 * What is stored, with what this process knows beyond it. Under another signed response than this process knows of, what is
 * stored was set by it, and may lie behind.
 */
function join(stored: ClockFloor, known: ClockFloor): ClockFloor {
  const isSameResponse = JSON.stringify(stored.response) === JSON.stringify(known.response)
  const isBehind = isSameResponse && !stored.unsure && stored.running < known.running
  return isBehind ? { ...known, signed: Math.max(stored.signed, known.signed) } : stored
}
