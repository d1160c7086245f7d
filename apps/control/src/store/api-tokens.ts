import { type ApiToken, type Permission, permission } from '@licet/api/control'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { ApiTokenTable } from './account-tables.ts'
import type { ControlTransaction, Queryable } from './database.ts'

/** A token as stored: its text is nowhere, only its SHA-256. */
export interface StoredApiToken extends Omit<ApiToken, 'ended' | 'permissions'> {
  hash: string
  /** Who made it: `usr_…`, `tok_…` or `admin_token`; null where nobody knows. */
  makerId: string | null
  /** When it ended with its maker, epoch seconds. */
  endedAt: number | null
}

/** Every token, newest first. */
export async function loadApiTokens(database: Queryable): Promise<StoredApiToken[]> {
  const query = database.selectFrom('api_token').selectAll()
  return (await query.orderBy('created_at', 'desc').orderBy('id').execute()).map(toToken)
}

export async function loadApiToken(database: Queryable, id: string): Promise<StoredApiToken | null> {
  const row = await database.selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toToken(row) : null
}

/** @param hash - SHA-256 of the whole token, hex. */
export async function loadApiTokenByHash(database: Queryable, hash: string): Promise<StoredApiToken | null> {
  const row = await database.selectFrom('api_token').selectAll().where('hash', '=', hash).executeTakeFirst()
  return row ? toToken(row) : null
}

export async function insertApiToken(tx: ControlTransaction, token: StoredApiToken): Promise<void> {
  const { id, name, scopes, prefix, hash, createdAt, createdBy, expiresAt, makerId } = token
  await tx
    .insertInto('api_token')
    .values({
      id,
      name,
      scopes: JSON.stringify(scopes),
      prefix,
      hash,
      created_at: createdAt,
      created_by: createdBy,
      expires_at: expiresAt,
      maker_id: makerId,
    })
    .execute()
}

/** Ends every token that somebody made. @returns how many. */
export async function endTokensOf(tx: ControlTransaction, makerId: string, at: number): Promise<number> {
  const open = tx.updateTable('api_token').set({ ended_at: at }).where('maker_id', '=', makerId)
  return Number((await open.where('ended_at', 'is', null).executeTakeFirst()).numUpdatedRows)
}

export async function deleteApiTokenRow(tx: ControlTransaction, id: string): Promise<void> {
  await tx.deleteFrom('api_token').where('id', '=', id).execute()
}

/** Outside a deed: nothing else depends on it. */
export async function markApiTokenUsed(
  accounts: Queryable,
  id: string,
  now: number,
  address: string,
): Promise<void> {
  const used = { last_used_at: now, last_used_from: address }
  await accounts.updateTable('api_token').set(used).where('id', '=', id).execute()
}

// A right that does not exist any more is none.
const knownScopes = z
  .array(z.unknown())
  .transform(found => found.filter((scope): scope is Permission => permission.safeParse(scope).success))

function toToken(row: Selectable<ApiTokenTable>): StoredApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: knownScopes.parse(JSON.parse(row.scopes)),
    prefix: row.prefix,
    hash: row.hash,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedFrom: row.last_used_from,
    makerId: row.maker_id,
    endedAt: row.ended_at,
  }
}
