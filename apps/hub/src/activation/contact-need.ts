import { hash } from 'node:crypto'
import type { Facts, LicenseState, VerifiedLicense } from '@licet/license'

/** Why this installation has to talk to its activation server. */
export interface ContactNeed {
  action: 'activate' | 'heartbeat'
  /** null: the one that `shortKey` stands for. */
  license: VerifiedLicense | null
  /** The short key of the configuration, while it waits to be exchanged; null: `license` is known. */
  shortKey: string | null
  /** What the contact is about; when this changes, waiting for an earlier one has no point any more. */
  subject: string
  /** Between two heartbeats; for an activation, the time in which it is tried again at the latest. */
  intervalSeconds: number
}

/** Where a license expects no heartbeats. */
const activationIntervalSeconds = 86_400

/**
 * Says what has to be done about the license in force: activate it on first use and whenever its activation has stopped
 * being valid, else send heartbeats where the license expects them. Null: nothing.
 *
 * @param isReleased - This machine gave the license up: it is activated again only when somebody asks for it.
 */
export function contactNeed(
  { activation, fingerprint, installationId }: Pick<Facts, 'activation' | 'fingerprint' | 'installationId'>,
  { kind, reason, license }: Pick<LicenseState, 'kind' | 'reason' | 'license'>,
  isReleased: boolean,
): ContactNeed | null {
  if (license === null || kind === 'scheduled' || license.claims.policy.binding === 'none') return null
  const { heartbeatSeconds } = license.claims.policy
  const isHeld =
    activation !== null &&
    activation.installationId === installationId &&
    (activation.licenseId === license.id || activation.licenseId === license.digest)
  if (!isHeld && isReleased) return null
  const isStale = reason === 'MACHINE_CHANGED' || reason === 'LEASE_ENDED'
  const action = !isHeld || isStale ? 'activate' : 'heartbeat'
  if (action === 'activate' && (kind === 'expired' || kind === 'revoked') && !isHeld) return null
  if (action === 'heartbeat' && heartbeatSeconds === null) return null
  return {
    action,
    license,
    shortKey: null,
    subject: [action, license.digest, fingerprint?.uid ?? ''].join(' '),
    intervalSeconds: heartbeatSeconds ?? activationIntervalSeconds,
  }
}

/** The need to exchange a short key that configuration holds. */
export function keyNeed(shortKey: string): ContactNeed {
  return {
    action: 'activate',
    license: null,
    shortKey,
    subject: `configured ${hash('sha256', shortKey)}`,
    intervalSeconds: activationIntervalSeconds,
  }
}
