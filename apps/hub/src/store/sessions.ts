import { hashSecret } from '@licet/server'
import { sessionSeconds } from '@licet/server/accounts'
import type { HubDatabase } from './database.ts'

/** A session as stored, without its token. Times are epoch seconds. */
export interface StoredSession {
  id: string
  userId: string
  createdAt: number
  expiresAt: number
  userAgent: string
  address: string
}

const columns = `id, user_id AS userId, created_at AS createdAt, expires_at AS expiresAt,
  coalesce(user_agent, '') AS userAgent, coalesce(ip_address, '') AS address`

/** The sessions of an account, newest first, ended ones left out. */
export function loadSessions(database: HubDatabase, userId: string, now: number): StoredSession[] {
  const sql = `SELECT ${columns} FROM session WHERE user_id = ? AND expires_at > ? ORDER BY created_at DESC, id`
  return database.raw.prepare<[string, number], StoredSession>(sql).all(userId, now)
}

/** Ends one session of an account. @returns whether there was one. */
export function deleteSession(tx: HubDatabase, userId: string, id: string): boolean {
  return tx.raw.prepare('DELETE FROM session WHERE id = ? AND user_id = ?').run(id, userId).changes === 1
}

/** Ends the session that a token names. */
export function deleteSessionByToken(tx: HubDatabase, token: string): void {
  tx.raw.prepare('DELETE FROM session WHERE token = ?').run(hashSecret(token))
}

/** Ends every session of an account, except the one named. */
export function deleteSessions(tx: HubDatabase, userId: string, exceptId = ''): void {
  tx.raw.prepare('DELETE FROM session WHERE user_id = ? AND id <> ?').run(userId, exceptId)
}

/** Forgets sessions and half-finished sign-ins that ended, and those that a clock which was ahead would keep for longer. */
export function deleteEndedSessions(tx: HubDatabase, now: number): void {
  for (const table of ['session', 'verification'])
    tx.raw
      .prepare(`DELETE FROM ${table} WHERE expires_at <= ? OR expires_at > ?`)
      .run(now, now + sessionSeconds.absolute)
}

const codeSeconds = 120

/** Notes a one-time code as used. @returns false when it was used before, within the time such a code lives. */
export function useCodeOnce(tx: HubDatabase, userId: string, code: string, now: number): boolean {
  const second = Math.floor(now)
  tx.raw
    .prepare('DELETE FROM used_code WHERE used_at < ? OR used_at > ?')
    .run(second - codeSeconds, second + codeSeconds)
  const sql = 'INSERT OR IGNORE INTO used_code (user_id, code, used_at) VALUES (?, ?, ?)'
  return tx.raw.prepare(sql).run(userId, code, second).changes === 1
}

/** The secret that signs session cookies and encrypts second factors; made on first use, part of every backup. */
export function loadAuthSecret(database: HubDatabase, candidate: string): string {
  return database.transact(tx => {
    tx.raw.prepare('INSERT OR IGNORE INTO auth_secret (one, secret) VALUES (1, ?)').run(candidate)
    return tx.raw.prepare<[], string>('SELECT secret FROM auth_secret').pluck().get() ?? candidate
  })
}

/** Puts a session back under its own id and token; of the token its hash is stored. */
export function restoreSession(
  tx: HubDatabase,
  session: {
    id: string
    token: string
    userId: string
    createdAt: number
    expiresAt: number
    userAgent: string
  },
  address: string,
): void {
  tx.raw
    .prepare(
      `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, ip_address, user_agent)
       VALUES (@id, @token, @userId, @expiresAt, @createdAt, @createdAt, @address, @userAgent)`,
    )
    .run({ ...session, token: hashSecret(session.token), address })
}
