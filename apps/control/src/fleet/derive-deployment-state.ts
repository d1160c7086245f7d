import type { DeploymentReason, DeploymentState } from '@licet/api/control'

/** What a deployment's state follows from. Times in epoch seconds. */
export interface DeploymentFacts {
  /** Null: nothing was issued for it yet. */
  license: {
    revoked: boolean
    suspended: boolean
    /** Null: its term has not begun. */
    expiresAt: number | null
    /** Bound to a machine: it has to be activated. */
    bound: boolean
    /** Whether its end locks; a soft license only warns. */
    locks: boolean
    /** Null: no heartbeat is expected. */
    heartbeatSeconds: number | null
  } | null
  /** The machine that lives on the license now; null: none. */
  machine: { lastSeenAt: number; leaseEndsAt: number | null } | null
}

/** What a deployment is doing at one moment, why, and what it will do next if nothing is heard of it. */
export interface DerivedState {
  state: DeploymentState
  reason: DeploymentReason
  nextChange: { at: number; to: DeploymentState } | null
}

/**
 * Says what a deployment is doing at one moment. Pure and total, with the boundaries of the license package: the start of
 * a span belongs to it, its end does not.
 *
 * The first of these that holds decides: no license, revoked, expired, suspended, not activated, lease ended, heartbeats
 * missed, in force.
 *
 * @param now - Epoch seconds.
 */
export function deriveDeploymentState(facts: DeploymentFacts, now: number): DerivedState {
  const present = stateAt(facts, now)
  const times = boundaries(facts)
    .filter(at => at > now)
    .toSorted((a, b) => a - b)
  for (const at of times) {
    const to = stateAt(facts, at).state
    if (to !== present.state) return { ...present, nextChange: { at, to } }
  }
  return { ...present, nextChange: null }
}

function stateAt({ license, machine }: DeploymentFacts, now: number): Omit<DerivedState, 'nextChange'> {
  if (license === null) return { state: 'provisioned', reason: 'NO_LICENSE' }
  if (license.revoked) return { state: 'revoked', reason: 'LICENSE_REVOKED' }
  if (license.expiresAt !== null && now >= license.expiresAt)
    return { state: license.locks ? 'locked' : 'grace', reason: 'LICENSE_EXPIRED' }
  if (license.suspended) return { state: 'suspended', reason: 'LICENSE_SUSPENDED' }
  if (!license.bound) return { state: 'active', reason: 'IN_FORCE' }
  if (machine === null) return { state: 'provisioned', reason: 'NOT_ACTIVATED' }
  if (machine.leaseEndsAt !== null && now >= machine.leaseEndsAt)
    return { state: 'locked', reason: 'LEASE_ENDED' }
  const overdueAt = heartbeatOverdueAt(license, machine)
  if (overdueAt !== null && now >= overdueAt) return { state: 'grace', reason: 'HEARTBEAT_MISSED' }
  return { state: 'active', reason: 'IN_FORCE' }
}

function boundaries({ license, machine }: DeploymentFacts): number[] {
  if (license === null) return []
  const times = [
    license.expiresAt,
    ...(machine === null ? [] : [machine.leaseEndsAt, heartbeatOverdueAt(license, machine)]),
  ]
  return times.filter(at => at !== null)
}

/** Two heartbeats after the last one that was answered. */
function heartbeatOverdueAt(
  { heartbeatSeconds }: NonNullable<DeploymentFacts['license']>,
  { lastSeenAt }: NonNullable<DeploymentFacts['machine']>,
): number | null {
  return heartbeatSeconds === null ? null : lastSeenAt + 2 * heartbeatSeconds
}
