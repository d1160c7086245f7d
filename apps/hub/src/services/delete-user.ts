import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadUser, deleteUser as removeUser } from '../store/users.ts'
import { assertAdminRemains } from './assert-admin-remains.ts'
import { noteSeats } from './assert-seats.ts'

/**
 * Deletes an account with its sessions and second factor; what it did stays in the audit log.
 *
 * @throws {HttpError} USER_NOT_FOUND, LAST_ADMIN
 */
export async function deleteUser(deps: HubDeps, actor: Actor, id: string): Promise<void> {
  await deps.licensing.withVerified((tx, view) => {
    const user = loadUser(tx, id)
    if (!user) throw new HttpError('USER_NOT_FOUND')
    removeUser(tx, id)
    assertAdminRemains(tx, user)
    const { name, email, role } = user
    appendAudit(tx, { actor, action: 'user.delete', target: id, detail: { name, email, role } }, view.now)
    noteSeats(tx, view)
  })
}
