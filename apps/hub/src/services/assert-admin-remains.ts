import { HttpError } from '@licet/server'
import type { HubDatabase } from '../store/database.ts'
import { countEnabledAdmins, type StoredUser } from '../store/users.ts'

/**
 * Asserts, after a change and inside its transaction, that it did not take away the last enabled administrator.
 *
 * @param before - The account as it was; one that was no enabled administrator leaves nothing to ask.
 * @throws {HttpError} LAST_ADMIN
 */
export function assertAdminRemains(tx: HubDatabase, before: StoredUser): void {
  if (before.role === 'admin' && before.enabled && countEnabledAdmins(tx) === 0)
    throw new HttpError('LAST_ADMIN')
}
