import {
  changePassword as changePasswordBody,
  passwordOnly,
  secondFactorCode,
  secondFactorStarted,
  sessionList,
  updateProfile as updateProfileBody,
} from '@licet/api'
import { staffAccount } from '@licet/api/control'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import { sessionOf } from '../access/client.ts'
import type { ControlDeps } from '../deps.ts'
import { changePassword } from '../services/change-password.ts'
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from '../services/second-factor.ts'
import { endSession, listSessions } from '../services/sessions.ts'
import { updateProfile } from '../services/update-profile.ts'

const tags = ['Profile']

/** What everybody may do about their own account. */
export function addProfileRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'account',
      method: 'patch',
      path: '/v1/profile',
      tags,
      summary: 'Change name, language or theme',
      request: { body: jsonBody(updateProfileBody) },
      responses: { 200: jsonAnswer(staffAccount, 'The account.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await updateProfile(deps, actorOf(c), c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'post',
      path: '/v1/profile/password',
      tags,
      summary: 'Change the password; other sessions end',
      request: { body: jsonBody(changePasswordBody) },
      responses: { 204: emptyAnswer('Changed.'), ...refusals(400, 401, 403, 429, 503) },
    },
    async c => {
      await changePassword(deps, actorOf(c), sessionOf(c), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'get',
      path: '/v1/profile/sessions',
      tags,
      summary: 'Where I am signed in',
      responses: { 200: jsonAnswer(sessionList, 'The sessions.'), ...refusals(401, 403) },
    },
    async c => c.json(await listSessions(deps, actorOf(c).id, sessionOf(c).id), 200),
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'delete',
      path: '/v1/profile/sessions/{id}',
      tags,
      summary: 'End one of my sessions',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Ended.'), ...refusals(401, 403, 404) },
    },
    async c => {
      await endSession(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
  addSecondFactorRoutes(app, deps)
}

function addSecondFactorRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'account',
      method: 'post',
      path: '/v1/profile/second-factor',
      tags,
      summary: 'Start a second factor',
      request: { body: jsonBody(passwordOnly) },
      responses: {
        200: jsonAnswer(secondFactorStarted, 'Shown once.'),
        ...refusals(400, 401, 403, 429, 503),
      },
    },
    async c =>
      c.json(await startSecondFactor(deps, actorOf(c), c.req.raw.headers, c.req.valid('json').password), 200),
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'post',
      path: '/v1/profile/second-factor/confirm',
      tags,
      summary: 'Switch the second factor on with a first code',
      request: { body: jsonBody(secondFactorCode) },
      responses: { 204: emptyAnswer('On.'), ...refusals(400, 401, 403, 429, 503) },
    },
    async c => {
      const { code } = c.req.valid('json')
      await confirmSecondFactor(deps, actorOf(c), c.req.raw.headers, sessionOf(c), code)
      return c.body(null, 204)
    },
  )
  addRoute(
    app,
    {
      access: 'account',
      method: 'delete',
      path: '/v1/profile/second-factor',
      tags,
      summary: 'Remove my second factor',
      request: { body: jsonBody(passwordOnly) },
      responses: { 204: emptyAnswer('Removed.'), ...refusals(400, 401, 403, 429, 503) },
    },
    async c => {
      await removeSecondFactor(deps, actorOf(c), sessionOf(c), c.req.valid('json').password)
      return c.body(null, 204)
    },
  )
}
