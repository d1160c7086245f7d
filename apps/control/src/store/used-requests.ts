import type { ControlTransaction, Queryable } from './database.ts'

/** Keeps, for good, the ids of requests and receipts that no counter tells from a new one. */
export async function insertUsedRequests(
  tx: ControlTransaction,
  used: readonly { id: string; at: number }[],
): Promise<void> {
  if (used.length === 0) return
  await tx
    .insertInto('used_request')
    .values([...used])
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
}

/** Tells whether a request or receipt was answered before. Others than those kept for good are told apart by their counter. */
export async function isRequestUsed(database: Queryable, requestId: string): Promise<boolean> {
  const { kept, asked } = await database
    .selectNoFrom(eb => [
      eb.selectFrom('used_request').select('id').where('id', '=', requestId).as('kept'),
      eb.selectFrom('heartbeat').select('id').where('request_id', '=', requestId).limit(1).as('asked'),
    ])
    .executeTakeFirstOrThrow()
  return kept !== null || asked !== null
}
