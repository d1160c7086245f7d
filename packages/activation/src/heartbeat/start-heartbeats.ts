import { type BeatEnd, firstBeatSeconds, nextBeatSeconds } from './next-beat.ts'

/** A running heartbeat. */
export interface Heartbeats {
  /** Makes one now; where one is on its way, waits for that one. */
  beatNow(): Promise<void>
  /** Seconds until the next one; null while one is on its way, and after closing. */
  secondsToNext(): number | null
  /** Stops, and waits for the one on its way. */
  close(): Promise<void>
}

/** A clock that is never set, and its alarm. */
export interface BeatTimer {
  /** Seconds from any start. */
  now(): number
  /** Calls back once after so many seconds; keeps no process alive. */
  after(seconds: number, callBack: () => void): { cancel(): void }
}

/** What a heartbeat loop is made from. */
export interface HeartbeatOptions {
  /** Makes one heartbeat. What it throws counts as unanswered. */
  beat: () => Promise<BeatEnd>
  /** Asked before each wait, as the license may change; null: none are expected, look again in an hour. */
  intervalSeconds: () => number | null
  /** Told what a heartbeat threw. */
  onFault?: (error: unknown) => void
  random?: () => number
  timer?: BeatTimer
}

const idleSeconds = 3600
/** Timers of 25 days and more fire at once; a long wait is made of several. */
const waitSecondsMax = 86_400

/**
 * Makes heartbeats for as long as the program runs: never two at once, spread and backed off by {@link nextBeatSeconds},
 * on a clock that nobody sets. Nothing is ever thrown out of a timer.
 */
export function startHeartbeats(options: HeartbeatOptions): Heartbeats {
  const { beat, onFault = () => undefined, random = Math.random, timer = monotonicTimer } = options
  let failures = 0
  let dueAt: number | null = null
  let alarm: { cancel(): void } | null = null
  let running: Promise<void> | null = null
  let closed = false

  const wait = (seconds: number): void => {
    dueAt = timer.now() + seconds
    const step = (): void => {
      const left = (dueAt ?? 0) - timer.now()
      if (left <= 0) void beatNow()
      else alarm = timer.after(Math.min(left, waitSecondsMax), step)
    }
    alarm = timer.after(Math.min(seconds, waitSecondsMax), step)
  }
  const runOnce = async (): Promise<void> => {
    let end: BeatEnd = { answered: false }
    let intervalSeconds: number | null = null
    try {
      end = options.intervalSeconds() === null ? { answered: true } : await beat()
      intervalSeconds = options.intervalSeconds()
    } catch (error) {
      intervalSeconds = idleSeconds
      onFault(error)
    }
    failures = end.answered ? 0 : failures + 1
    if (closed) return
    wait(intervalSeconds === null ? idleSeconds : nextBeatSeconds(end, { intervalSeconds, failures, random }))
  }
  const beatNow = async (): Promise<void> => {
    if (closed) return
    alarm?.cancel()
    dueAt = null
    running ??= runOnce().finally(() => {
      running = null
    })
    await running
  }
  wait(firstBeatSeconds({ intervalSeconds: options.intervalSeconds() ?? idleSeconds, random }))
  return {
    beatNow,
    secondsToNext: () => (dueAt === null ? null : Math.max(0, dueAt - timer.now())),
    close: async () => {
      closed = true
      alarm?.cancel()
      dueAt = null
      await running
    },
  }
}

/** The process's own monotonic clock and timers. */
const monotonicTimer: BeatTimer = {
  now: () => performance.now() / 1000,
  after: (seconds, callBack) => {
    const timeout = setTimeout(callBack, Math.ceil(seconds * 1000)).unref()
    return { cancel: () => clearTimeout(timeout) }
  },
}
