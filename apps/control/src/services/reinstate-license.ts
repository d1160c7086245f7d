import type { Effect } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { foreseeEffect } from '../licensing/foresee-effect.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { loadMachines } from '../store/machines.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { showLicense } from './show-license.ts'
import type { LicenseChanged } from './suspend-license.ts'

/**
 * Puts a suspended license in force again: its machines are told with their next heartbeat.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT unless it is suspended
 */
export async function reinstateLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  { reason, preview = false }: { reason: string; preview?: boolean | undefined },
): Promise<LicenseChanged> {
  const now = deps.clock.now()
  const reinstate = async (tx: ControlTransaction): Promise<Effect> => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'suspended')
    const machines = await loadMachines(tx, id)
    const decided = { license: before, actor, reason, now }
    const after = preview ? reinstated(before, now) : await reinstateInTransaction(tx, decided)
    return foreseeEffect({ before, after, machines }, deps.trust.issuer, now)
  }
  const effect = await deps.database.transact(reinstate)
  return { license: await showLicense(deps, id), effect }
}

/** Puts a suspended license in force again within another deed. */
export async function reinstateInTransaction(
  tx: ControlTransaction,
  { license, actor, reason, now }: { license: StoredLicense; actor: Actor; reason: string; now: number },
): Promise<StoredLicense> {
  const after = reinstated(license, now)
  await saveLicense(tx, license, after)
  await appendAudit(tx, {
    actor,
    action: 'license.revoke',
    target: license.id,
    detail: { verb: 'reinstate', reason, by: license.suspendedBy },
    at: now,
  })
  return after
}

function reinstated(license: StoredLicense, now: number): StoredLicense {
  return { ...license, status: 'in_force', statusReason: '', statusAt: now, suspendedBy: null }
}
