import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  createServiceKey as createBody,
  rotateServiceKey as rotateBody,
  serviceKeyCreated,
  serviceKeyList,
} from '@licet/api'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import {
  type CreatedServiceKey,
  createServiceKey,
  deleteServiceKey,
  listServiceKeys,
  rotateServiceKey,
} from '../services/service-keys.ts'
import type { StoredServiceKey } from '../store/service-keys.ts'

const tags = ['Service keys']

/** Keys for siblings: they take no seat. */
export function addServiceKeyRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/service-keys',
      tags,
      summary: 'The keys, newest first',
      responses: {
        200: jsonAnswer(serviceKeyList, 'The keys, without their secrets.'),
        ...refusals(401, 403),
      },
    }),
    c => c.json({ keys: listServiceKeys(deps).map(toView) }, 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/service-keys',
      tags,
      summary: 'Create a key; its text is shown this once',
      request: { body: jsonBody(createBody) },
      responses: { 201: jsonAnswer(serviceKeyCreated, 'The key.'), ...refusals(400, 401, 403) },
    }),
    c => c.json(created(createServiceKey(deps, actorOf(c), c.req.valid('json'))), 201),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/service-keys/{id}/rotate',
      tags,
      summary: 'Create a successor; the old key works on for the overlap',
      request: { params: idParam, body: jsonBody(rotateBody) },
      responses: { 201: jsonAnswer(serviceKeyCreated, 'The new key.'), ...refusals(400, 401, 403, 404) },
    }),
    c => {
      const { overlapSeconds } = c.req.valid('json')
      return c.json(created(rotateServiceKey(deps, actorOf(c), c.req.valid('param').id, overlapSeconds)), 201)
    },
  )
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/service-keys/{id}',
      tags,
      summary: 'End a key at once',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Ended.'), ...refusals(401, 403, 404) },
    }),
    c => {
      deleteServiceKey(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}

function toView(stored: StoredServiceKey): Omit<StoredServiceKey, 'hash'> {
  const { hash: _hash, ...key } = stored
  return key
}

function created({ stored, key }: CreatedServiceKey) {
  return { ...toView(stored), key }
}
