import type { ActivationClaims, VerifiedLicense } from '../claims/claims.ts'
import { isRevoked, licenseInForce, startOf } from './license-in-force.ts'
import { matchFingerprint } from './match-fingerprint.ts'
import type { Facts, StateKind, StateReason } from './state.ts'

/** What a license amounts to at one moment, before it is put into words. */
export interface Judgement {
  kind: StateKind
  reason: StateReason
  license: VerifiedLicense | null
  /** The license that was removed and goes on locking. */
  removed: VerifiedLicense | null
  next: VerifiedLicense | null
}

type Verdict = Pick<Judgement, 'kind' | 'reason'>

/**
 * Judges what an installation knows, at one moment. The first of these that holds decides: revoked, expired, told to
 * suspend or lock, wrong machine, lease ended, not activated, heartbeats missed, ending soon, in force.
 */
export function judge(facts: Facts, now: number): Judgement {
  const { current, next } = licenseInForce(facts.licenses, now)
  const none = { license: null, removed: null, next }
  if (current !== null) return { ...none, ...judgeLicense(facts, current, next, now), license: current }
  const { removed = null, unreadable } = facts
  // Removing a license that locks is no way out of it, and one that waits for its start has not taken its place yet.
  if (removed?.claims.policy.enforcement === 'locked')
    return { ...none, kind: 'none', reason: 'LICENSE_REMOVED', removed }
  if (unreadable !== null) return { ...none, kind: 'unreadable', reason: unreadable }
  if (next !== null) return { ...none, kind: 'scheduled', reason: 'NOT_YET_VALID', license: next }
  return { ...none, kind: 'none', reason: 'NO_LICENSE' }
}

function judgeLicense(
  facts: Facts,
  license: VerifiedLicense,
  next: VerifiedLicense | null,
  now: number,
): Verdict {
  const activation = activationOf(facts, license)
  if (isRevoked(license, facts.revocations) || activation?.directive === 'revoke')
    return { kind: 'revoked', reason: 'LICENSE_REVOKED' }
  if (now >= license.claims.exp) return { kind: 'expired', reason: 'LICENSE_EXPIRED' }
  if (activation?.directive === 'suspend') return { kind: 'suspended', reason: 'LICENSE_SUSPENDED' }
  if (activation?.directive === 'lock') return { kind: 'locked', reason: 'LICENSE_LOCKED' }
  const bound =
    license.claims.policy.binding === 'machine' ? judgeBinding(facts, license, activation, now) : null
  return bound ?? judgeTerm(facts, license, next, now)
}

/** Returns null where the binding holds. */
function judgeBinding(
  facts: Facts,
  license: VerifiedLicense,
  activation: ActivationClaims | null,
  now: number,
): Verdict | null {
  const { policy } = license.claims
  if (activation === null) {
    return now < activationDeadline(license)
      ? { kind: 'grace', reason: 'ACTIVATION_PENDING' }
      : { kind: 'locked', reason: 'ACTIVATION_OVERDUE' }
  }
  if (!matchFingerprint(policy.match, activation.fingerprint, facts.fingerprint ?? {}).matched)
    return { kind: 'machine_mismatch', reason: 'MACHINE_CHANGED' }
  if (now >= activation.exp) return { kind: 'locked', reason: 'LEASE_ENDED' }
  if (now >= heartbeatDeadline(license, activation)) return { kind: 'grace', reason: 'HEARTBEAT_MISSED' }
  return null
}

function judgeTerm(
  facts: Facts,
  license: VerifiedLicense,
  next: VerifiedLicense | null,
  now: number,
): Verdict {
  const renewed = next !== null && startOf(next) <= license.claims.exp && !isRevoked(next, facts.revocations)
  if (renewed || now < warningStart(license)) return { kind: 'active', reason: 'IN_FORCE' }
  return { kind: 'expiring', reason: 'EXPIRES_SOON' }
}

/** Every moment at which a judgement can change by itself, unsorted, epoch seconds. */
export function boundaries(facts: Facts): number[] {
  return facts.licenses.flatMap(license => {
    const activation = activationOf(facts, license)
    const times = [startOf(license), warningStart(license), license.claims.exp, activationDeadline(license)]
    return activation === null ? times : [...times, activation.exp, heartbeatDeadline(license, activation)]
  })
}

/** The activation, if it is for this license on this installation. */
function activationOf(
  { activation, installationId }: Facts,
  license: VerifiedLicense,
): ActivationClaims | null {
  if (activation === null || activation.installationId !== installationId) return null
  return activation.licenseId === license.id || activation.licenseId === license.digest ? activation : null
}

function warningStart({ claims }: VerifiedLicense): number {
  return claims.exp - claims.warnDays * 86_400
}

function activationDeadline({ claims }: VerifiedLicense): number {
  return (claims.iat ?? 0) + claims.policy.activationGraceSeconds
}

/** Two heartbeats after the last signed answer; never, where none are expected. */
function heartbeatDeadline({ claims }: VerifiedLicense, activation: ActivationClaims): number {
  const { heartbeatSeconds } = claims.policy
  return heartbeatSeconds === null ? Infinity : activation.iat + 2 * heartbeatSeconds
}
