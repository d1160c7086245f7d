import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  createUser as createUserBody,
  seatsExhausted,
  updateUser as updateUserBody,
  user,
  usersPage,
  usersQuery,
} from '@licet/api'
import { seatLimit } from '@licet/license'
import { HttpError } from '@licet/server'
import { actorOf } from '../credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { createUsers } from '../services/create-users.ts'
import { deleteUser } from '../services/delete-user.ts'
import { updateUser } from '../services/update-user.ts'
import { toUserView } from '../services/user-views.ts'
import { loadUserPage } from '../store/user-pages.ts'
import { countSeats, loadUser } from '../store/users.ts'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from './describe.ts'

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
    async c => {
      const { limit, cursor, q, role, enabled, inactiveDays } = c.req.valid('query')
      const filter = {
        q,
        role,
        enabled: enabled === undefined ? undefined : enabled === 'true',
        unseenSince: inactiveDays === undefined ? undefined : deps.clock.now() - inactiveDays * 86_400,
      }
      const page = loadUserPage(deps.database, filter, { limit, cursor })
      const seats = { limit: seatLimit(await deps.licensing.state()), used: countSeats(deps.database) }
      return c.json({ ...page, users: page.users.map(toUserView), seats }, 200)
    },
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
    c => {
      const found = loadUser(deps.database, c.req.valid('param').id)
      if (!found) throw new HttpError('USER_NOT_FOUND')
      return c.json(toUserView(found), 200)
    },
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
