import { type AttemptLimits, assertPassword, HttpError, ownGuess, ownTurn } from '@licet/server'
import type { LiveSession } from '@licet/server/accounts'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSessions } from '../store/sessions.ts'
import { loadPasswordHash, loadUser, savePasswordHash } from '../store/users.ts'

/**
 * Sets a new password for whoever knows the present one; every other session of the account ends.
 *
 * @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG, PASSWORD_*
 */
export async function changePassword(
  deps: HubDeps & { limits: AttemptLimits },
  actor: Actor,
  session: LiveSession,
  body: { current: string; next: string },
): Promise<void> {
  const { auth, database, clock } = deps
  const user = loadUser(database, actor.id)
  if (!user) throw new HttpError('CREDENTIAL_REQUIRED')
  await assertOwnPassword(deps, actor, body.current)
  await assertPassword(body.next, [user.email, user.name], 'next')
  const hash = await auth.hash(body.next, ownTurn(actor))
  database.transact(tx => {
    savePasswordHash(tx, user.id, hash, clock.now())
    deleteSessions(tx, user.id, session.id)
    appendAudit(tx, { actor, action: 'profile.password', target: user.id }, clock.now())
  })
}

/** Asserts that somebody who is signed in also knows the password. @throws {HttpError} RATE_LIMITED, SERVER_BUSY, PASSWORD_WRONG */
export async function assertOwnPassword(
  { auth, database, limits }: Pick<HubDeps, 'auth' | 'database'> & { limits: AttemptLimits },
  actor: Actor,
  password: string,
): Promise<void> {
  await limits.attempt(ownGuess(actor, 'password'), async () => {
    const stored = loadPasswordHash(database, actor.id) ?? ''
    if (!(await auth.verify(password, stored, ownTurn(actor)))) throw new HttpError('PASSWORD_WRONG')
  })
}
