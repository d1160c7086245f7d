import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  changePassword as changePasswordBody,
  passwordOnly,
  secondFactorCode,
  secondFactorStarted,
  sessionList,
  sessionUser,
  updateProfile as updateProfileBody,
} from '@licet/api'
import {
  type AttemptLimits,
  emptyAnswer,
  HttpError,
  idParam,
  jsonAnswer,
  jsonBody,
  refusals,
} from '@licet/server'
import type { LiveSession } from '@licet/server/accounts'
import type { Context } from 'hono'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { changePassword } from '../services/change-password.ts'
import { endSession } from '../services/end-sessions.ts'
import { listSessions } from '../services/list-sessions.ts'
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from '../services/second-factor.ts'
import { updateProfile } from '../services/update-profile.ts'
import { toSessionUser } from '../services/user-views.ts'

const tags = ['Profile']

/** What everybody may do about their own account. */
export function addProfileRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps & { limits: AttemptLimits }): void {
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/api/profile',
      tags,
      summary: 'Change name, language or theme',
      request: { body: jsonBody(updateProfileBody) },
      responses: { 200: jsonAnswer(sessionUser, 'The account.'), ...refusals(400, 401, 403) },
    }),
    c => c.json(toSessionUser(updateProfile(deps, actorOf(c), c.req.valid('json'))), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/profile/password',
      tags,
      summary: 'Change the password; other sessions end',
      request: { body: jsonBody(changePasswordBody) },
      responses: { 204: emptyAnswer('Changed.'), ...refusals(400, 401, 403, 429, 503) },
    }),
    async c => {
      await changePassword(deps, actorOf(c), sessionOf(c), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/profile/sessions',
      tags,
      summary: 'Where I am signed in',
      responses: { 200: jsonAnswer(sessionList, 'The sessions.'), ...refusals(401, 403) },
    }),
    c => c.json(listSessions(deps, actorOf(c).id, sessionOf(c).id), 200),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/profile/sessions/{id}',
      tags,
      summary: 'End one of my sessions',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Ended.'), ...refusals(401, 403, 404) },
    }),
    c => {
      endSession(deps, actorOf(c), actorOf(c).id, c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  addSecondFactorRoutes(app, deps)
}

function addSecondFactorRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps & { limits: AttemptLimits }): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/profile/second-factor',
      tags,
      summary: 'Start a second factor',
      request: { body: jsonBody(passwordOnly) },
      responses: {
        200: jsonAnswer(secondFactorStarted, 'Shown once.'),
        ...refusals(400, 401, 403, 429, 503),
      },
    }),
    async c =>
      c.json(await startSecondFactor(deps, actorOf(c), c.req.raw.headers, c.req.valid('json').password), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/profile/second-factor/confirm',
      tags,
      summary: 'Switch the second factor on with a first code',
      request: { body: jsonBody(secondFactorCode) },
      responses: { 204: emptyAnswer('On.'), ...refusals(400, 401, 403, 429, 503) },
    }),
    async c => {
      await confirmSecondFactor(deps, actorOf(c), c.req.raw.headers, sessionOf(c), c.req.valid('json').code)
      return c.body(null, 204)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/profile/second-factor',
      tags,
      summary: 'Remove my second factor',
      request: { body: jsonBody(passwordOnly) },
      responses: { 204: emptyAnswer('Removed.'), ...refusals(400, 401, 403, 429, 503) },
    }),
    async c => {
      await removeSecondFactor(deps, actorOf(c), sessionOf(c), c.req.valid('json').password)
      return c.body(null, 204)
    },
  )
}

function sessionOf(c: Context<HubEnv>): LiveSession {
  const session = c.get('session')
  if (!session) throw new HttpError('CREDENTIAL_REQUIRED')
  return session
}
