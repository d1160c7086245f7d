import { type SavedView, viewFilter } from '@licet/api/control'
import type { ControlTransaction, Queryable } from './database.ts'

/** The views of one account, by name. */
export async function loadSavedViews(database: Queryable, userId: string): Promise<SavedView[]> {
  const query = database.selectFrom('saved_view').selectAll().where('user_id', '=', userId)
  return (await query.orderBy('name').execute()).map(row => ({
    id: row.id,
    name: row.name,
    filter: readFilter(row.filter),
    savedAt: row.saved_at,
  }))
}

/** Keeps a view; one of the same name is replaced, and keeps its id. */
export async function saveView(tx: ControlTransaction, userId: string, view: SavedView): Promise<void> {
  const { id, name, savedAt } = view
  const filter = JSON.stringify(view.filter)
  await tx
    .insertInto('saved_view')
    .values({ id, user_id: userId, name, filter, saved_at: savedAt })
    .onConflict(conflict => conflict.columns(['user_id', 'name']).doUpdateSet({ filter, saved_at: savedAt }))
    .execute()
}

export async function deleteSavedView(tx: ControlTransaction, id: string): Promise<void> {
  await tx.deleteFrom('saved_view').where('id', '=', id).execute()
}

// A filter that does not exist any more is left out.
function readFilter(text: string): SavedView['filter'] {
  const parsed = viewFilter.strip().safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : {}
}
