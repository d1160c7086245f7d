import { sweepHistory, sweepQuery, sweepReport, sweepRequest } from '@licet/api/control'
import { jsonAnswer, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { listSweeps, runSweep } from '../services/run-sweep.ts'

const tags = ['Sweep']

/** Brings what is remembered of the fleet in line with what is true. */
export function addSweepRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'license.revoke',
      method: 'post',
      path: '/v1/licenses/health/sweep',
      tags,
      summary: 'Sweep the fleet; with `plan=true`, say what would change and write nothing',
      request: {
        query: sweepQuery,
        body: { content: { 'application/json': { schema: sweepRequest } }, required: false },
      },
      responses: {
        200: jsonAnswer(sweepReport, 'What changed, or would.'),
        ...refusals(400, 401, 403, 409, 503),
      },
    },
    async c => {
      const { plan } = c.req.valid('query')
      const { hash } = c.req.valid('json') ?? {}
      return c.json(await runSweep(deps, actorOf(c), { plan: plan === 'true', hash }), 200)
    },
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/licenses/health/sweep',
      tags,
      summary: 'The latest runs of the sweep',
      responses: { 200: jsonAnswer(sweepHistory, 'The runs, newest first.'), ...refusals(401, 403) },
    },
    async c => c.json({ sweeps: await listSweeps(deps) }, 200),
  )
}
