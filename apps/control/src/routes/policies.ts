import { createPolicy, policy, policyList } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { addPolicy, listPolicies } from '../services/policies.ts'

const tags = ['Policies']

/** The rules that licenses are issued by. */
export function addPolicyRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/policies',
      tags,
      summary: 'The presets, then the policies of your own',
      responses: { 200: jsonAnswer(policyList, 'The policies.'), ...refusals(401, 403) },
    },
    async c => c.json({ policies: await listPolicies(deps) }, 200),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'post',
      path: '/v1/policies',
      tags,
      summary: 'Take in a policy',
      request: { body: jsonBody(createPolicy) },
      responses: { 201: jsonAnswer(policy, 'The policy.'), ...refusals(400, 401, 403, 409) },
    },
    async c => c.json(await addPolicy(deps, actorOf(c), c.req.valid('json')), 201),
  )
}
