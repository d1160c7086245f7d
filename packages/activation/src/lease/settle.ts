import { jumpSecondsMax, passedSeconds } from '@licet/license'
import { monotonicOf, readClock } from '../clock/machine-clock.ts'
import type { AskedRequest } from './create-request.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import type { ActivationOptions, Look } from './open-activation.ts'
import { readHeld } from './read-held.ts'
import { storedAfter } from './stored-after.ts'
import { type Answer, type Chain, type TakenAnswer, takeAnswer } from './take-answer.ts'

/** How an answer came. */
export interface AnswerSource {
  /** The short key that it came for; null: none. */
  key: string | null
  online: boolean
  /** What the server wishes, unsigned. */
  nextHeartbeatSeconds: number | null
}

/** Puts an answer through its judge, and stores what was taken. */
export type Settle = (
  seen: Look,
  answer: Answer,
  requests: readonly AskedRequest[],
  from: AnswerSource,
) => Promise<ExchangeEnd>

/** Creates the one place where an answer becomes what is stored. */
export function createSettle({ store, instanceKey, clock, trust: base }: ActivationOptions): Settle {
  const installationId = instanceKey.id
  return async ({ stored, held }, answer, requests, from) => {
    const { trust, fingerprint, now, license, revocations, chain } = held
    // The answer may have been long under way: time has passed since the look.
    const reading = readClock(clock)
    const waitedSeconds = passedSeconds(stored.pending?.made ?? null, monotonicOf(reading))
    const chainOf = (id: string): Chain =>
      id === stored.licenseId ? chain : { ...chain, counter: 0, previous: '', issuedAt: 0 }
    const licenses = license === null ? [] : [license]
    const situation = {
      installationId,
      fingerprint,
      trust,
      requests: requests.map(asked => ({ ...asked, waitedSeconds, online: from.online })),
      licenses,
      revocations,
      chainOf,
      now,
      signedTime: stored.clock.signed,
    }
    const taken = await takeAnswer(answer, situation)
    if (!taken.taken) return { kind: 'not_taken', refusal: taken }
    const next = await storedAfter(stored, taken, base, from.key, { now, reading })
    const after = await readHeld(next, { trust: base, fingerprint, reading, installationId })
    const lastContact = from.online ? { at: after.now, outcome: 'taken' } : stored.lastContact
    await store.save({ ...next, lastContact })
    return {
      kind: 'taken',
      timeIsOpen: isTimeOpen(taken, [reading.system, after.now]),
      state: after.state,
      message: taken.activation?.claims.message ?? null,
      nextHeartbeatSeconds: from.nextHeartbeatSeconds,
      trust: after.trust,
    }
  }
}

/** The clock differs from the answer by more than its request can have waited for, or nobody knows how long that was. */
function isTimeOpen({ activation, request, timed }: TakenAnswer, clocks: readonly number[]): boolean {
  if (activation === null || request === null) return false
  const waitedSeconds = timed?.waitedSeconds ?? Number.POSITIVE_INFINITY
  const { iat } = activation.claims
  return waitedSeconds > jumpSecondsMax && clocks.some(clock => Math.abs(clock - iat) > jumpSecondsMax)
}
