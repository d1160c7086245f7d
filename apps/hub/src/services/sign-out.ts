import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'

/** Ends the session of this request. @returns the cookie with which a browser forgets it; nothing for HUB_ADMIN_TOKEN. */
export async function signOut(
  { auth, database, clock }: HubDeps,
  actor: Actor,
  headers: Headers,
): Promise<string[]> {
  if (actor.kind !== 'user') return []
  database.transact(tx => appendAudit(tx, { actor, action: 'session.end', target: actor.id }, clock.now()))
  return auth.signOut(headers)
}
