import { type ClockFloor, type ClockReading, raiseFloor, type Trust } from '@licet/license'
import { clockAfter } from '../clock/clock-after.ts'
import type { StoredActivation } from '../store/stored-activation.ts'
import { keepKeysets } from './keep-keysets.ts'
import type { TakenAnswer } from './take-answer.ts'

/**
 * What to store once an answer was taken. A license other than the stored one takes its place, with its key and chain.
 *
 * @param base - The trust that came with the product.
 * @param key - The short key that brought the answer; null: it came another way.
 */
export async function storedAfter(
  stored: StoredActivation,
  taken: TakenAnswer,
  base: Trust,
  key: string | null,
  { now, reading }: { now: number; reading: ClockReading },
): Promise<StoredActivation> {
  const { license, activation, keyset, revocations } = taken
  const other = license !== null && license.verified.id !== stored.licenseId
  const keysets = keyset === null ? stored.keysets : await keepKeysets(base, stored.keysets, keyset.text, now)
  return {
    ...stored,
    ...(other ? { activation: null, counter: 0, key: null, shortKeyHint: '' } : {}),
    ...(license === null ? {} : { license: license.token, licenseId: license.verified.id }),
    ...(activation === null ? {} : { activation: activation.token, counter: taken.counter, pending: null }),
    ...(key === null ? {} : { key, shortKeyHint: hintOf(key) }),
    keysets,
    revocations: revocations === null ? stored.revocations : revocations.text,
    clock: clockAfter(stored.clock, taken, reading),
  }
}

/**
 * Takes note that time has passed.
 *
 * @param always - Also where it was little: something depends on it.
 * @returns The same object where nothing worth keeping was learnt.
 */
export function noteTime(clock: ClockFloor, reading: ClockReading, always = false): ClockFloor {
  const next = raiseFloor(clock, reading)
  // Every look at the license would be a write otherwise.
  const merelyLater =
    next.settled === clock.settled &&
    next.unsure === clock.unsure &&
    next.seen?.bootId === clock.seen?.bootId &&
    next.pending?.since === clock.pending?.since &&
    (next.pending?.steadySeconds ?? 0) - (clock.pending?.steadySeconds ?? 0) < writeSeconds &&
    next.running - clock.running < writeSeconds
  return merelyLater && !always ? clock : next
}

const writeSeconds = 3600

/** `ACME-…-7KQ2`: enough to tell one key from another, too little to use it. */
function hintOf(key: string): string {
  const groups = key.split('-')
  return `${groups[0]}-…-${groups.at(-1)}`
}
