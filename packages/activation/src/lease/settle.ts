import type { AskedRequest } from './create-request.ts'
import type { ExchangeEnd } from './exchange-end.ts'
import type { ActivationOptions, Look } from './open-activation.ts'
import { readHeld } from './read-held.ts'
import { noteTime, storedAfter } from './stored-after.ts'
import { type Answer, type Chain, takeAnswer } from './take-answer.ts'

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
    const chainOf = (id: string): Chain =>
      id === stored.licenseId ? chain : { ...chain, counter: 0, previous: '', issuedAt: 0 }
    const licenses = license === null ? [] : [license]
    const situation = { installationId, fingerprint, trust, requests, licenses, revocations, chainOf, now }
    const taken = await takeAnswer(answer, situation)
    if (!taken.taken) return { kind: 'not_taken', refusal: taken }
    const next = await storedAfter(stored, taken, base, from.key, now)
    const lastContact = from.online ? { at: now, outcome: 'taken' } : stored.lastContact
    const kept = { ...next, lastContact, clock: noteTime(next.clock, clock) }
    await store.save(kept)
    const after = await readHeld(kept, { trust: base, fingerprint, system: clock.system(), installationId })
    return {
      kind: 'taken',
      state: after.state,
      message: taken.activation?.claims.message ?? null,
      nextHeartbeatSeconds: from.nextHeartbeatSeconds,
      trust: after.trust,
    }
  }
}
