import { randomBytes } from 'node:crypto'
import type { StaffMember, StaffRole } from '@licet/api/control'
import { staffRole } from '@licet/api/control'
import type { Selectable } from 'kysely'
import type { UserTable } from './account-tables.ts'
import type { ControlTransaction, Queryable } from './database.ts'

/** A member of the staff as stored. Times are epoch seconds. */
export interface StoredStaff extends StaffMember {
  language: 'en' | 'de' | null
  theme: 'auto' | 'light' | 'dark'
}

/** What an account is made from. `email` is in lower case, `passwordHash` the output of `hashPassword`. */
export interface NewStaff {
  name: string
  email: string
  passwordHash: string
  role: StaffRole
  language?: 'en' | 'de' | undefined
  theme?: 'auto' | 'light' | 'dark' | undefined
}

export async function loadStaff(database: Queryable, id: string): Promise<StoredStaff | null> {
  const row = await database.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toStaff(row) : null
}

/** Loads an account that is known to exist, in the transaction that has seen it. */
export async function loadKnownStaff(database: Queryable, id: string): Promise<StoredStaff> {
  const found = await loadStaff(database, id)
  if (found === null) throw new Error('an account vanished within a transaction')
  return found
}

/** @param email - In lower case. */
export async function isEmailTaken(database: Queryable, email: string): Promise<boolean> {
  const row = await database.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
  return row !== undefined
}

export async function countEnabledSuperAdmins(database: Queryable): Promise<number> {
  const rows = await database
    .selectFrom('user')
    .select('id')
    .where('enabled', '=', 1)
    .where('role', '=', 'super_admin')
    .execute()
  return rows.length
}

/** True once the control plane was set up: a super_admin exists, enabled or not. */
export async function hasSuperAdmin(database: Queryable): Promise<boolean> {
  const query = database.selectFrom('user').select('id').where('role', '=', 'super_admin')
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Stores an enabled account with its password, under a new id. */
export async function insertStaff(
  tx: ControlTransaction,
  wanted: NewStaff,
  now: number,
): Promise<StoredStaff> {
  const id = `usr_${randomBytes(12).toString('hex')}`
  const { name, email, role, passwordHash, language = null, theme = 'auto' } = wanted
  const times = { created_at: now, updated_at: now }
  await tx
    .insertInto('user')
    .values({ id, name, email, role, language, theme, ...times })
    .execute()
  await tx
    .insertInto('account')
    .values({
      id: `acc_${randomBytes(12).toString('hex')}`,
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: passwordHash,
      ...times,
    })
    .execute()
  return loadKnownStaff(tx, id)
}

/** Changes the named columns of an account and nothing else. */
export async function updateStaffRow(
  tx: ControlTransaction,
  id: string,
  change: Partial<Pick<StoredStaff, 'name' | 'role' | 'enabled' | 'language' | 'theme'>>,
  now: number,
): Promise<void> {
  const { enabled, ...rest } = change
  const values = { ...rest, ...(enabled === undefined ? {} : { enabled: Number(enabled) }), updated_at: now }
  await tx.updateTable('user').set(values).where('id', '=', id).execute()
}

/** Deletes an account with its password, sessions and second factor. */
export async function deleteStaffRow(tx: ControlTransaction, id: string): Promise<void> {
  await tx.deleteFrom('user').where('id', '=', id).execute()
}

export async function loadPasswordHash(database: Queryable, userId: string): Promise<string | null> {
  const row = await database
    .selectFrom('account')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

export async function savePasswordHash(
  tx: ControlTransaction,
  userId: string,
  password: string,
  now: number,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ password, updated_at: now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Takes the second factor away; signing in needs the password alone again. */
export async function deleteSecondFactor(tx: ControlTransaction, userId: string, now: number): Promise<void> {
  await tx.deleteFrom('two_factor').where('user_id', '=', userId).execute()
  const off = { two_factor_enabled: 0, updated_at: now }
  await tx.updateTable('user').set(off).where('id', '=', userId).execute()
}

/** Outside a deed: being seen is a convenience, and audited by nobody. */
export async function markStaffSeen(accounts: Queryable, userId: string, now: number): Promise<void> {
  await accounts.updateTable('user').set({ last_seen_at: now }).where('id', '=', userId).execute()
}

/** An account out of its row. */
export function toStaff(row: Selectable<UserTable>): StoredStaff {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: staffRole.parse(row.role),
    enabled: row.enabled === 1,
    secondFactor: row.two_factor_enabled === 1,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    language: row.language === 'en' || row.language === 'de' ? row.language : null,
    theme: row.theme === 'light' || row.theme === 'dark' ? row.theme : 'auto',
  }
}
