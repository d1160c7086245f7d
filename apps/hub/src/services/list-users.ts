import type { usersPage, usersQuery } from '@licet/api'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import { loadUserPage } from '../store/user-pages.ts'
import { countSeats, loadUser } from '../store/users.ts'
import { toUserView } from './user-views.ts'

type View = ReturnType<typeof toUserView>

/** One page of accounts by name, with the seats in use. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listUsers(
  { database, licensing, clock }: HubDeps,
  query: z.infer<typeof usersQuery>,
): Promise<z.infer<typeof usersPage>> {
  const { limit, cursor, q, role, enabled, inactiveDays } = query
  const filter = {
    q,
    role,
    enabled: enabled === undefined ? undefined : enabled === 'true',
    unseenSince: inactiveDays === undefined ? undefined : clock.now() - inactiveDays * 86_400,
  }
  const page = loadUserPage(database, filter, { limit, cursor })
  const seats = { limit: licensing.limitOf(await licensing.state()), used: countSeats(database) }
  return { ...page, users: page.users.map(toUserView), seats }
}

/** One account. @throws {HttpError} USER_NOT_FOUND */
export function findUser({ database }: Pick<HubDeps, 'database'>, id: string): View {
  const user = loadUser(database, id)
  if (!user) throw new HttpError('USER_NOT_FOUND')
  return toUserView(user)
}

/** Every account by name, read page by page. */
export function* allUsers({ database }: Pick<HubDeps, 'database'>): Generator<View> {
  let cursor: string | undefined
  do {
    const page = loadUserPage(database, {}, { limit: 500, cursor })
    yield* page.users.map(toUserView)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
