import { createCustomer, customer, customersPage, customersQuery, updateCustomer } from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { addCustomer, changeCustomer, listCustomers, showCustomer } from '../services/customers.ts'

const tags = ['Customers']

/** Whoever buys licenses. */
export function addCustomerRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/customers',
      tags,
      summary: 'The customers, by name',
      request: { query: customersQuery },
      responses: { 200: jsonAnswer(customersPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listCustomers(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/customers',
      tags,
      summary: 'Take in a customer',
      request: { body: jsonBody(createCustomer) },
      responses: { 201: jsonAnswer(customer, 'The customer.'), ...refusals(400, 401, 403, 409) },
    },
    async c => c.json(await addCustomer(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/customers/{id}',
      tags,
      summary: 'One customer',
      request: { params: idParam },
      responses: { 200: jsonAnswer(customer, 'The customer.'), ...refusals(401, 403, 404) },
    },
    async c => c.json(await showCustomer(deps, c.req.valid('param').id), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'patch',
      path: '/v1/customers/{id}',
      tags,
      summary: 'Change a customer',
      request: { params: idParam, body: jsonBody(updateCustomer) },
      responses: { 200: jsonAnswer(customer, 'The customer.'), ...refusals(400, 401, 403, 404, 409) },
    },
    async c => {
      const { id } = c.req.valid('param')
      return c.json(await changeCustomer(deps, actorOf(c), id, c.req.valid('json')), 200)
    },
  )
}
