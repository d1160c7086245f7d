import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  disableUsers as disableUsersBody,
  enableUsers as enableUsersBody,
  importedUsers,
  importUsers as importUsersBody,
  seatsExhausted,
  sessionList,
} from '@licet/api'
import { toCsv } from '@licet/api/csv'
import { csvAnswerHeaders, emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { createUsers } from '../services/create-users.ts'
import { disableUsers } from '../services/disable-users.ts'
import { enableUsers } from '../services/enable-users.ts'
import { endSessions } from '../services/end-sessions.ts'
import { listSessions } from '../services/list-sessions.ts'
import { allUsers } from '../services/list-users.ts'
import { resetSecondFactor } from '../services/second-factor.ts'
import { toUserView } from '../services/user-views.ts'

const tags = ['Users']

/** Accounts, many at once, and what an administrator may end for others. Register before `/api/users/{id}`. */
export function addUserBatchRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/users/disable',
      tags,
      summary: 'Disable several accounts, all or none',
      request: { body: jsonBody(disableUsersBody) },
      responses: { 200: jsonAnswer(importedUsers, 'The accounts.'), ...refusals(400, 401, 403, 404, 409) },
    }),
    async c => {
      const users = await disableUsers(deps, actorOf(c), c.req.valid('json').ids)
      return c.json({ users: users.map(toUserView) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/users/enable',
      tags,
      summary: 'Enable several accounts, all or none',
      request: { body: jsonBody(enableUsersBody) },
      responses: {
        200: jsonAnswer(importedUsers, 'The accounts.'),
        402: jsonAnswer(seatsExhausted, 'Not enough seats are left.'),
        ...refusals(400, 401, 403, 404),
      },
    }),
    async c => {
      const users = await enableUsers(deps, actorOf(c), c.req.valid('json').ids)
      return c.json({ users: users.map(toUserView) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/users/import',
      tags,
      summary: 'Create several accounts, all or none',
      request: { body: jsonBody(importUsersBody) },
      responses: {
        201: jsonAnswer(importedUsers, 'The accounts.'),
        402: jsonAnswer(seatsExhausted, 'Not enough seats are left.'),
        ...refusals(400, 401, 403, 409),
      },
    }),
    async c => {
      const users = await createUsers(deps, actorOf(c), c.req.valid('json').users, 'users')
      return c.json({ users: users.map(toUserView) }, 201)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/users/export',
      tags,
      summary: 'The accounts as CSV',
      responses: { 200: emptyAnswer('text/csv'), ...refusals(401, 403) },
    }),
    c => c.body(toCsv(userColumns, allUsers(deps)), 200, csvAnswerHeaders('users.csv')),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/users/{id}/sessions',
      tags,
      summary: 'Where an account is signed in',
      request: { params: idParam },
      responses: { 200: jsonAnswer(sessionList, 'The sessions.'), ...refusals(401, 403, 404) },
    }),
    c => c.json(listSessions(deps, c.req.valid('param').id, c.get('session')?.id ?? ''), 200),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/users/{id}/sessions',
      tags,
      summary: 'End every session of an account',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Ended.'), ...refusals(401, 403, 404) },
    }),
    c => {
      endSessions(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/users/{id}/second-factor',
      tags,
      summary: 'Take a lost second factor away',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Removed.'), ...refusals(401, 403, 404) },
    }),
    c => {
      resetSecondFactor(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}

const userColumns = [
  'id',
  'name',
  'email',
  'role',
  'enabled',
  'secondFactor',
  'createdAt',
  'lastSeenAt',
] as const
