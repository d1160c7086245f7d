import type { Effect } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { foreseeEffect } from '../licensing/foresee-effect.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { endMachines, loadMachines } from '../store/machines.ts'
import { insertRevocation } from '../store/revocations.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { publishOrNote } from './publish-revocations.ts'
import { showLicense } from './show-license.ts'
import type { LicenseChanged } from './suspend-license.ts'

/**
 * Revokes a license for good, and signs the revocation list anew. Once this has returned, no activation and no heartbeat of
 * it succeeds. Where nothing can be signed at present it is revoked nonetheless, and the list follows.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT where it was revoked before
 * @see SECURITY-CASES.md rows 97, 103
 */
export async function revokeLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  { reason, preview = false }: { reason: string; preview?: boolean | undefined },
): Promise<LicenseChanged> {
  const now = deps.clock.now()
  const revoke = async (tx: ControlTransaction): Promise<Effect> => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force', 'suspended')
    const machines = await loadMachines(tx, id)
    const after: StoredLicense = {
      ...before,
      status: 'revoked',
      statusReason: reason,
      statusAt: now,
      suspendedBy: null,
      machines: 0,
    }
    if (!preview) await writeRevocation(tx, deps, actor, { before, after })
    return foreseeEffect({ before, after, machines }, deps.trust.issuer, now)
  }
  const effect = await deps.database.transact(revoke)
  return { license: await showLicense(deps, id), effect }
}

async function writeRevocation(
  tx: ControlTransaction,
  deps: ControlDeps,
  actor: Actor,
  { before, after }: { before: StoredLicense; after: StoredLicense },
): Promise<void> {
  const { id, statusAt: now, statusReason: reason, expiresAt } = after
  await saveLicense(tx, before, after)
  await endMachines(tx, id, 'revoked', now)
  await insertRevocation(tx, { licenseId: id, revokedAt: now, expiresAt })
  const sequence = await publishOrNote(tx, deps, now)
  await appendAudit(tx, {
    actor,
    action: 'license.revoke',
    target: id,
    detail: { verb: 'revoke', reason, machines: before.machines, sequence },
    at: now,
  })
}
