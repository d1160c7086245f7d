import type { Effect, LicenseDetail } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { foreseeEffect } from '../licensing/foresee-effect.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { loadMachines } from '../store/machines.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { showLicense } from './show-license.ts'

/** A license after a deed, or as it is before one that was only looked at, and what the deed does. */
export interface LicenseChanged {
  license: LicenseDetail
  effect: Effect
}

/**
 * Suspends a license until it is reinstated: its machines are told with their next heartbeat, and none is activated.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT unless it is in force
 */
export async function suspendLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  { reason, preview = false }: { reason: string; preview?: boolean | undefined },
): Promise<LicenseChanged> {
  const now = deps.clock.now()
  const suspend = async (tx: ControlTransaction): Promise<Effect> => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force')
    const machines = await loadMachines(tx, id)
    const decided = { license: before, actor, reason, by: 'staff', now }
    const after = preview ? suspended(decided) : await suspendInTransaction(tx, decided)
    return foreseeEffect({ before, after, machines }, deps.trust.issuer, now)
  }
  const effect = await deps.database.transact(suspend)
  return { license: await showLicense(deps, id), effect }
}

/** Suspends a license within another deed. @param decided.by - `staff`, or whatever will reinstate it. */
export async function suspendInTransaction(
  tx: ControlTransaction,
  decided: { license: StoredLicense; actor: Actor; reason: string; by: string; now: number },
): Promise<StoredLicense> {
  const { license, actor, reason, by, now } = decided
  const after = suspended(decided)
  await saveLicense(tx, license, after)
  await appendAudit(tx, {
    actor,
    action: 'license.revoke',
    target: license.id,
    detail: { verb: 'suspend', reason, by },
    at: now,
  })
  return after
}

function suspended({
  license,
  reason,
  by,
  now,
}: {
  license: StoredLicense
  reason: string
  by: string
  now: number
}): StoredLicense {
  return { ...license, status: 'suspended', statusReason: reason, statusAt: now, suspendedBy: by }
}
