import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadKnownUser, loadUser, type StoredUser, updateUser } from '../store/users.ts'
import { assertSeats, noteSeats } from './assert-seats.ts'

/**
 * Enables several accounts, all or none: either there is a seat for each that has none, or nothing changes.
 *
 * @returns the accounts as they are now; those that were enabled before are among them, unchanged.
 * @throws {HttpError} USER_NOT_FOUND, SEATS_EXHAUSTED
 */
export function enableUsers(deps: HubDeps, actor: Actor, ids: readonly string[]): Promise<StoredUser[]> {
  const wanted = [...new Set(ids)]
  return deps.licensing.withVerified((tx, view) => {
    const disabled = wanted.filter(id => {
      const user = loadUser(tx, id)
      if (!user) throw new HttpError('USER_NOT_FOUND')
      return !user.enabled
    })
    if (disabled.length > 0) assertSeats(tx, view.limit, disabled.length, deps.metrics)
    for (const id of disabled) {
      updateUser(tx, id, { enabled: true }, view.now)
      appendAudit(tx, { actor, action: 'user.enable', target: id }, view.now)
    }
    noteSeats(tx, view)
    return wanted.map(id => loadKnownUser(tx, id))
  })
}
