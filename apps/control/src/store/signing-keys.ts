import type { Alg, KeyUse, PublicJwk } from '@licet/license'
import type { Selectable } from 'kysely'
import type { SigningKeyTable } from './account-tables.ts'
import type { ControlTransaction, Queryable } from './database.ts'

export type SigningKeyStatus = 'next' | 'active' | 'retired' | 'compromised'

/** A signing key as stored; its private part is sealed in `envelope`. Times are epoch seconds. */
export interface StoredSigningKey {
  kid: string
  alg: Alg
  use: KeyUse
  status: SigningKeyStatus
  jwk: PublicJwk
  envelope: string
  createdAt: number
  createdBy: string
  activatedAt: number | null
  retiredAt: number | null
}

/** Every signing key, newest first. */
export async function loadSigningKeys(database: Queryable): Promise<StoredSigningKey[]> {
  const query = database.selectFrom('signing_key').selectAll()
  return (await query.orderBy('created_at', 'desc').orderBy('kid').execute()).map(toKey)
}

export async function loadSigningKey(database: Queryable, kid: string): Promise<StoredSigningKey | null> {
  const row = await database.selectFrom('signing_key').selectAll().where('kid', '=', kid).executeTakeFirst()
  return row ? toKey(row) : null
}

/** The key that signs artifacts of this use at present. */
export async function loadActiveKey(database: Queryable, use: KeyUse): Promise<StoredSigningKey | null> {
  const row = await database
    .selectFrom('signing_key')
    .selectAll()
    .where('use', '=', use)
    .where('status', '=', 'active')
    .executeTakeFirst()
  return row ? toKey(row) : null
}

export async function insertSigningKey(tx: ControlTransaction, key: StoredSigningKey): Promise<void> {
  const { kid, alg, use, status, jwk, envelope, createdAt, createdBy, activatedAt, retiredAt } = key
  await tx
    .insertInto('signing_key')
    .values({
      kid,
      alg,
      use,
      status,
      jwk: JSON.stringify(jwk),
      envelope,
      created_at: createdAt,
      created_by: createdBy,
      activated_at: activatedAt,
      retired_at: retiredAt,
    })
    .execute()
}

/** Moves a key on in its life. */
export async function saveKeyStatus(
  tx: ControlTransaction,
  kid: string,
  status: SigningKeyStatus,
  now: number,
): Promise<void> {
  const when = status === 'active' ? { activated_at: now } : { retired_at: now }
  await tx
    .updateTable('signing_key')
    .set({ status, ...when })
    .where('kid', '=', kid)
    .execute()
}

/** The newest keyset that the root keys have signed; null before the first. */
export async function loadKeyset(
  database: Queryable,
): Promise<{ sequence: number; text: string; storedAt: number } | null> {
  const row = await database
    .selectFrom('keyset')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { sequence: row.sequence, text: row.text, storedAt: row.stored_at } : null
}

/** Every keyset that was published, oldest first: an installation may need each on the way to the newest. */
export async function loadKeysets(database: Queryable): Promise<string[]> {
  const rows = await database.selectFrom('keyset').select('text').orderBy('sequence').execute()
  return rows.map(({ text }) => text)
}

export async function insertKeyset(
  tx: ControlTransaction,
  keyset: { sequence: number; text: string; storedAt: number; storedBy: string },
): Promise<void> {
  const { sequence, text, storedAt, storedBy } = keyset
  await tx.insertInto('keyset').values({ sequence, text, stored_at: storedAt, stored_by: storedBy }).execute()
}

function toKey(row: Selectable<SigningKeyTable>): StoredSigningKey {
  return {
    kid: row.kid,
    alg: row.alg as Alg,
    use: row.use as KeyUse,
    status: row.status as SigningKeyStatus,
    jwk: parseJwk(row.jwk),
    envelope: row.envelope,
    createdAt: row.created_at,
    createdBy: row.created_by,
    activatedAt: row.activated_at,
    retiredAt: row.retired_at,
  }
}

// One that was edited into something else opens no envelope, and says so there.
function parseJwk(text: string): PublicJwk {
  try {
    const { kty, crv, x, y } = JSON.parse(text) as PublicJwk
    return y === undefined ? { kty, crv, x } : { kty, crv, x, y }
  } catch {
    return { kty: '', crv: '', x: '' } as unknown as PublicJwk
  }
}
