import { assertPassword, HttpError, ownGuess, ownTurn } from '@licet/server'
import type { LiveSession } from '@licet/server/accounts'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSessions } from '../store/sessions.ts'
import { loadPasswordHash, loadStaff, savePasswordHash } from '../store/staff.ts'

/**
 * Sets a new password for whoever knows the present one; every other session of the account ends.
 *
 * @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG, PASSWORD_*
 */
export async function changePassword(
  deps: ControlDeps,
  actor: Actor,
  session: LiveSession,
  body: { current: string; next: string },
): Promise<void> {
  const { auth, database, clock } = deps
  const member = await loadStaff(database.db, actor.id)
  if (!member) throw new HttpError('CREDENTIAL_REQUIRED')
  await assertOwnPassword(deps, actor, body.current)
  await assertPassword(body.next, [member.email, member.name], 'next')
  const hash = await auth.hash(body.next, ownTurn(actor))
  await database.transact(async tx => {
    await savePasswordHash(tx, member.id, hash, clock.now())
    await deleteSessions(tx, member.id, session.id)
    await appendAudit(tx, { actor, action: 'profile.password', target: member.id, at: clock.now() })
  })
}

/** Asserts that somebody who is signed in also knows the password. @throws {HttpError} RATE_LIMITED, SERVER_BUSY, PASSWORD_WRONG */
export async function assertOwnPassword(
  { auth, database, attempts }: Pick<ControlDeps, 'auth' | 'database' | 'attempts'>,
  actor: Actor,
  password: string,
): Promise<void> {
  await attempts.attempt(ownGuess(actor, 'password'), async () => {
    const stored = (await loadPasswordHash(database.db, actor.id)) ?? ''
    if (!(await auth.verify(password, stored, ownTurn(actor)))) throw new HttpError('PASSWORD_WRONG')
  })
}
