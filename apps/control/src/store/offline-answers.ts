import type { ControlTransaction, Queryable } from './database.ts'
import type { OfflineAnswerTable } from './licensing-tables.ts'
import { nextTimeIds } from './time-id.ts'

/** Keeps what was answered by hand. */
export async function insertOfflineAnswer(
  tx: ControlTransaction,
  answer: Omit<OfflineAnswerTable, 'id'>,
): Promise<void> {
  const [id = ''] = await nextTimeIds(tx, 'offline_answer', { at: answer.at, count: 1 })
  await tx
    .insertInto('offline_answer')
    .values({ ...answer, id })
    .execute()
}

/** One page of what was answered by hand, newest first, each with whose license it was about. @param before - Id that the page ends before. */
export function loadOfflineAnswers(database: Queryable, page: { limit: number; before: string | undefined }) {
  const { before } = page
  return database
    .selectFrom('offline_answer as o')
    .innerJoin('license as l', 'l.id', 'o.license_id')
    .selectAll('o')
    .select(['l.customer_id', 'l.customer_name'])
    .$if(before !== undefined, query => query.where('o.id', '<', before ?? ''))
    .orderBy('o.id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
