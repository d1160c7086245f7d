import { hashPassword } from '../password-hash.ts'
import { assertPassword } from '../passwords/password-rules.ts'
import { appendAuditIn } from './audit-log.ts'
import { DatabaseFileError, openDatabaseFile, type Product } from './open-file.ts'
import { assertHarmless } from './schema/find-schema-fault.ts'
import { onSqlite, type SqlConnection } from './sql-connection.ts'

/** Who is let in again; `now` in epoch seconds. */
export interface AdminReset {
  email: string
  password: string
  now: number
}

/**
 * Lets an administrator who is locked out in again: sets a new password, ends every session and takes the second factor
 * away, in one audited transaction. Role and seat stay as they are.
 *
 * For whoever can read the database file anyway; works while servers run on it. On a Hub it is for its admins, on a control
 * plane for its super_admins.
 *
 * @param now - Epoch seconds.
 * @throws {HttpError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON
 * @throws {DatabaseFileError} when no enabled administrator has this e-mail address.
 */
export async function resetAdminPassword(
  databasePath: string,
  email: string,
  password: string,
  now: number,
  product: Product = 'hub',
): Promise<{ id: string; name: string }> {
  const write = await prepareReset({ email, password, now })
  const raw = openDatabaseFile(databasePath)
  try {
    await assertHarmless(raw, product)
    raw.exec('BEGIN IMMEDIATE')
    const admin = await write(onSqlite(raw))
    raw.exec('COMMIT')
    return admin
  } finally {
    // Closing undoes what was not committed.
    raw.close()
  }
}

/**
 * Judges and hashes a new password before anything is locked.
 *
 * @returns what writes it, to be run inside a transaction.
 * @throws {HttpError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON
 */
export async function prepareReset({
  email,
  password,
  now,
}: AdminReset): Promise<(connection: SqlConnection) => Promise<{ id: string; name: string }>> {
  await assertPassword(password, [email])
  const hash = await hashPassword(password)
  return async connection => {
    const [admin] = await connection.query<{ id: string; name: string }>(
      `SELECT id, name FROM "user" WHERE email = ? AND role IN ('admin', 'super_admin') AND enabled = 1`,
      email.trim().toLowerCase(),
    )
    if (!admin) throw new DatabaseFileError('No enabled administrator has this e-mail address.')
    await assertPassword(password, [email, admin.name])
    await connection.query(
      `UPDATE account SET password = ?, updated_at = ? WHERE user_id = ? AND provider_id = 'credential'`,
      hash,
      now,
      admin.id,
    )
    await connection.query('DELETE FROM session WHERE user_id = ?', admin.id)
    await connection.query('DELETE FROM two_factor WHERE user_id = ?', admin.id)
    await connection.query(
      'UPDATE "user" SET two_factor_enabled = 0, updated_at = ? WHERE id = ?',
      now,
      admin.id,
    )
    await appendAuditIn(connection, {
      at: now,
      actor: 'system',
      actorName: 'licet admin reset',
      address: '',
      action: 'admin.reset',
      target: admin.id,
      detail: { sessionsEnded: true, secondFactorRemoved: true },
    })
    return admin
  }
}
