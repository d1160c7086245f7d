import { apiTokenCreated, apiTokenList, createApiToken as createBody } from '@licet/api/control'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { createApiToken, deleteApiToken, listApiTokens } from '../services/api-tokens.ts'

const tags = ['API tokens']

/** Tokens for programs. */
export function addApiTokenRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'get',
      path: '/v1/api-tokens',
      tags,
      summary: 'The tokens, newest first',
      responses: { 200: jsonAnswer(apiTokenList, 'Without their secrets.'), ...refusals(401, 403) },
    },
    async c => c.json({ tokens: await listApiTokens(deps) }, 200),
  )
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'post',
      path: '/v1/api-tokens',
      tags,
      summary: 'Create a token; its text is shown this once',
      request: { body: jsonBody(createBody) },
      responses: { 201: jsonAnswer(apiTokenCreated, 'The token.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await createApiToken(deps, actorOf(c), c.req.valid('json')), 201),
  )
  addRoute(
    app,
    {
      access: 'team.manage',
      method: 'delete',
      path: '/v1/api-tokens/{id}',
      tags,
      summary: 'End a token at once',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Ended.'), ...refusals(401, 403, 404) },
    },
    async c => {
      await deleteApiToken(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}
