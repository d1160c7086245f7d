import type { SavedView, saveView as saveViewBody } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { createId } from '../store/create-id.ts'
import { deleteSavedView, loadSavedViews, saveView } from '../store/saved-views.ts'

type Deps = Pick<ControlDeps, 'clock' | 'database'>

/** More would no longer be a choice. */
const viewsMax = 50

/** The views that somebody keeps, by name. */
export function listViews({ database }: Pick<Deps, 'database'>, actor: Actor): Promise<SavedView[]> {
  return loadSavedViews(database.db, actor.id)
}

/** Keeps a view under a name; one of the same name is replaced. @throws {HttpError} REQUEST_INVALID for one too many */
export async function keepView(
  { clock, database }: Deps,
  actor: Actor,
  { name, filter }: z.infer<typeof saveViewBody>,
): Promise<SavedView> {
  return database.transact(async tx => {
    const at = clock.now()
    const views = await loadSavedViews(tx, actor.id)
    const known = views.find(view => view.name === name)
    if (known === undefined && views.length >= viewsMax)
      throw new HttpError('REQUEST_INVALID', { fields: { name: `At most ${viewsMax} views; delete one.` } })
    const view = { id: known?.id ?? createId('view'), name, filter, savedAt: at }
    await saveView(tx, actor.id, view)
    const detail = { verb: 'view_save', name, filter }
    await appendAudit(tx, { actor, action: 'profile.update', target: view.id, detail, at })
    return view
  })
}

/** Gives up a view of one's own. @throws {HttpError} NOT_FOUND */
export async function dropView({ clock, database }: Deps, actor: Actor, id: string): Promise<void> {
  await database.transact(async tx => {
    const view = (await loadSavedViews(tx, actor.id)).find(found => found.id === id)
    if (view === undefined) throw new HttpError('NOT_FOUND')
    await deleteSavedView(tx, id)
    const detail = { verb: 'view_delete', name: view.name }
    await appendAudit(tx, { actor, action: 'profile.update', target: id, detail, at: clock.now() })
  })
}
