import { keysetDraft, keysetStored, uploadKeyset } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { z } from 'zod'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { draftKeyset, readKeyset, storeKeyset } from '../services/keyset.ts'

const tags = ['Signing keys']
const text = { 'text/plain': { schema: z.string() } }

/** The signed list of the vendor's keys. The root key that signs it never comes here. */
export function addKeysetRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'public',
      method: 'get',
      path: '/v1/keyset',
      tags,
      summary: 'The newest keyset, as signed',
      responses: { 200: { description: 'The keyset.', content: text }, ...refusals(404) },
    },
    async c => c.text(await readKeyset(deps), 200),
  )
  addRoute(
    app,
    {
      access: 'signing.review',
      method: 'get',
      path: '/v1/keyset/draft',
      tags,
      summary: 'What the root key should sign next, for "licet keyset"',
      responses: { 200: jsonAnswer(keysetDraft, 'The payload.'), ...refusals(401, 403) },
    },
    async c => c.json(await draftKeyset(deps), 200),
  )
  addRoute(
    app,
    {
      access: 'signing.manage',
      method: 'post',
      path: '/v1/keyset',
      tags,
      summary: 'Publish a keyset that the root keys have signed',
      request: { body: jsonBody(uploadKeyset) },
      responses: { 201: jsonAnswer(keysetStored, 'Published.'), ...refusals(400, 401, 403, 409, 422) },
    },
    async c => c.json(await storeKeyset(deps, actorOf(c), c.req.valid('json').keyset), 201),
  )
}
