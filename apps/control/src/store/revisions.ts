import type { ControlTransaction, Queryable } from './database.ts'
import type { StoredLicense } from './licenses.ts'
import { raiseSignedTime } from './signed-time.ts'

/** One revision of a license, as it was made. Times in epoch seconds. */
export interface Revision {
  revision: number
  issuedAt: number
  startsAt: number | null
  expiresAt: number | null
  tier: string
  seats: number
  products: readonly string[]
  reason: string
  actorName: string
  kid: string | null
}

/** Keeps the present revision of a license. @param why.actorName - Who made it. */
export async function insertRevision(
  tx: ControlTransaction,
  license: StoredLicense,
  why: { reason: string; actorName: string },
): Promise<void> {
  await tx
    .insertInto('license_revision')
    .values({
      license_id: license.id,
      revision: license.revision,
      issued_at: license.revisedAt,
      starts_at: license.startsAt,
      expires_at: license.expiresAt,
      tier: license.tier,
      seats: license.seats,
      products: JSON.stringify(license.products),
      reason: why.reason,
      actor_name: why.actorName,
      token: license.token,
      kid: license.kid,
    })
    .execute()
  if (license.token !== null) await raiseSignedTime(tx, license.revisedAt)
}

/** Completes the present revision of a license with the token that its first activation minted. */
export async function mintRevision(tx: ControlTransaction, license: StoredLicense): Promise<void> {
  await tx
    .updateTable('license_revision')
    .set({
      issued_at: license.revisedAt,
      starts_at: license.startsAt,
      expires_at: license.expiresAt,
      token: license.token,
      kid: license.kid,
    })
    .where('license_id', '=', license.id)
    .where('revision', '=', license.revision)
    .execute()
}

/**
 * Tells whether a text is one of the signed revisions of a license, as they were handed out: nothing else is compared, so a
 * text that somebody else signed is none.
 *
 * @param from - The first revision that counts.
 */
export async function isSignedRevision(
  database: Queryable,
  licenseId: string,
  { text, from }: { text: string; from: number },
): Promise<boolean> {
  const row = await database
    .selectFrom('license_revision')
    .select('revision')
    .where('license_id', '=', licenseId)
    .where('revision', '>=', from)
    .where('token', '=', text)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every revision of a license, newest first. */
export async function loadRevisions(database: Queryable, licenseId: string): Promise<Revision[]> {
  const rows = await database
    .selectFrom('license_revision')
    .selectAll()
    .where('license_id', '=', licenseId)
    .orderBy('revision', 'desc')
    .execute()
  return rows.map(row => ({
    revision: row.revision,
    issuedAt: row.issued_at,
    startsAt: row.starts_at,
    expiresAt: row.expires_at,
    tier: row.tier,
    seats: row.seats,
    products: JSON.parse(row.products) as string[],
    reason: row.reason,
    actorName: row.actor_name,
    kid: row.kid,
  }))
}
