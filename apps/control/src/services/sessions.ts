import type { sessionList } from '@licet/api'
import type { staffSession, staffSignedIn } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { LiveSession, SignedIn } from '@licet/server/accounts'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteSession, loadSessions } from '../store/sessions.ts'
import { loadKnownStaff, loadStaff } from '../store/staff.ts'
import { mustSetUpSecondFactor } from './second-factor.ts'
import { toStaffAccount } from './staff-views.ts'

/** Tells who is asking and what they may do. */
export async function describeSession(
  deps: ControlDeps,
  actor: Actor,
  live: LiveSession | null,
): Promise<z.infer<typeof staffSession>> {
  const { clock, config, database, keys, version } = deps
  const member = actor.kind === 'staff' ? await loadStaff(database.db, actor.id) : null
  return {
    user: member ? toStaffAccount(member) : null,
    via: member ? 'account' : 'token',
    name: actor.name,
    role: actor.role,
    permissions: [...actor.permissions],
    expiresAt: live?.expiresAt ?? null,
    mustSetUpSecondFactor: await mustSetUpSecondFactor(deps, actor),
    evaluation: config.evaluation,
    version,
    now: clock.now(),
    signing: keys.state(),
  }
}

/** What somebody gets who has just signed in: the token, once, and the account. */
export async function describeSignIn(
  { database }: Pick<ControlDeps, 'database'>,
  { token, userId }: SignedIn,
): Promise<z.infer<typeof staffSignedIn>> {
  return { token, user: toStaffAccount(await loadKnownStaff(database.db, userId)) }
}

/** Ends the session of this request. @returns the cookie with which a browser forgets it; nothing for a bearer token of a program. */
export async function signOut(
  { auth, clock, database }: ControlDeps,
  actor: Actor,
  headers: Headers,
): Promise<string[]> {
  if (actor.kind !== 'staff') return []
  await database.transact(tx =>
    appendAudit(tx, { actor, action: 'session.end', target: actor.id, at: clock.now() }),
  )
  return auth.signOut(headers)
}

/** Where an account is signed in. @param currentId - The session that asks. */
export async function listSessions(
  { database }: Pick<ControlDeps, 'database'>,
  userId: string,
  currentId: string,
): Promise<z.infer<typeof sessionList>> {
  const sessions = await loadSessions(database.db, userId, Math.floor(Date.now() / 1000))
  return { sessions: sessions.map(session => ({ ...session, current: session.id === currentId })) }
}

/** Ends one of one's own sessions. @throws {HttpError} NOT_FOUND */
export async function endSession(
  { clock, database }: ControlDeps,
  actor: Actor,
  sessionId: string,
): Promise<void> {
  await database.transact(async tx => {
    if (!(await deleteSession(tx, actor.id, sessionId))) throw new HttpError('NOT_FOUND')
    const detail = { session: sessionId }
    await appendAudit(tx, { actor, action: 'session.end', target: actor.id, detail, at: clock.now() })
  })
}
