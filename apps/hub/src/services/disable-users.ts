import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSessions } from '../store/sessions.ts'
import { loadKnownUser, loadUser, type StoredUser, updateUser } from '../store/users.ts'
import { assertAdminRemains } from './assert-admin-remains.ts'
import { noteSeats } from './assert-seats.ts'

/**
 * Disables several accounts, all or none, and ends their sessions; gives their seats back.
 *
 * @returns the accounts as they are now; those that were disabled before are among them, unchanged.
 * @throws {HttpError} USER_NOT_FOUND, LAST_ADMIN
 */
export function disableUsers(deps: HubDeps, actor: Actor, ids: readonly string[]): Promise<StoredUser[]> {
  return deps.licensing.withVerified((tx, view) => {
    for (const id of new Set(ids)) {
      const user = loadUser(tx, id)
      if (!user) throw new HttpError('USER_NOT_FOUND')
      if (!user.enabled) continue
      updateUser(tx, id, { enabled: false }, view.now)
      assertAdminRemains(tx, user)
      deleteSessions(tx, id)
      appendAudit(tx, { actor, action: 'user.disable', target: id }, view.now)
    }
    noteSeats(tx, view)
    return [...new Set(ids)].map(id => loadKnownUser(tx, id))
  })
}
