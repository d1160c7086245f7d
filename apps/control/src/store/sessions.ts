import { hashSecret } from '@licet/server'
import { sessionSeconds } from '@licet/server/accounts'
import type { ControlTransaction, Queryable } from './database.ts'

/** A session as stored, without its token. Times are epoch seconds. */
export interface StoredSession {
  id: string
  createdAt: number
  expiresAt: number
  userAgent: string
  address: string
}

/** The sessions of an account, newest first, ended ones left out. */
export async function loadSessions(
  database: Queryable,
  userId: string,
  now: number,
): Promise<StoredSession[]> {
  const rows = await database
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    userAgent: row.user_agent ?? '',
    address: row.ip_address ?? '',
  }))
}

/** Ends one session of an account. @returns whether there was one. */
export async function deleteSession(tx: ControlTransaction, userId: string, id: string): Promise<boolean> {
  const query = tx.deleteFrom('session').where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

/** Ends the session that a token names. */
export async function deleteSessionByToken(tx: ControlTransaction, token: string): Promise<void> {
  await tx.deleteFrom('session').where('token', '=', hashSecret(token)).execute()
}

/** Ends every session of an account, except the one named. */
export async function deleteSessions(tx: ControlTransaction, userId: string, exceptId = ''): Promise<void> {
  await tx.deleteFrom('session').where('user_id', '=', userId).where('id', '<>', exceptId).execute()
}

/** Forgets sessions and half-finished sign-ins that ended, and those that a clock which was ahead would keep for longer. */
export async function deleteEndedSessions(tx: ControlTransaction, now: number): Promise<void> {
  for (const table of ['session', 'verification'] as const)
    await tx
      .deleteFrom(table)
      .where(eb => eb.or([eb('expires_at', '<=', now), eb('expires_at', '>', now + sessionSeconds.absolute)]))
      .execute()
}

const codeSeconds = 120

/** Notes a one-time code as used. @returns false when it was used before, within the time such a code lives. */
export async function useCodeOnce(
  tx: ControlTransaction,
  userId: string,
  code: string,
  now: number,
): Promise<boolean> {
  await tx
    .deleteFrom('used_code')
    .where(eb => eb.or([eb('used_at', '<', now - codeSeconds), eb('used_at', '>', now + codeSeconds)]))
    .execute()
  const result = await tx
    .insertInto('used_code')
    .values({ user_id: userId, code, used_at: now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Puts a session back under its own id and token; of the token its hash is stored. */
export async function restoreSession(
  tx: ControlTransaction,
  session: {
    id: string
    token: string
    userId: string
    createdAt: number
    expiresAt: number
    userAgent: string
  },
  address: string,
): Promise<void> {
  const { id, token, userId, createdAt, expiresAt, userAgent } = session
  await tx
    .insertInto('session')
    .values({
      id,
      token: hashSecret(token),
      user_id: userId,
      expires_at: expiresAt,
      created_at: createdAt,
      updated_at: createdAt,
      ip_address: address,
      user_agent: userAgent,
    })
    .execute()
}
