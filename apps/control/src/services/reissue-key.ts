import type { LicenseDetail } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { saveLicense } from '../store/licenses.ts'
import { insertRevision } from '../store/revisions.ts'
import { loadSettings } from '../store/settings.ts'
import { createShortKey } from '../store/short-keys.ts'
import { signOrRefuse, withKey } from './issue-license.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { nextRevision } from './renew-license.ts'
import { showLicense } from './show-license.ts'

/**
 * Gives a license a new short key, shown this once, and a new revision. The old key opens nothing any more, and the signed
 * license as it was until now proves nothing any more; machines that are activated go on.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT where it was revoked, SIGNING_UNAVAILABLE
 */
export async function reissueKey(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ license: LicenseDetail; key: string }> {
  const key = await deps.database.transact(async tx => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force', 'suspended')
    const now = deps.clock.now()
    const fresh = createShortKey((await loadSettings(tx)).keyPrefix)
    const revised = nextRevision(before, now)
    const after = await signOrRefuse(deps, { ...revised, proofRevision: revised.revision })
    await saveLicense(tx, before, withKey(after, fresh))
    await insertRevision(tx, after, { reason, actorName: actor.name })
    await appendAudit(tx, {
      actor,
      action: 'license.issue',
      target: id,
      detail: {
        verb: 'reissue_key',
        reason,
        before: before.keyHint,
        after: fresh.hint,
        revision: after.revision,
      },
      at: now,
    })
    return fresh.key
  })
  return { license: await showLicense(deps, id), key }
}
