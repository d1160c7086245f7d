import { type ClockReading, inspectToken, passedSeconds } from '@licet/license'
import { monotonicOf } from '../clock/machine-clock.ts'
import type { PendingRequest, StoredActivation } from '../store/stored-activation.ts'
import type { AskedRequest } from './create-request.ts'
import type { Look } from './open-activation.ts'

/** A request that was made before and is not answered yet. */
export interface WaitingRequest {
  token: string
  asked: AskedRequest
  action: 'activate' | 'heartbeat'
}

/**
 * The request that waits in a store, if it still says what a new one would: about the same license, as the same machine,
 * at the same place in the chain. An answer that was lost is asked for again with it; another request from the same place
 * is what a copy of this installation would send.
 *
 * @param named - Whether it has to be about the stored license.
 * @param secondsMax - How long it may have waited, by a clock that nobody sets.
 */
export function waitingRequest(
  { stored, held, reading }: Look,
  named: boolean,
  secondsMax = Number.POSITIVE_INFINITY,
): WaitingRequest | null {
  const asked = askedIn(stored.pending, reading)
  if (asked === null || stored.pending === null) return null
  const token = stored.pending.requestToken
  const { fingerprint, action } = inspectToken(token).claims
  const { uid: _uid, ...components } = held.fingerprint
  const fits =
    (asked.waitedSeconds ?? 0) < secondsMax &&
    asked.license === (named ? stored.licenseId : null) &&
    asked.counter === (named ? stored.counter : 0) &&
    JSON.stringify(fingerprint) === JSON.stringify(components)
  return fits ? { token, asked, action: action === 'heartbeat' ? action : 'activate' } : null
}

/** What a waiting request asks, as it says itself: it is our own. */
export function askedIn(pending: StoredActivation['pending'], reading: ClockReading): AskedRequest | null {
  if (pending === null) return null
  try {
    const { license = null, counter, exp } = inspectToken(pending.requestToken).claims
    if (typeof counter !== 'number' || typeof exp !== 'number') return null
    if (license !== null && typeof license !== 'string') return null
    const waitedSeconds = passedSeconds(pending.made, monotonicOf(reading))
    return { jti: pending.jti, license, counter, expiresAt: exp, waitedSeconds }
  } catch {
    return null
  }
}

/** What is stored while a request waits. */
export function pendingOf(
  { token, asked }: Omit<WaitingRequest, 'action'>,
  reading: ClockReading,
): PendingRequest {
  return { jti: asked.jti, requestToken: token, at: Math.max(reading.system, 0), made: monotonicOf(reading) }
}
