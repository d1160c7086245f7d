import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { session, setup, signedIn, signIn as signInBody } from '@licet/api'
import { type AttemptLimits, emptyAnswer, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { describeSession, describeSignIn } from '../services/describe-session.ts'
import { setUp } from '../services/set-up.ts'
import { signIn } from '../services/sign-in.ts'
import { signOut } from '../services/sign-out.ts'
import { addCookies, clientOf } from './client.ts'

const tags = ['Session']

/** Setting up, signing in and out, and who am I. */
export function addSessionRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps & { limits: AttemptLimits }): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/setup',
      tags,
      summary: 'Create the first administrator with the one-time token',
      request: { body: jsonBody(setup) },
      responses: { 201: jsonAnswer(signedIn, 'Signed in.'), ...refusals(400, 401, 402, 410, 429, 503) },
    }),
    async c => {
      const result = await setUp(deps, c.req.valid('json'), clientOf(c))
      addCookies(c, result.cookies)
      return c.json(describeSignIn(deps, result), 201)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      tags,
      summary: 'Sign in',
      request: { body: jsonBody(signInBody) },
      responses: { 200: jsonAnswer(signedIn, 'Signed in.'), ...refusals(400, 401, 403, 429, 503) },
    }),
    async c => {
      const result = await signIn(deps, c.req.valid('json'), clientOf(c))
      addCookies(c, result.cookies)
      return c.json(describeSignIn(deps, result), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/session',
      tags,
      summary: 'Who am I, and which banners are mine',
      responses: { 200: jsonAnswer(session, 'The session.'), ...refusals(401, 403) },
    }),
    async c => c.json(await describeSession(deps, actorOf(c), c.var.session ?? null), 200),
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/session',
      tags,
      summary: 'Sign out',
      responses: { 204: emptyAnswer('Signed out.'), ...refusals(401, 403) },
    }),
    async c => {
      addCookies(c, await signOut(deps, actorOf(c), c.req.raw.headers))
      return c.body(null, 204)
    },
  )
}
