import type { Effect } from '@licet/api/control'
import type { StoredLicense } from '../store/licenses.ts'
import { holdsActivation } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { licenseClaims } from './license-claims.ts'
import { vendorState } from './vendor-state.ts'

/** More would not be read by anybody. */
const machinesMax = 100

/**
 * Says what a deed does: what changes in the license, which machines it hits and when each notices.
 *
 * @param change.machines - The machines of the license as they are before.
 * @param change.hit - Which of those that hold an activation are hit; left out: all.
 * @param now - Epoch seconds.
 */
export function foreseeEffect(
  change: {
    before: StoredLicense
    after: StoredLicense
    machines: readonly StoredMachine[]
    hit?: (machine: StoredMachine) => boolean
  },
  issuer: string,
  now: number,
): Effect {
  const { before, after, machines, hit = () => true } = change
  const affected = machines.filter(machine => holdsActivation(machine) && hit(machine))
  return {
    machines: affected.slice(0, machinesMax).map(machine => ({
      id: machine.id,
      installationId: machine.installationId,
      hostname: machine.hostname,
      machineId: machine.machineId,
      lastSeenAt: machine.lastSeenAt,
      noticesBy: noticesBy(before, machine, now),
      leaseEndsAt: machine.leaseEndsAt,
    })),
    machinesTotal: affected.length,
    stateAfter: vendorState(after, now).state,
    expiresAt: after.expiresAt,
    revision: after.revision,
    before: { ...licenseClaims(before, issuer) },
    after: { ...licenseClaims(after, issuer) },
  }
}

/**
 * When a machine notices at the latest: one that reports does so with its next heartbeat, one that has fallen silent, or
 * never reports, when its lease ends.
 */
function noticesBy({ policy }: StoredLicense, machine: StoredMachine, now: number): number | null {
  const { heartbeatSeconds } = policy
  const { lastSeenAt, leaseEndsAt } = machine
  if (heartbeatSeconds === null || now >= lastSeenAt + 2 * heartbeatSeconds) return leaseEndsAt
  const next = Math.max(now, lastSeenAt + heartbeatSeconds)
  return leaseEndsAt === null ? next : Math.min(next, leaseEndsAt)
}
