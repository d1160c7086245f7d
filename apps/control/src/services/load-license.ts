import { HttpError } from '@licet/server'
import type { Queryable } from '../store/database.ts'
import { findLicense, type StoredLicense } from '../store/licenses.ts'

/** Loads a license that must be there. @throws {HttpError} LICENSE_NOT_FOUND */
export async function loadLicense(database: Queryable, id: string): Promise<StoredLicense> {
  const license = await findLicense(database, id)
  if (license === null) throw new HttpError('LICENSE_NOT_FOUND')
  return license
}

/** Refuses a deed on a license that was decided otherwise. @throws {HttpError} LICENSE_STATE_CONFLICT with the present `status` */
export function assertStatus(
  license: Pick<StoredLicense, 'status'>,
  ...allowed: readonly StoredLicense['status'][]
): void {
  const { status } = license
  if (!allowed.includes(status)) throw new HttpError('LICENSE_STATE_CONFLICT', { body: { status } })
}
