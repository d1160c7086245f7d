import type { LicenseDetail } from '@licet/api/control'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { saveLicense } from '../store/licenses.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { showLicense } from './show-license.ts'

/**
 * Says something to the administrators of a license's machines: signed, with the next answer of each and every one after it, until
 * it is taken back. Audited.
 *
 * @param text - Empty: takes back what was said.
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT where it was revoked: its machines are answered no more
 */
export async function messageLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  text: string,
): Promise<{ license: LicenseDetail }> {
  const message = text === '' ? null : text
  await deps.database.transact(async tx => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force', 'suspended')
    if (before.message === message) return
    await saveLicense(tx, before, { ...before, message })
    await appendAudit(tx, {
      actor,
      action: 'license.issue',
      target: id,
      detail: { verb: 'message', text },
      at: deps.clock.now(),
    })
  })
  return { license: await showLicense(deps, id) }
}
