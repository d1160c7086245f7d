import {
  type ActivationClaims,
  inspectToken,
  jumpSecondsMax,
  requestSecondsMax,
  type VerifiedLicense,
} from '@licet/license'
import type { AskedRequest } from '../lease/create-request.ts'
import type { Chain, Situation } from '../lease/take-answer.ts'
import type { AnswerTime } from './clock-after.ts'

/**
 * Effective time, as far as an answer to a request of ours leaves it open: not before it was signed, and not later than that
 * plus the time since the request was first made. Read from a text that is not verified yet: it goes for nothing unless
 * that very text holds.
 */
export function timeOfAnswer(
  activation: string | null,
  { requests, now, signedTime = 0 }: Pick<Situation, 'requests' | 'now' | 'signedTime'>,
): number {
  try {
    const { request, iat } = inspectToken(activation ?? '').claims
    const asked = requests.find(({ jti }) => jti === request)
    if (asked?.waitedSeconds === undefined || typeof iat !== 'number' || !Number.isSafeInteger(iat))
      return now
    // Where it waited for long, or nobody knows how long, what it says may be the present: the next answer tells.
    const waitedSeconds = asked.waitedSeconds ?? Number.POSITIVE_INFINITY
    const latest = waitedSeconds > jumpSecondsMax ? iat : iat + Math.ceil(waitedSeconds)
    return Math.max(Math.min(now, latest), iat, signedTime)
  } catch {
    return now
  }
}

/** What an answer says of the present; null: nobody knows how long its request was under way. */
export function answerTime(
  { iat }: ActivationClaims,
  request: AskedRequest | null,
  { claims }: VerifiedLicense,
): AnswerTime | null {
  const waitedSeconds = request?.waitedSeconds ?? null
  if (waitedSeconds === null) return null
  const heartbeatSeconds = claims.policy.heartbeatSeconds ?? heartbeatSecondsDefault
  return { at: iat, waitedSeconds, trustedSeconds: 2 * heartbeatSeconds }
}

/** Where a license expects no heartbeats. */
const heartbeatSecondsDefault = 86_400

/** Issued before something was given up here; a time of that which lies ahead was written by a clock that was wrong. */
export function isBuried({ iat }: ActivationClaims, { tombstone, issuedAt }: Chain, now: number): boolean {
  return tombstone !== null && iat <= (tombstone.at > now ? issuedAt : tombstone.at)
}

/**
 * Issued before the answer that was taken last: held back, it would undo what the vendor has said since. Where that answer lies
 * ahead of the present, the clock that signed it was wrong, and nothing follows from its date.
 */
export function isOvertaken({ iat }: ActivationClaims, { issuedAt }: Chain, now: number): boolean {
  return iat < issuedAt && issuedAt <= now
}

/** More than 14 days have passed since it was made, by a clock that nobody sets; nobody knowing counts as no. */
export function isTooOld({ expiresAt, waitedSeconds, online }: AskedRequest, now: number): boolean {
  if (online === true) return false
  if (waitedSeconds === undefined) return expiresAt <= now
  return waitedSeconds !== null && waitedSeconds >= requestSecondsMax
}
