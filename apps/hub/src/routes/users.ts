import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  createUser as createUserBody,
  seatsExhausted,
  updateUser as updateUserBody,
  user,
  usersPage,
  usersQuery,
} from '@licet/api'
import { emptyAnswer, HttpError, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { createUsers } from '../services/create-users.ts'
import { deleteUser } from '../services/delete-user.ts'
import { findUser, listUsers } from '../services/list-users.ts'
import { updateUser } from '../services/update-user.ts'
import { toUserView } from '../services/user-views.ts'

const tags = ['Users']
const noSeat = jsonAnswer(seatsExhausted, 'No seat is left: the numbers, and who holds them.')

/** Accounts, one by one. */
export function addUserRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/users',
      tags,
      summary: 'The accounts, by name',
      request: { query: usersQuery },
      responses: { 200: jsonAnswer(usersPage, 'One page.'), ...refusals(400, 401, 403) },
    }),
    async c => c.json(await listUsers(deps, c.req.valid('query')), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/users',
      tags,
      summary: 'Create an account; takes a seat',
      request: { body: jsonBody(createUserBody) },
      responses: { 201: jsonAnswer(user, 'The account.'), 402: noSeat, ...refusals(400, 401, 403, 409) },
    }),
    async c => {
      const [created] = await createUsers(deps, actorOf(c), [c.req.valid('json')])
      if (!created) throw new HttpError('INTERNAL')
      return c.json(toUserView(created), 201)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/users/{id}',
      tags,
      summary: 'One account',
      request: { params: idParam },
      responses: { 200: jsonAnswer(user, 'The account.'), ...refusals(401, 403, 404) },
    }),
    c => c.json(findUser(deps, c.req.valid('param').id), 200),
  )
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/api/users/{id}',
      tags,
      summary: 'Change an account; enabling takes a seat',
      request: { params: idParam, body: jsonBody(updateUserBody) },
      responses: { 200: jsonAnswer(user, 'The account.'), 402: noSeat, ...refusals(400, 401, 403, 404, 409) },
    }),
    async c => {
      const changed = await updateUser(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json'))
      return c.json(toUserView(changed), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/users/{id}',
      tags,
      summary: 'Delete an account',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Deleted.'), ...refusals(401, 403, 404, 409) },
    }),
    async c => {
      await deleteUser(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}
