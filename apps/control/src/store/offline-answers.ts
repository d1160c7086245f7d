import type { ControlTransaction, Queryable } from './database.ts'
import { timeId } from './heartbeats.ts'
import type { OfflineAnswerTable } from './licensing-tables.ts'

/** Keeps what was answered by hand. */
export async function insertOfflineAnswer(
  tx: ControlTransaction,
  answer: Omit<OfflineAnswerTable, 'id'>,
): Promise<void> {
  await tx
    .insertInto('offline_answer')
    .values({ ...answer, id: timeId('off', answer.at) })
    .execute()
}

/** One page of what was answered by hand, newest first. @param before - Id that the page ends before. */
export function loadOfflineAnswers(
  database: Queryable,
  page: { limit: number; before: string | undefined },
): Promise<OfflineAnswerTable[]> {
  const { before } = page
  return database
    .selectFrom('offline_answer')
    .selectAll()
    .$if(before !== undefined, query => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
