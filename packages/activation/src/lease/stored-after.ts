import { type ClockFloor, raiseFloor, type Trust } from '@licet/license'
import type { StoredActivation } from '../store/stored-activation.ts'
import { keepKeysets } from './keep-keysets.ts'
import type { MachineClock } from './machine-clock.ts'
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
  now: number,
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
    clock: taken.signedAt.reduce((clock, at) => raiseFloor(clock, { kind: 'signed', at }), stored.clock),
  }
}

/**
 * Takes note that time has passed.
 *
 * @param always - Also where it was little: something depends on it.
 * @returns The same object where nothing worth keeping was learnt.
 */
export function noteTime(clock: ClockFloor, machine: MachineClock, always = false): ClockFloor {
  const next = raiseFloor(clock, {
    kind: 'running',
    system: machine.system(),
    uptimeSeconds: machine.uptimeSeconds(),
    bootId: machine.bootId,
  })
  // Every look at the license would be a write otherwise.
  const merelyLater =
    next.provisional === clock.provisional &&
    (next.pending === null) === (clock.pending === null) &&
    next.running - clock.running < writeSeconds
  return merelyLater && !always ? clock : next
}

const writeSeconds = 3600

/** `ACME-…-7KQ2`: enough to tell one key from another, too little to use it. */
function hintOf(key: string): string {
  const groups = key.split('-')
  return `${groups[0]}-…-${groups.at(-1)}`
}
