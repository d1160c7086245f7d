import type { sessionList } from '@licet/api'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import { loadSessions } from '../store/sessions.ts'
import { loadUser } from '../store/users.ts'
import { toSessionList } from './user-views.ts'

/**
 * Where an account is signed in. Sessions end by the machine's clock.
 *
 * @param currentId - The session that asks; empty for somebody else's.
 * @throws {HttpError} USER_NOT_FOUND
 */
export function listSessions(
  { database }: Pick<HubDeps, 'database'>,
  userId: string,
  currentId: string,
): z.infer<typeof sessionList> {
  if (!loadUser(database, userId)) throw new HttpError('USER_NOT_FOUND')
  return toSessionList(loadSessions(database, userId, Math.floor(Date.now() / 1000)), currentId)
}
