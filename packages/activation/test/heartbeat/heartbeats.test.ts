import { describe, expect, it } from 'vitest'
import { type BeatEnd, firstBeatSeconds, nextBeatSeconds } from '../../src/heartbeat/next-beat.ts'
import { type BeatTimer, startHeartbeats } from '../../src/heartbeat/start-heartbeats.ts'

const day = 86_400

/** A clock that moves when it is told to. */
function fakeTimer() {
  let now = 0
  let alarms: { at: number; callBack: () => void }[] = []
  const timer: BeatTimer = {
    now: () => now,
    after: (seconds, callBack) => {
      const alarm = { at: now + seconds, callBack }
      alarms.push(alarm)
      return { cancel: () => void (alarms = alarms.filter(other => other !== alarm)) }
    },
  }
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  const advance = async (seconds: number) => {
    const until = now + seconds
    for (;;) {
      const next = alarms.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > until) break
      now = next.at
      alarms = alarms.filter(other => other !== next)
      next.callBack()
      await settle()
    }
    now = until
    await settle()
  }
  return { timer, advance, waiting: () => alarms.length }
}

describe('startHeartbeats', () => {
  const random = () => 0.5

  it('makes the first within ten seconds and the next within the interval', async () => {
    const { timer, advance } = fakeTimer()
    let beats = 0
    const beat = async (): Promise<BeatEnd> => {
      beats++
      return { answered: true }
    }
    const heartbeats = startHeartbeats({ beat, intervalSeconds: () => day, random, timer })
    await advance(10)
    expect(beats).toBe(1)
    await advance(0.9 * day)
    expect(beats).toBe(2)
    await advance(10 * 0.9 * day)
    expect(beats).toBe(12)
    await heartbeats.close()
  })

  it('has one on its way at most, whoever asks for another', async () => {
    const { timer, advance } = fakeTimer()
    let inFlight = 0
    let most = 0
    let finish: () => void = () => undefined
    const beat = async (): Promise<BeatEnd> => {
      most = Math.max(most, ++inFlight)
      await new Promise<void>(resolve => {
        finish = resolve
      })
      inFlight--
      return { answered: true }
    }
    const heartbeats = startHeartbeats({ beat, intervalSeconds: () => 60, random, timer })
    const asked = [heartbeats.beatNow(), heartbeats.beatNow()]
    await advance(10 * day)
    expect([inFlight, most]).toEqual([1, 1])
    expect(heartbeats.secondsToNext()).toBeNull()
    finish()
    await Promise.all(asked)
    expect(heartbeats.secondsToNext()).toBeGreaterThan(0)
    await heartbeats.close()
  })

  it('backs off after whatever a heartbeat throws, and throws nothing itself', async () => {
    const { timer, advance, waiting } = fakeTimer()
    const faults: unknown[] = []
    const at: number[] = []
    const beat = async (): Promise<BeatEnd> => {
      at.push(timer.now())
      throw new Error('disk full')
    }
    const heartbeats = startHeartbeats({
      beat,
      intervalSeconds: () => day,
      random,
      timer,
      onFault: error => faults.push(error),
    })
    await advance(2 * day)
    expect(faults.length).toBe(at.length)
    const waits = at.slice(1).map((time, index) => Math.round(time - (at[index] ?? 0)))
    expect(waits.slice(0, 9)).toEqual([15, 30, 60, 120, 240, 480, 960, 2700, 2700])
    await heartbeats.close()
    expect(waiting()).toBe(0)
    await advance(day)
    expect(faults.length).toBe(at.length)
  })

  it('waits for the one on its way when it is closed, and makes no other', async () => {
    const { timer, advance, waiting } = fakeTimer()
    let finish: () => void = () => undefined
    let ended = false
    const beat = async (): Promise<BeatEnd> => {
      await new Promise<void>(resolve => {
        finish = resolve
      })
      ended = true
      return { answered: true }
    }
    const heartbeats = startHeartbeats({ beat, intervalSeconds: () => day, random, timer })
    await advance(150)
    const closing = heartbeats.close()
    expect(ended).toBe(false)
    finish()
    await closing
    expect([ended, waiting()]).toEqual([true, 0])
  })

  it('makes none where the license expects none, and looks again later', async () => {
    const { timer, advance } = fakeTimer()
    let interval: number | null = null
    let beats = 0
    const beat = async (): Promise<BeatEnd> => {
      beats++
      return { answered: true }
    }
    const heartbeats = startHeartbeats({ beat, intervalSeconds: () => interval, random, timer })
    await advance(day)
    expect(beats).toBe(0)
    interval = 3600
    await advance(2 * 3600)
    expect(beats).toBeGreaterThan(0)
    await heartbeats.close()
  })
})

describe('nextBeatSeconds', () => {
  const rhythm = { intervalSeconds: day, failures: 1, random: () => 0.999 }

  it('never waits longer than the license says, whatever an answer wishes', () => {
    const wish = (nextHeartbeatSeconds: number | null) =>
      nextBeatSeconds({ answered: true, nextHeartbeatSeconds }, { ...rhythm, random: () => 0 })
    expect([wish(null), wish(600), wish(10 * day), wish(1)]).toEqual([day, 600, day, 60])
  })

  it('waits out Retry-After, and then some', () => {
    const end = { answered: false, retryAfterSeconds: 7200 }
    expect(nextBeatSeconds(end, { ...rhythm, random: () => 0 })).toBe(7201)
    expect(nextBeatSeconds(end, { ...rhythm, failures: 50 })).toBeLessThan(7200 + 3600)
  })

  it('tries again within an hour, or the interval where that is shorter, however long the outage was', () => {
    for (let failures = 1; failures < 2000; failures++) {
      const wait = (intervalSeconds: number) =>
        nextBeatSeconds({ answered: false }, { ...rhythm, intervalSeconds, failures })
      expect(wait(day)).toBeLessThan(3600)
      expect(wait(600)).toBeLessThan(600)
      expect(wait(60)).toBeLessThan(60)
    }
  })
})

describe('1,000 installations after an outage', () => {
  const hubs = 1000
  const windowSeconds = 60

  /** mulberry32: the same fleet in every run. */
  function seeded(seed: number): () => number {
    let state = seed
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
    }
  }

  /** When each of them is heard first after the server is back, in seconds from then. */
  function recover(
    seed: number,
    outageSeconds: number,
    retryAfterSeconds: number | null,
    intervalSeconds: number,
  ): number[] {
    const random = seeded(seed)
    return Array.from({ length: hubs }, () => {
      let at = firstBeatSeconds({ intervalSeconds, random })
      for (let failures = 1; at < outageSeconds; failures++)
        at += nextBeatSeconds({ answered: false, retryAfterSeconds }, { intervalSeconds, failures, random })
      return at - outageSeconds
    })
  }

  function peakToMean(times: readonly number[]): number {
    const counts = new Map<number, number>()
    for (const at of times) {
      const window = Math.floor(at / windowSeconds)
      counts.set(window, (counts.get(window) ?? 0) + 1)
    }
    const mean = hubs / (Math.max(...times) / windowSeconds)
    return Math.max(...counts.values()) / mean
  }

  it.each([
    ['two hours', 2 * 3600, null, day],
    ['a day', day, null, day],
    ['three days', 3 * day, null, day],
    ['a day of 429 with Retry-After', day, 600, day],
    ['two hours, with a heartbeat every quarter of an hour', 2 * 3600, null, 900],
  ])(
    'of %s call at most 3 times as often in any minute as on average',
    (_what, outage, retryAfter, interval) => {
      const ratios = Array.from({ length: 20 }, (_, seed) =>
        peakToMean(recover(seed + 1, outage, retryAfter, interval)),
      )
      expect(Math.max(...ratios)).toBeLessThanOrEqual(3)
    },
  )
})
