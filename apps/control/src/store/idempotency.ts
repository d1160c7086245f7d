import type { ControlTransaction, Queryable } from './database.ts'

/** A request that was made under a key of the caller's. */
export interface StoredRequest {
  /** SHA-256 of method, path and body. */
  request: string
  /** Null while it is being answered. */
  status: number | null
  /** Sealed under what only the caller knows. */
  body: string | null
}

/** @param key - SHA-256 of the caller's key. */
export async function loadRequest(
  database: Queryable,
  actor: string,
  key: string,
): Promise<StoredRequest | null> {
  const row = await database
    .selectFrom('idempotency')
    .select(['request', 'status', 'body'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ?? null
}

/** Notes that a request is being answered. */
export async function beginRequest(
  tx: ControlTransaction,
  begun: { actor: string; key: string; request: string },
  now: number,
): Promise<void> {
  await tx
    .insertInto('idempotency')
    .values({ ...begun, status: null, body: null, created_at: now })
    .execute()
}

/**
 * Forgets requests that are older than `seconds`. One that lies ahead was noted by a clock that has been put right since: it
 * counts as of now.
 */
export async function deleteOldRequests(tx: ControlTransaction, now: number, seconds: number): Promise<void> {
  await tx.updateTable('idempotency').set({ created_at: now }).where('created_at', '>', now).execute()
  await tx
    .deleteFrom('idempotency')
    .where('created_at', '<=', now - seconds)
    .execute()
}

export async function saveAnswer(
  database: Queryable,
  actor: string,
  key: string,
  answer: { status: number; body: string },
): Promise<void> {
  await database
    .updateTable('idempotency')
    .set(answer)
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute()
}

/** Forgets a request that came to nothing. */
export async function dropRequest(database: Queryable, actor: string, key: string): Promise<void> {
  await database.deleteFrom('idempotency').where('actor', '=', actor).where('key', '=', key).execute()
}
