import {
  activationsPage,
  activationsQuery,
  heartbeatsPage,
  heartbeatsQuery,
  overview,
} from '@licet/api/control'
import { jsonAnswer, refusals } from '@licet/server'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { createOverview } from '../fleet/create-overview.ts'
import { listActivations, listHeartbeats } from '../services/list-activity.ts'

const tags = ['Fleet']

/** What the fleet is doing. */
export function addActivityRoutes(app: ControlApp, deps: ControlDeps): void {
  const readOverview = createOverview(deps)
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/heartbeats',
      tags,
      summary: 'What machines asked, newest first',
      request: { query: heartbeatsQuery },
      responses: { 200: jsonAnswer(heartbeatsPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listHeartbeats(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/activations',
      tags,
      summary: 'The machines, the one activated last first',
      request: { query: activationsQuery },
      responses: { 200: jsonAnswer(activationsPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listActivations(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/overview',
      tags,
      summary: 'The fleet in numbers, at most 30 seconds old',
      responses: { 200: jsonAnswer(overview, 'The numbers.'), ...refusals(401, 403) },
    },
    async c => c.json(await readOverview(), 200),
  )
}
