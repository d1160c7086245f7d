import {
  createSubscription,
  subscription,
  subscriptionsPage,
  subscriptionsQuery,
  subscriptionUpdated,
  updateSubscription,
} from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { listSubscriptions } from '../services/list-subscriptions.ts'
import { addSubscription, changeSubscription } from '../services/update-subscription.ts'

const tags = ['Subscriptions']

/** What customers pay for. */
export function addSubscriptionRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/subscriptions',
      tags,
      summary: 'The subscriptions, the latest change first',
      request: { query: subscriptionsQuery },
      responses: { 200: jsonAnswer(subscriptionsPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listSubscriptions(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/subscriptions',
      tags,
      summary: 'Take in a subscription',
      request: { body: jsonBody(createSubscription) },
      responses: { 201: jsonAnswer(subscription, 'The subscription.'), ...refusals(400, 401, 403, 404, 409) },
    },
    async c => c.json(await addSubscription(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'license.revoke',
      method: 'patch',
      path: '/v1/subscriptions/{id}',
      tags,
      summary: 'Say whether it is paid: unpaid suspends its licenses, paid reinstates them',
      request: { params: idParam, body: jsonBody(updateSubscription) },
      responses: {
        200: jsonAnswer(subscriptionUpdated, 'The subscription, and what followed.'),
        ...refusals(400, 401, 403, 404, 503),
      },
    },
    async c => {
      const { id } = c.req.valid('param')
      return c.json(await changeSubscription(deps, actorOf(c), id, c.req.valid('json')), 200)
    },
  )
}
