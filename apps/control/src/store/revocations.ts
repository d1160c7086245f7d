import type { ControlTransaction, Queryable } from './database.ts'
import { deleteSecret, keepSecret, loadSecret } from './secrets.ts'
import { raiseSignedTime } from './signed-time.ts'

/** The signed list in use. */
export interface StoredRevocationList {
  sequence: number
  issuedAt: number
  text: string
  kid: string
  count: number
  digest: string
}

/** Notes that a license was revoked. */
export async function insertRevocation(
  tx: ControlTransaction,
  revocation: { licenseId: string; revokedAt: number; expiresAt: number | null },
): Promise<void> {
  await tx
    .insertInto('revocation')
    .values({
      license_id: revocation.licenseId,
      revoked_at: revocation.revokedAt,
      expires_at: revocation.expiresAt,
    })
    .onConflict(conflict => conflict.column('license_id').doNothing())
    .execute()
}

/** The revoked licenses that would still be in force otherwise, those revoked last first. */
export async function loadRevoked(database: Queryable, now: number): Promise<string[]> {
  const rows = await database
    .selectFrom('revocation')
    .select('license_id')
    .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('revoked_at', 'desc')
    .orderBy('license_id')
    .execute()
  return rows.map(({ license_id }) => license_id)
}

/** The list signed last; null where none ever was. */
export async function findRevocationList(database: Queryable): Promise<StoredRevocationList | null> {
  const row = await database
    .selectFrom('revocation_list')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, issuedAt: row.issued_at }
}

/** The sequence of the list signed last; 0 where none ever was. */
export async function revocationSequence(database: Queryable): Promise<number> {
  const row = await database
    .selectFrom('revocation_list')
    .select('sequence')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sequence ?? 0
}

/** Puts a newer list in the place of the one before; none is due any more. */
export async function replaceRevocationList(
  tx: ControlTransaction,
  { issuedAt, ...list }: StoredRevocationList,
): Promise<void> {
  await tx.deleteFrom('revocation_list').execute()
  await tx
    .insertInto('revocation_list')
    .values({ ...list, issued_at: issuedAt })
    .execute()
  await raiseSignedTime(tx, issuedAt)
  await deleteSecret(tx, 'revocations_due')
}

/** Notes that the list in use does not say what it should, and that there was nobody to sign the next one. */
export async function noteListDue(tx: ControlTransaction): Promise<void> {
  await keepSecret(tx, 'revocations_due', '1')
}

/** Tells whether a list has to be signed that could not be before. */
export async function isListDue(database: Queryable): Promise<boolean> {
  return (await loadSecret(database, 'revocations_due')) !== null
}
