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
