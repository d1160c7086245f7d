import { savedView, savedViews, saveView } from '@licet/api/control'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { dropView, keepView, listViews } from '../services/saved-views.ts'

const tags = ['Profile']

/** Filters of the list of licenses under a name, for the account that keeps them. */
export function addSavedViewRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'account',
      method: 'get',
      path: '/v1/profile/views',
      tags,
      summary: 'My views of the list of licenses',
      responses: { 200: jsonAnswer(savedViews, 'The views, by name.'), ...refusals(401, 403) },
    },
    async c => c.json({ views: await listViews(deps, actorOf(c)) }, 200),
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'post',
      path: '/v1/profile/views',
      tags,
      summary: 'Keep a view; one of the same name is replaced',
      request: { body: jsonBody(saveView) },
      responses: { 200: jsonAnswer(savedView, 'The view.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await keepView(deps, actorOf(c), c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'delete',
      path: '/v1/profile/views/{id}',
      tags,
      summary: 'Give a view up',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Gone.'), ...refusals(401, 403, 404) },
    },
    async c => {
      await dropView(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}
