import { randomBytes } from 'node:crypto'
import type { Role, User } from '@licet/api'
import type { HubDatabase } from './database.ts'

/** An account as stored. Times are epoch seconds. */
export interface StoredUser extends User {
  language: 'en' | 'de' | null
  theme: 'auto' | 'light' | 'dark'
}

/** What an account is made from. `email` is in lower case, `passwordHash` the output of `hashPassword`. */
export interface NewUser {
  name: string
  email: string
  passwordHash: string
  role: Role
  language?: 'en' | 'de' | undefined
  theme?: 'auto' | 'light' | 'dark' | undefined
}

interface Row extends Omit<StoredUser, 'enabled' | 'secondFactor'> {
  enabled: number
  secondFactor: number
}

/** Columns of a {@link Row}. */
export const userColumns = `id, name, email, role, enabled, two_factor_enabled AS secondFactor, created_at AS createdAt,
  last_seen_at AS lastSeenAt, language, theme`

/** Turns SQLite's numbers into truth values. */
export function toUser(row: Row): StoredUser {
  return { ...row, enabled: row.enabled === 1, secondFactor: row.secondFactor === 1 }
}

export function loadUser(database: HubDatabase, id: string): StoredUser | null {
  const row = database.raw.prepare<[string], Row>(`SELECT ${userColumns} FROM user WHERE id = ?`).get(id)
  return row ? toUser(row) : null
}

/** Loads an account that is known to exist, in the transaction that has seen it. */
export function loadKnownUser(tx: HubDatabase, id: string): StoredUser {
  const user = loadUser(tx, id)
  if (user === null) throw new Error('an account vanished within a transaction')
  return user
}

/** @param email - In lower case. */
export function isEmailTaken(database: HubDatabase, email: string): boolean {
  return database.raw.prepare('SELECT 1 FROM user WHERE email = ?').get(email) !== undefined
}

/** The seats in use: every enabled account, whatever its role. */
export function countSeats(database: HubDatabase): number {
  return database.raw.prepare<[], number>('SELECT count(*) FROM user WHERE enabled = 1').pluck().get() ?? 0
}

export function countEnabledAdmins(database: HubDatabase): number {
  const sql = `SELECT count(*) FROM user WHERE enabled = 1 AND role = 'admin'`
  return database.raw.prepare<[], number>(sql).pluck().get() ?? 0
}

/** True once the Hub was set up: an administrator exists, enabled or not. */
export function hasAdmin(database: HubDatabase): boolean {
  return database.raw.prepare(`SELECT 1 FROM user WHERE role = 'admin' LIMIT 1`).get() !== undefined
}

/** Stores an enabled account with its password, under a new id. */
export function insertUser(tx: HubDatabase, user: NewUser, now: number): StoredUser {
  const id = `usr_${randomBytes(12).toString('hex')}`
  tx.raw
    .prepare(
      `INSERT INTO user (id, name, email, created_at, updated_at, role, enabled, language, theme)
       VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)`,
    )
    .run(id, user.name, user.email, now, now, user.role, user.language ?? null, user.theme ?? 'auto')
  tx.raw
    .prepare(
      `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
       VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
    )
    .run(`acc_${randomBytes(12).toString('hex')}`, id, id, user.passwordHash, now, now)
  return loadKnownUser(tx, id)
}

const writable = ['name', 'role', 'enabled', 'language', 'theme'] as const

/** Changes the named columns of an account and nothing else. */
export function updateUser(
  tx: HubDatabase,
  id: string,
  change: Partial<Pick<StoredUser, (typeof writable)[number]>>,
  now: number,
): void {
  for (const column of writable) {
    const value = change[column]
    if (value === undefined) continue
    const stored = typeof value === 'boolean' ? Number(value) : value
    tx.raw.prepare(`UPDATE user SET ${column} = ?, updated_at = ? WHERE id = ?`).run(stored, now, id)
  }
}

/** Deletes an account with its password, sessions and second factor. */
export function deleteUser(tx: HubDatabase, id: string): void {
  tx.raw.prepare('DELETE FROM user WHERE id = ?').run(id)
}

export function loadPasswordHash(database: HubDatabase, userId: string): string | null {
  const sql = `SELECT password FROM account WHERE user_id = ? AND provider_id = 'credential'`
  return database.raw.prepare<[string], string | null>(sql).pluck().get(userId) ?? null
}

export function savePasswordHash(tx: HubDatabase, userId: string, hash: string, now: number): void {
  const sql = `UPDATE account SET password = ?, updated_at = ? WHERE user_id = ? AND provider_id = 'credential'`
  tx.raw.prepare(sql).run(hash, now, userId)
}

/** Takes the second factor away; signing in needs the password alone again. */
export function deleteSecondFactor(tx: HubDatabase, userId: string, now: number): void {
  tx.raw.prepare('DELETE FROM two_factor WHERE user_id = ?').run(userId)
  tx.raw.prepare('UPDATE user SET two_factor_enabled = 0, updated_at = ? WHERE id = ?').run(now, userId)
}

export function markUserSeen(tx: HubDatabase, userId: string, now: number): void {
  tx.raw.prepare('UPDATE user SET last_seen_at = ? WHERE id = ?').run(now, userId)
}
