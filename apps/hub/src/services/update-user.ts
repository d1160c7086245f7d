import type { Role } from '@licet/api'
import { assertPassword, HttpError, ownTurn } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import type { HubDatabase } from '../store/database.ts'
import { deleteSessions } from '../store/sessions.ts'
import {
  loadKnownUser,
  loadUser,
  type StoredUser,
  savePasswordHash,
  updateUser as writeUser,
} from '../store/users.ts'
import { assertAdminRemains } from './assert-admin-remains.ts'
import { assertSeats, noteSeats } from './assert-seats.ts'

/** What an administrator may change of an account; what is absent stays. */
export interface UserChange {
  enabled?: boolean | undefined
  name?: string | undefined
  role?: Role | undefined
  password?: string | undefined
}

/**
 * Changes an account in one transaction with its audit entries. Enabling takes a seat; disabling, and a new password, end
 * its sessions at once. A value that is the present one changes nothing and is not audited.
 *
 * @throws {HttpError} USER_NOT_FOUND, PASSWORD_*, SEATS_EXHAUSTED, LAST_ADMIN
 */
export async function updateUser(
  deps: HubDeps,
  actor: Actor,
  id: string,
  change: UserChange,
): Promise<StoredUser> {
  const present = loadUser(deps.database, id)
  if (!present) throw new HttpError('USER_NOT_FOUND')
  if (change.password !== undefined)
    await assertPassword(change.password, [present.email, change.name ?? present.name])
  const passwordHash =
    change.password === undefined ? null : await deps.auth.hash(change.password, ownTurn(actor))
  return deps.licensing.withVerified((tx, view) => {
    const user = loadUser(tx, id)
    if (!user) throw new HttpError('USER_NOT_FOUND')
    const changed = differences(user, change)
    if (changed.enabled === true) assertSeats(tx, view.limit, 1, deps.metrics)
    writeUser(tx, id, changed, view.now)
    assertAdminRemains(tx, user)
    if (passwordHash !== null) savePasswordHash(tx, id, passwordHash, view.now)
    if (passwordHash !== null || changed.enabled === false) deleteSessions(tx, id)
    audit(tx, { actor, id, changed, passwordChanged: passwordHash !== null }, view.now)
    if (changed.enabled !== undefined) noteSeats(tx, view)
    return loadKnownUser(tx, id)
  })
}

type Changed = Omit<UserChange, 'password'>

function differences(user: StoredUser, { enabled, name, role }: UserChange): Changed {
  return {
    ...(enabled !== undefined && enabled !== user.enabled && { enabled }),
    ...(name !== undefined && name !== user.name && { name }),
    ...(role !== undefined && role !== user.role && { role }),
  }
}

function audit(
  tx: HubDatabase,
  done: { actor: Actor; id: string; changed: Changed; passwordChanged: boolean },
  now: number,
): void {
  const { actor, id, changed, passwordChanged } = done
  const { enabled, ...rest } = changed
  const note = (action: string, detail: Record<string, unknown> = {}) =>
    appendAudit(tx, { actor, action, target: id, detail }, now)
  if (enabled !== undefined) note(enabled ? 'user.enable' : 'user.disable')
  if (Object.keys(rest).length > 0) note('user.update', rest)
  if (passwordChanged) note('user.password_reset')
}
