import type { ActivationClaims, RevocationList, VerifiedLicense } from '../claims/claims.ts'
import type { LicenseErrorCode } from '../errors.ts'

export type StateKind =
  | 'none'
  | 'scheduled'
  | 'active'
  | 'expiring'
  | 'grace'
  | 'expired'
  | 'suspended'
  | 'revoked'
  | 'machine_mismatch'
  | 'locked'
  | 'unreadable'

/** Machine-readable cause of a state. */
export type StateReason =
  | 'NO_LICENSE'
  | 'LICENSE_REMOVED'
  | 'NOT_YET_VALID'
  | 'IN_FORCE'
  | 'EXPIRES_SOON'
  | 'LICENSE_EXPIRED'
  | 'LICENSE_REVOKED'
  | 'LICENSE_SUSPENDED'
  | 'LICENSE_LOCKED'
  | 'ACTIVATION_PENDING'
  | 'ACTIVATION_OVERDUE'
  | 'HEARTBEAT_MISSED'
  | 'LEASE_ENDED'
  | 'MACHINE_CHANGED'
  | 'TRUST_MISSING'
  | LicenseErrorCode

/** What a state keeps people from doing. Nothing on the break-glass list is ever restricted. */
export type Restriction = 'nothing' | 'new_users' | 'everything'

/** What an installation knows, loaded from stored bytes and verified again. */
export interface Facts {
  /** Every readable license that may be in force, now or later, in the order in which they were activated: the last counts. */
  licenses: readonly VerifiedLicense[]
  /** A stored license that no longer verifies, and why. Reported only when no readable one is in force. */
  unreadable: LicenseErrorCode | null
  /**
   * The license that was in force last, where it was removed and nothing has taken its place since. One that locks goes on
   * locking, with its seats; any other counts for nothing.
   */
  removed?: VerifiedLicense | null
  revocations: RevocationList | null
  activation: ActivationClaims | null
  /** The machine as it is now: component name -> salted hash; null where nothing was read. */
  fingerprint: Readonly<Record<string, string>> | null
  installationId: string
  /** Enabled accounts; null where seats are not counted (CLI, SDK). */
  seatsUsed: number | null
}

/** What an installation's license amounts to at one moment. */
export interface LicenseState {
  kind: StateKind
  /** True in `active`, `expiring` and `grace`; never depends on seats. */
  valid: boolean
  reason: StateReason
  /** One sentence for people. */
  message: string
  /** What to do about it; empty where nothing needs doing. */
  remedy: string
  /** The next moment (epoch seconds) at which this changes by itself, and to what; null: never. */
  nextChange: { at: number; to: StateKind } | null
  restricts: Restriction
  /** The license this is about: in force, expired, revoked …; null in `none` and `unreadable`. */
  license: VerifiedLicense | null
  /** In `none` alone: the license that was removed and goes on locking; null otherwise. */
  removed: VerifiedLicense | null
  /** The license that takes over later, if one is queued. */
  next: VerifiedLicense | null
}
