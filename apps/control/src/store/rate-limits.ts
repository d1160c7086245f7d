import { sql } from 'kysely'
import type { Limit } from '../config.ts'
import type { Queryable } from './database.ts'

/**
 * Counts an attempt in one statement, so that of attempts that come at once, on any instance, each counts. A window begins with its
 * first attempt; one that lies ahead, after the clock was set back, begins again.
 */
export async function countAttempt(
  database: Queryable,
  subject: string,
  now: number,
  { seconds }: Limit,
): Promise<{ attempts: number; startedAt: number }> {
  const over = sql<boolean>`rate_limit.started_at <= ${sql.lit(now - seconds)} OR rate_limit.started_at > ${sql.lit(now)}`
  const row = await database
    .insertInto('rate_limit')
    .values({ subject, attempts: 1, started_at: now })
    .onConflict(conflict =>
      conflict.column('subject').doUpdateSet({
        attempts: sql`CASE WHEN ${over} THEN 1 ELSE rate_limit.attempts + 1 END`,
        started_at: sql`CASE WHEN ${over} THEN ${sql.lit(now)} ELSE rate_limit.started_at END`,
      }),
    )
    .returning(['attempts', 'started_at as startedAt'])
    .executeTakeFirstOrThrow()
  return row
}

/** Takes an attempt back that was counted in the window that still runs. */
export async function forgiveAttempt(
  database: Queryable,
  subject: string,
  now: number,
  { seconds }: Limit,
): Promise<void> {
  await database
    .updateTable('rate_limit')
    .set(eb => ({ attempts: eb('attempts', '-', 1) }))
    .where('subject', '=', subject)
    .where('attempts', '>', 0)
    .where('started_at', '>', now - seconds)
    .execute()
}

/** Forgets windows that ended, and those that lie ahead by more than one, as a clock that was wrong has left them. */
export async function deleteOldAttempts(database: Queryable, now: number, { seconds }: Limit): Promise<void> {
  await database
    .deleteFrom('rate_limit')
    .where(eb => eb.or([eb('started_at', '<', now - seconds), eb('started_at', '>', now + seconds)]))
    .execute()
}
