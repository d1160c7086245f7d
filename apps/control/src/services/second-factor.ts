import { HttpError, ownGuess, ownTurn } from '@licet/server'
import { appCode, type LiveSession } from '@licet/server/accounts'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSessions, restoreSession, useCodeOnce } from '../store/sessions.ts'
import { loadSettings } from '../store/settings.ts'
import { deleteSecondFactor, loadStaff } from '../store/staff.ts'
import { assertOwnPassword } from './change-password.ts'

/** True for an account that the settings ask for a second factor it does not have yet. */
export async function mustSetUpSecondFactor(
  { database }: Pick<ControlDeps, 'database'>,
  actor: Actor,
): Promise<boolean> {
  if (actor.kind !== 'staff') return false
  const { requireSecondFactor } = await loadSettings(database.db)
  if (requireSecondFactor === 'nobody') return false
  return (await loadStaff(database.db, actor.id))?.secondFactor === false
}

/**
 * Starts a second factor: a new secret and recovery codes, shown once, of no effect until a code confirms them.
 *
 * @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG; REQUEST_INVALID when one is active already.
 */
export async function startSecondFactor(
  deps: ControlDeps,
  actor: Actor,
  headers: Headers,
  password: string,
): Promise<{ uri: string; secret: string; recoveryCodes: string[] }> {
  await assertOwnPassword(deps, actor, password)
  if ((await loadStaff(deps.database.db, actor.id))?.secondFactor) {
    throw new HttpError('REQUEST_INVALID', {
      fields: { password: 'A second factor is active; remove it first.' },
    })
  }
  const { uri, recoveryCodes } = await deps.auth.startSecondFactor(headers, password, ownTurn(actor))
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', recoveryCodes }
}

/** Switches the started second factor on and ends every other session. @throws {HttpError} SECOND_FACTOR_INVALID, RATE_LIMITED */
export async function confirmSecondFactor(
  deps: ControlDeps,
  actor: Actor,
  headers: Headers,
  session: LiveSession,
  code: string,
): Promise<void> {
  const { auth, attempts, clock, database } = deps
  await attempts.attempt(ownGuess(actor, 'code'), () => auth.confirmSecondFactor(headers, code))
  await database.transact(async tx => {
    // The engine has given this session another token; the client keeps the one it holds.
    await deleteSessions(tx, actor.id)
    await restoreSession(tx, session, actor.address)
    // Codes live by the machine's clock; this one has done its work.
    await useCodeOnce(tx, actor.id, appCode(code) ?? '', Math.floor(Date.now() / 1000))
    await appendAudit(tx, { actor, action: 'second_factor.enable', target: actor.id, at: clock.now() })
  })
}

/** Takes one's own second factor away and ends every other session. @throws {HttpError} RATE_LIMITED, PASSWORD_WRONG */
export async function removeSecondFactor(
  deps: ControlDeps,
  actor: Actor,
  session: LiveSession,
  password: string,
): Promise<void> {
  await assertOwnPassword(deps, actor, password)
  const { clock, database } = deps
  await database.transact(async tx => {
    await deleteSecondFactor(tx, actor.id, clock.now())
    await deleteSessions(tx, actor.id, session.id)
    await appendAudit(tx, { actor, action: 'second_factor.remove', target: actor.id, at: clock.now() })
  })
}
