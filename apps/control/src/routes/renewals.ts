import { renewalReport, renewLicenses as renewLicensesBody } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { renewLicenses } from '../services/renew-licenses.ts'

/** Many licenses renewed at once. */
export function addRenewalRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/renewals',
      tags: ['Licenses'],
      summary: 'Renew up to 500 licenses, each on its own; with `preview`, what would become of each',
      request: { body: jsonBody(renewLicensesBody) },
      responses: { 200: jsonAnswer(renewalReport, 'A result for each.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await renewLicenses(deps, actorOf(c), c.req.valid('json')), 200),
  )
}
