import type { Queryable } from './database.ts'

/** How many licenses each key has signed, in their present revision. */
export async function countSignedLicenses(database: Queryable): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom('license')
    .select(eb => ['kid', eb.fn.countAll<number>().as('count')])
    .where('kid', 'is not', null)
    .groupBy('kid')
    .execute()
  return new Map(rows.map(({ kid, count }) => [kid ?? '', count]))
}

/** The first licenses that a key has signed: those that stop verifying when it is compromised. */
export async function loadSignedLicenses(
  database: Queryable,
  kid: string,
  limit: number,
): Promise<{ id: string; customer: string }[]> {
  return database
    .selectFrom('license')
    .select(['id', 'customer_name as customer'])
    .where('kid', '=', kid)
    .orderBy('id')
    .limit(limit)
    .execute()
}
