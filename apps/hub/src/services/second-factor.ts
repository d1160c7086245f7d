import { type AttemptLimits, HttpError, ownGuess, ownTurn } from '@licet/server'
import { appCode, type LiveSession } from '@licet/server/accounts'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSessions, restoreSession, useCodeOnce } from '../store/sessions.ts'
import { deleteSecondFactor, loadUser } from '../store/users.ts'
import { assertOwnPassword } from './change-password.ts'

type Deps = HubDeps & { limits: AttemptLimits }

/**
 * Starts a second factor: a new secret and recovery codes, shown once, of no effect until a code confirms them.
 *
 * @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG; REQUEST_INVALID when one is active already.
 */
export async function startSecondFactor(
  deps: Deps,
  actor: Actor,
  headers: Headers,
  password: string,
): Promise<{ uri: string; secret: string; recoveryCodes: string[] }> {
  await assertOwnPassword(deps, actor, password)
  if (loadUser(deps.database, actor.id)?.secondFactor) {
    throw new HttpError('REQUEST_INVALID', {
      fields: { password: 'A second factor is active; remove it first.' },
    })
  }
  const { uri, recoveryCodes } = await deps.auth.startSecondFactor(headers, password, ownTurn(actor))
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes }
}

/** Switches the started second factor on and ends every other session. @throws {HttpError} SECOND_FACTOR_INVALID, RATE_LIMITED */
export async function confirmSecondFactor(
  deps: Deps,
  actor: Actor,
  headers: Headers,
  session: LiveSession,
  code: string,
): Promise<void> {
  const { auth, database, clock, limits } = deps
  await limits.attempt(ownGuess(actor, 'code'), () => auth.confirmSecondFactor(headers, code))
  database.transact(tx => {
    // The engine has given this session another token; the client keeps the one it holds.
    deleteSessions(tx, actor.id)
    restoreSession(tx, session, actor.address)
    // Codes live by the machine's clock; this one has done its work.
    useCodeOnce(tx, actor.id, appCode(code) ?? '', Math.floor(Date.now() / 1000))
    appendAudit(tx, { actor, action: 'second_factor.enable', target: actor.id }, clock.now())
  })
}

/** Takes one's own second factor away and ends every other session. @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG */
export async function removeSecondFactor(
  deps: Deps,
  actor: Actor,
  session: LiveSession,
  password: string,
): Promise<void> {
  await assertOwnPassword(deps, actor, password)
  deps.database.transact(tx => {
    deleteSecondFactor(tx, actor.id, deps.clock.now())
    deleteSessions(tx, actor.id, session.id)
    appendAudit(tx, { actor, action: 'second_factor.remove', target: actor.id }, deps.clock.now())
  })
}

/** Takes somebody's second factor away, who lost it, and ends their sessions. @throws {HttpError} USER_NOT_FOUND */
export function resetSecondFactor({ database, clock }: HubDeps, actor: Actor, userId: string): void {
  database.transact(tx => {
    if (!loadUser(tx, userId)) throw new HttpError('USER_NOT_FOUND')
    deleteSecondFactor(tx, userId, clock.now())
    deleteSessions(tx, userId)
    appendAudit(tx, { actor, action: 'second_factor.reset', target: userId }, clock.now())
  })
}
