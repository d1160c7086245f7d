import type { StaffRole } from '@licet/api/control'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Queryable } from './database.ts'
import { holdsText } from './holds-text.ts'
import { cutPage, type Page, readCursor } from './pages.ts'
import type { ControlSchema } from './schema.ts'
import { type StoredStaff, toStaff } from './staff.ts'

/** One page of accounts, by name. @throws {HttpError} REQUEST_INVALID for a cursor that is none */
export async function loadStaffPage(
  database: Queryable,
  page: {
    limit: number
    cursor?: string | undefined
    q?: string | undefined
    role?: StaffRole | undefined
  },
): Promise<Page<StoredStaff> & { total: number }> {
  const after = readCursor(page.cursor, 'string')
  const wanted = database.selectFrom('user').where(eb => eb.and(conditions(eb, page)))
  const { total } = await wanted.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .$if(after !== null, query =>
      query.where(eb => {
        const [name, id] = after ?? ['', '']
        return eb.or([eb('name', '>', name), eb.and([eb('name', '=', name), eb('id', '>', id)])])
      }),
    )
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return { ...cutPage(rows.map(toStaff), page.limit, last => [last.name, last.id]), total }
}

/** How many enabled accounts have each role. */
export async function countRoles(database: Queryable): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom('user')
    .select(eb => ['role', eb.fn.countAll<number>().as('people')])
    .where('enabled', '=', 1)
    .groupBy('role')
    .execute()
  return new Map(rows.map(({ role, people }) => [role, people]))
}

function conditions(
  eb: ExpressionBuilder<ControlSchema, 'user'>,
  { q, role }: { q?: string | undefined; role?: StaffRole | undefined },
): Expression<SqlBool>[] {
  return [
    ...(q ? [eb.or([holdsText(eb.ref('name'), q), holdsText(eb.ref('email'), q)])] : []),
    ...(role ? [eb('role', '=', role)] : []),
  ]
}
