import type { LicenseDetail } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { saveLicense } from '../store/licenses.ts'
import { loadSettings } from '../store/settings.ts'
import { createShortKey } from '../store/short-keys.ts'
import { withKey } from './issue-license.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { showLicense } from './show-license.ts'

/**
 * Gives a license a new short key, shown this once. The old one opens nothing any more; machines that are activated go on.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT where it was revoked
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
    const fresh = createShortKey((await loadSettings(tx)).keyPrefix)
    await saveLicense(tx, before, withKey(before, fresh))
    await appendAudit(tx, {
      actor,
      action: 'license.issue',
      target: id,
      detail: { verb: 'reissue_key', reason, before: before.keyHint, after: fresh.hint },
      at: deps.clock.now(),
    })
    return fresh.key
  })
  return { license: await showLicense(deps, id), key }
}
