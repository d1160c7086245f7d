import type { sessionList, sessionUser, User } from '@licet/api'
import type { z } from 'zod'
import type { StoredSession } from '../store/sessions.ts'
import type { StoredUser } from '../store/users.ts'

/** An account as lists show it. */
export function toUserView(user: StoredUser): User {
  const { id, name, email, role, enabled, secondFactor, createdAt, lastSeenAt } = user
  return { id, name, email, role, enabled, secondFactor, createdAt, lastSeenAt }
}

/** An account as its owner sees it. */
export function toSessionUser(user: StoredUser): z.infer<typeof sessionUser> {
  return { ...toUserView(user), language: user.language, theme: user.theme }
}

/** Sessions as lists show them. @param currentId - The one that asks; empty when somebody else does. */
export function toSessionList(
  sessions: readonly StoredSession[],
  currentId: string,
): z.infer<typeof sessionList> {
  return {
    sessions: sessions.map(({ id, createdAt, expiresAt, userAgent, address }) => ({
      id,
      createdAt,
      expiresAt,
      userAgent,
      address,
      current: id === currentId,
    })),
  }
}
