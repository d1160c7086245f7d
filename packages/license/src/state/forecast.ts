import { evaluate } from './evaluate.ts'
import type { Facts, LicenseState } from './state.ts'

/** More changes than any real installation has ahead of it. */
const changesMax = 256

/**
 * The states that lie ahead if nothing is done, the present one first, by the function that also enforces them.
 *
 * @param now - Effective time in epoch seconds.
 * @param until - Last moment of interest, epoch seconds, inclusive; left out: as far as anything changes.
 */
export function forecast(
  facts: Facts,
  now: number,
  until = Infinity,
): readonly { at: number; state: LicenseState }[] {
  const states = [{ at: now, state: evaluate(facts, now) }]
  let change = states[0]?.state.nextChange ?? null
  while (change !== null && change.at <= until && states.length < changesMax) {
    const state = evaluate(facts, change.at)
    states.push({ at: change.at, state })
    change = state.nextChange
  }
  return states
}
