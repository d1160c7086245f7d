import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { loadUser, type StoredUser, updateUser } from '../store/users.ts'

/** Changes what somebody may change of the own account. @throws {HttpError} CREDENTIAL_REQUIRED when it is gone. */
export function updateProfile(
  { database, clock }: HubDeps,
  actor: Actor,
  change: Partial<Pick<StoredUser, 'name' | 'language' | 'theme'>>,
): StoredUser {
  return database.transact(tx => {
    updateUser(tx, actor.id, change, clock.now())
    if (Object.keys(change).length > 0) {
      appendAudit(tx, { actor, action: 'profile.update', target: actor.id, detail: change }, clock.now())
    }
    const user = loadUser(tx, actor.id)
    if (!user) throw new HttpError('CREDENTIAL_REQUIRED')
    return user
  })
}
