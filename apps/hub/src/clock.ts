import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import {
  type ClockFloor,
  clockFrom,
  clockWarning,
  effectiveTime,
  raiseFloor,
  type Trust,
  unsetClock,
} from '@licet/license'
import type { Clock } from './deps.ts'
import { loadClockFloor, saveClockFloor } from './store/clock-floor.ts'
import type { HubDatabase } from './store/database.ts'

/** The Hub's clock, with what keeps its floor. */
export interface FlooredClock extends Clock {
  /** Raises the floor to a time that a trusted key has signed; call it inside the transaction that stores the artifact. */
  witness(tx: HubDatabase, at: number): void
  /** Takes in what this and other processes have learnt: raises the floor by the running clock, and stores it. */
  keep(): void
  /** Has the floor stored soon, outside the request that found out that time has passed something. */
  keepLater(): void
  /** Reads the stored floor again, after another process may have raised it. */
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
): FlooredClock {
  const bootId = readBootId()
  const system = (): number => Math.floor(Date.now() / 1000) + offsetSeconds
  const running = () => ({ kind: 'running', system: system(), uptimeSeconds: uptime(), bootId }) as const
  let floor = raiseFloor(loadClockFloor(database) ?? unsetClock, running())
  const refresh = (): void => {
    floor = raiseFloor(join(loadClockFloor(database), floor), running())
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
    now: () => effectiveTime(system(), clockFrom(build, floor)),
    system,
    warning: () => clockWarning(system(), clockFrom(build, floor)),
    refresh,
    keep,
    keepLater: () => {
      setImmediate(keep)
    },
    witness: (tx, at) => {
      floor = raiseFloor(join(loadClockFloor(tx), floor), { kind: 'signed', at })
      saveClockFloor(tx, floor)
    },
  }
}

const correctedSeconds = 30 * 86_400

// Signed times only rise. So do running ones, unless another process took back a first reading that was far off.
function join(stored: ClockFloor | null, known: ClockFloor): ClockFloor {
  if (stored === null) return known
  const ahead = known.running - stored.running
  const running = ahead > 0 && ahead <= correctedSeconds ? known.running : stored.running
  return { ...stored, running, signed: Math.max(stored.signed, known.signed) }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    // Elsewhere than on Linux: when the machine started says which start it was, to the minute.
    return `boot-${Math.round((Date.now() / 1000 - uptime()) / 60)}`
  }
}
