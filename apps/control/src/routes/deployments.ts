import {
  createDeployment,
  deploymentCreated,
  deploymentDetail,
  deploymentsPage,
  deploymentsQuery,
} from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { listDeployments, showDeployment } from '../services/list-deployments.ts'
import { provisionDeployment } from '../services/provision-deployment.ts'

const tags = ['Deployments']

/** The customers' boxes. */
export function addDeploymentRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/deployments',
      tags,
      summary: 'The deployments, by name, each with its state now',
      request: { query: deploymentsQuery },
      responses: { 200: jsonAnswer(deploymentsPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listDeployments(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/deployments',
      tags,
      summary: 'Provision a deployment; with `autoIssue`, its license too',
      request: { body: jsonBody(createDeployment) },
      responses: {
        201: jsonAnswer(deploymentCreated, 'The deployment; a short key is shown this once.'),
        ...refusals(400, 401, 403, 404, 409, 503),
      },
    },
    async c => c.json(await provisionDeployment(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/deployments/{id}',
      tags,
      summary: 'One deployment, with the changes that sweeps found',
      request: { params: idParam },
      responses: { 200: jsonAnswer(deploymentDetail, 'The deployment.'), ...refusals(401, 403, 404) },
    },
    async c => c.json(await showDeployment(deps, c.req.valid('param').id), 200),
  )
}
