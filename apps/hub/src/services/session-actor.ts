import { isSessionOver } from '@licet/server/accounts'
import type { Context } from 'hono'
import type { Actor, HubDeps, HubEnv } from '../deps.ts'
import { deleteSession } from '../store/sessions.ts'
import { loadUser, markUserSeen } from '../store/users.ts'

const seenEverySeconds = 300

/**
 * Finds the account behind a session cookie or session token.
 *
 * The account is read each time: one that was disabled or deleted a moment ago has no session any more, whatever the
 * browser holds. A session older than its absolute limit ends here. Times of sessions are the machine's, not the shifted
 * clock of a test.
 *
 * @param headers - The one that the credential stands in: a cookie beside a bearer token is not looked at.
 * @returns null when there is no such session; a refreshed cookie is added to the answer.
 */
export async function sessionActor(
  c: Context<HubEnv>,
  deps: HubDeps,
  headers: Headers,
): Promise<Actor | null> {
  const { auth, database, clock } = deps
  const session = await auth.session(headers)
  if (!session) return null
  const user = loadUser(database, session.userId)
  if (!user?.enabled) return null
  if (isSessionOver(session, Date.now() / 1000)) {
    database.transact(tx => deleteSession(tx, user.id, session.id))
    return null
  }
  for (const cookie of session.cookies) c.header('Set-Cookie', cookie, { append: true })
  const now = clock.now()
  if (user.lastSeenAt === null || Math.abs(now - user.lastSeenAt) >= seenEverySeconds)
    noteSeen(deps, user.id, now)
  c.set('session', session)
  return { id: user.id, name: user.name, kind: 'user', role: user.role, address: c.var.address }
}

function noteSeen({ database, log }: HubDeps, userId: string, now: number): void {
  try {
    database.transact(tx => markUserSeen(tx, userId, now))
  } catch (err) {
    // Being seen is a convenience: a full disk must not keep an administrator out.
    log.warn({ err }, 'could not note when an account was last seen')
  }
}
