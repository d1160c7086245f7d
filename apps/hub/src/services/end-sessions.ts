import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSession, deleteSessions } from '../store/sessions.ts'
import { loadUser } from '../store/users.ts'

/** Ends every session of an account. @throws {HttpError} USER_NOT_FOUND */
export function endSessions({ database, clock }: HubDeps, actor: Actor, userId: string): void {
  database.transact(tx => {
    if (!loadUser(tx, userId)) throw new HttpError('USER_NOT_FOUND')
    deleteSessions(tx, userId)
    appendAudit(tx, { actor, action: 'session.end_all', target: userId }, clock.now())
  })
}

/** Ends one session of an account. @throws {HttpError} NOT_FOUND */
export function endSession(
  { database, clock }: HubDeps,
  actor: Actor,
  userId: string,
  sessionId: string,
): void {
  database.transact(tx => {
    if (!deleteSession(tx, userId, sessionId)) throw new HttpError('NOT_FOUND')
    appendAudit(
      tx,
      { actor, action: 'session.end', target: userId, detail: { session: sessionId } },
      clock.now(),
    )
  })
}
