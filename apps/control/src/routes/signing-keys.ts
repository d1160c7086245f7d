import {
  changeSigningKey as changeBody,
  createSigningKey as createBody,
  signingKey,
  signingKeyChanged,
  signingKeyList,
} from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { z } from 'zod'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { listSigningKeys } from '../services/signing-key-views.ts'
import { changeSigningKey, createSigningKey, type KeyDeed } from '../services/signing-keys.ts'

const tags = ['Signing keys']
const kidParam = z.object({ kid: z.string().min(1).max(64) })
const deeds: Readonly<Record<KeyDeed, string>> = {
  activate: 'Let this key sign; the one before it retires',
  retire: 'End a key that does not sign; what it signed stays valid',
  compromise: 'End a key at once, and with it what it signed',
}

/** The keys that licenses and activations are signed with. */
export function addSigningKeyRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'signing.review',
      method: 'get',
      path: '/v1/signing-keys',
      tags,
      summary: 'The keys, newest first; public parts alone',
      responses: { 200: jsonAnswer(signingKeyList, 'The keys.'), ...refusals(401, 403) },
    },
    async c => c.json(await listSigningKeys(deps), 200),
  )
  addRoute(
    app,
    {
      access: 'signing.manage',
      method: 'post',
      path: '/v1/signing-keys',
      tags,
      summary: 'Make a key that will sign once it is activated',
      request: { body: jsonBody(createBody) },
      responses: { 201: jsonAnswer(signingKey, 'The key.'), ...refusals(400, 401, 403, 503) },
    },
    async c => c.json(await createSigningKey(deps, actorOf(c), c.req.valid('json')), 201),
  )
  for (const deed of ['activate', 'retire', 'compromise'] as const) {
    addRoute(
      app,
      {
        access: 'signing.manage',
        method: 'post',
        path: `/v1/signing-keys/{kid}/${deed}`,
        tags,
        summary: deeds[deed],
        request: { params: kidParam, body: { ...jsonBody(changeBody), required: false } },
        responses: {
          200: jsonAnswer(signingKeyChanged, 'The key, and what follows.'),
          ...refusals(400, 401, 403, 404, 409),
        },
      },
      async c => {
        const { kid } = c.req.valid('param')
        return c.json(await changeSigningKey(deps, actorOf(c), kid, deed, c.req.valid('json') ?? {}), 200)
      },
    )
  }
}
