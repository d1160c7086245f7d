import { setup, signIn as signInBody } from '@licet/api'
import { staffSession, staffSignedIn } from '@licet/api/control'
import { emptyAnswer, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import { addCookies, clientOf } from '../access/client.ts'
import type { ControlDeps } from '../deps.ts'
import { describeSession, describeSignIn, signOut } from '../services/sessions.ts'
import { setUp } from '../services/set-up.ts'
import { signIn } from '../services/sign-in.ts'

const tags = ['Session']

/** Setting up, signing in and out, and who am I. */
export function addSessionRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/setup',
      tags,
      summary: 'Create the first super_admin with the one-time token',
      request: { body: jsonBody(setup) },
      responses: { 201: jsonAnswer(staffSignedIn, 'Signed in.'), ...refusals(400, 401, 410, 429, 503) },
    },
    async c => {
      const result = await setUp(deps, c.req.valid('json'), clientOf(c))
      addCookies(c, result.cookies)
      return c.json(await describeSignIn(deps, result), 201)
    },
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/session',
      tags,
      summary: 'Sign in',
      request: { body: jsonBody(signInBody) },
      responses: { 200: jsonAnswer(staffSignedIn, 'Signed in.'), ...refusals(400, 401, 403, 429, 503) },
    },
    async c => {
      const result = await signIn(deps, c.req.valid('json'), clientOf(c))
      addCookies(c, result.cookies)
      return c.json(await describeSignIn(deps, result), 200)
    },
  )
  addRoute(
    app,
    {
      access: 'session',
      method: 'get',
      path: '/v1/session',
      tags,
      summary: 'Who am I, and what may I do',
      responses: { 200: jsonAnswer(staffSession, 'The session.'), ...refusals(401) },
    },
    async c => c.json(await describeSession(deps, actorOf(c), c.get('session') ?? null), 200),
  )
  addRoute(
    app,
    {
      access: 'session',
      method: 'delete',
      path: '/v1/session',
      tags,
      summary: 'Sign out',
      responses: { 204: emptyAnswer('Signed out.'), ...refusals(401) },
    },
    async c => {
      addCookies(c, await signOut(deps, actorOf(c), c.req.raw.headers))
      return c.body(null, 204)
    },
  )
}
