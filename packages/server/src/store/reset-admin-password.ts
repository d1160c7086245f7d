import { hashPassword } from '../password-hash.ts'
import { assertPassword } from '../password-rules.ts'
import { appendAuditEntry } from './audit-log.ts'
import { DatabaseFileError, openDatabaseFile } from './open-file.ts'

/**
 * Lets an administrator who is locked out in again: sets a new password, ends every session and takes the second factor
 * away, in one audited transaction. Role and seat stay as they are.
 *
 * For whoever can read the database file anyway; works while servers run on it.
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
): Promise<{ id: string; name: string }> {
  assertPassword(password, [email])
  const hash = await hashPassword(password)
  const raw = openDatabaseFile(databasePath)
  try {
    return raw
      .transaction(() => {
        const sql = `SELECT id, name FROM user WHERE email = ? AND role = 'admin' AND enabled = 1`
        const admin = raw.prepare<[string], { id: string; name: string }>(sql).get(email.trim().toLowerCase())
        if (!admin) throw new DatabaseFileError('No enabled administrator has this e-mail address.')
        raw
          .prepare(
            `UPDATE account SET password = ?, updated_at = ? WHERE user_id = ? AND provider_id = 'credential'`,
          )
          .run(hash, now, admin.id)
        raw.prepare('DELETE FROM session WHERE user_id = ?').run(admin.id)
        raw.prepare('DELETE FROM two_factor WHERE user_id = ?').run(admin.id)
        raw.prepare('UPDATE user SET two_factor_enabled = 0, updated_at = ? WHERE id = ?').run(now, admin.id)
        appendAuditEntry(raw, {
          at: now,
          actor: 'system',
          actorName: 'licet admin reset',
          address: '',
          action: 'admin.reset',
          target: admin.id,
          detail: { sessionsEnded: true, secondFactorRemoved: true },
        })
        return admin
      })
      .immediate()
  } finally {
    raw.close()
  }
}
