import { epochSecondsMax, type Fingerprint } from '@licet/license'
import type { StoredLicense } from '../store/licenses.ts'
import type { Directive } from '../store/stored-machine.ts'

/** What a lease is made from. */
export interface LeaseFacts {
  /** `act_…` */
  id: string
  issuer: string
  license: Pick<StoredLicense, 'id' | 'policy' | 'expiresAt'>
  /** The installation; where none is known, the machine's own id. */
  audience: string
  machineId: string
  fingerprint: Fingerprint
  directive: Directive
  /** The request that is answered; null where there was none. */
  request: { id: string; counter: number } | null
  /** What the vendor has to say to the admin; empty: nothing. */
  message: string
  /** Epoch seconds. */
  now: number
}

/** A verdict stands that long on a license that has ended, or never began. */
const verdictSeconds = 86_400

/**
 * Writes a lease, or a verdict, the way it stands in its token.
 *
 * It ends the license's grace after now, or with the license where there is no grace.
 *
 * @returns The claims of an `activation+jwt`, and when it ends (epoch seconds).
 * @see DESIGN.md section 2, "Policy in the token"
 */
export function leaseClaims(facts: LeaseFacts): { claims: Record<string, unknown>; endsAt: number } {
  const { license, request, message, now } = facts
  const { graceSeconds } = license.policy
  const natural = graceSeconds === null ? (license.expiresAt ?? 0) : now + graceSeconds
  const endsAt = Math.min(natural > now ? natural : now + verdictSeconds, epochSecondsMax)
  return {
    endsAt,
    claims: {
      iss: facts.issuer,
      jti: facts.id,
      sub: license.id,
      aud: [facts.audience],
      iat: now,
      exp: endsAt,
      fingerprint: facts.fingerprint,
      machine: facts.machineId,
      ...(facts.directive !== 'none' && { directive: facts.directive }),
      ...(request !== null && { request: request.id, counter: request.counter + 1 }),
      ...(message !== '' && { message }),
    },
  }
}
