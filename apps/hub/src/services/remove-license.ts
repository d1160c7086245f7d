import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { endLicense } from '../store/licenses.ts'

/**
 * Removes the license in force and every one that waits. They stay in the history. Without any, nothing is written.
 *
 * @throws {HttpError} LICENSE_MANAGED, DATABASE_*
 */
export async function removeLicense(deps: HubDeps, actor: Actor): Promise<void> {
  if (deps.config.managedLicense !== null) throw new HttpError('LICENSE_MANAGED')
  await deps.licensing.withPlan(
    async () => undefined,
    (tx, { snapshot, state, now }) => {
      if (snapshot.held.length === 0) return
      for (const { stored } of snapshot.held) {
        endLicense(tx, stored.position, { at: now, by: actor.name, reason: 'removed' })
      }
      const target = state.license?.id ?? ''
      const detail = { state: state.kind, count: snapshot.held.length }
      appendAudit(tx, { actor, action: 'license.remove', target, detail }, now)
    },
  )
}
