import { isSessionOver } from '@licet/server/accounts'
import type { Context } from 'hono'
import { permissionsOf } from '../access/actor.ts'
import type { Actor, ControlDeps, ControlEnv } from '../deps.ts'
import { deleteSession } from '../store/sessions.ts'
import { loadStaff, markStaffSeen, type StoredStaff } from '../store/staff.ts'

const seenEverySeconds = 300

/**
 * Finds the account behind a session cookie or session token.
 *
 * The account is read each time: one that was disabled, deleted or given another role a moment ago has that now, whatever the
 * browser holds. A session older than its absolute limit ends here. Times of sessions are the machine's, not the shifted
 * clock of a test.
 *
 * @param headers - The one that the credential stands in: a cookie beside a bearer token is not looked at.
 * @returns null when there is no such session; a refreshed cookie is added to the answer.
 */
export async function sessionActor(
  c: Context<ControlEnv>,
  deps: ControlDeps,
  headers: Headers,
): Promise<Actor | null> {
  const { auth, database, clock } = deps
  const session = await auth.session(headers)
  if (!session) return null
  const member = await loadStaff(database.db, session.userId)
  if (!member?.enabled) return null
  if (isSessionOver(session, Date.now() / 1000)) {
    await database.transact(tx => deleteSession(tx, member.id, session.id))
    return null
  }
  for (const cookie of session.cookies) c.header('Set-Cookie', cookie, { append: true })
  const now = clock.now()
  if (member.lastSeenAt === null || Math.abs(now - member.lastSeenAt) >= seenEverySeconds)
    await noteSeen(deps, member.id, now)
  c.set('session', session)
  return staffActor(member, c.get('address'))
}

/** Somebody of the staff, as the audit log names them. */
export function staffActor({ id, name, role }: StoredStaff, address: string): Actor {
  return { id, name, kind: 'staff', role, permissions: permissionsOf(role), address }
}

async function noteSeen({ database, log }: ControlDeps, id: string, now: number): Promise<void> {
  try {
    await markStaffSeen(database.accounts, id, now)
  } catch (err) {
    // Being seen is a convenience: a full disk must not keep anybody out.
    log.warn({ err }, 'could not note when an account was last seen')
  }
}
