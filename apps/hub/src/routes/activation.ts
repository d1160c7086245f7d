import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  activationRefused,
  activationReleased,
  activationReport,
  activationRequested,
  advancedActivation,
  releaseActivation as releaseBody,
  requestActivation as requestBody,
  retryActivation as retryBody,
} from '@licet/api'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import type { Context } from 'hono'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { releaseActivation } from '../services/release-activation.ts'
import { reportActivation } from '../services/report-activation.ts'
import { requestActivation } from '../services/request-activation.ts'
import { restartActivation } from '../services/restart-activation.ts'
import { retryActivation } from '../services/retry-activation.ts'
import { setAdvancedActivation } from '../services/set-advanced-activation.ts'
import { answerControlRefused } from './answer-control-refused.ts'
import { answerRefused } from './answer-refused.ts'

/** This machine, its activation, and the ways to have one: by itself, by hand, and set directly. */
export function addActivationRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  const refused = (c: Context<HubEnv>, thrown: unknown) => {
    const passedOn = answerControlRefused(c, deps, thrown)
    // The route describes these answers as its refusals; the status is the activation server's own.
    return (passedOn as null) ?? answerRefused(c, deps, thrown)
  }
  app.openapi(look, async c => c.json(await reportActivation(deps), 200))
  app.openapi(ask, async c =>
    c.json(await requestActivation(deps, actorOf(c), c.req.valid('json').fresh), 200),
  )
  app.openapi(retry, async c => {
    try {
      await retryActivation(deps, actorOf(c))
      return c.json(await reportActivation(deps), 200)
    } catch (thrown) {
      return refused(c, thrown)
    }
  })
  app.openapi(restart, async c => {
    try {
      await restartActivation(deps, actorOf(c))
      return c.json(await reportActivation(deps), 200)
    } catch (thrown) {
      return refused(c, thrown)
    }
  })
  app.openapi(release, async c => {
    try {
      const { byReceipt = false } = c.req.valid('json')
      return c.json(await releaseActivation(deps, actorOf(c), byReceipt), 200)
    } catch (thrown) {
      return refused(c, thrown)
    }
  })
  app.openapi(advanced, async c => {
    try {
      await setAdvancedActivation(deps, actorOf(c), c.req.valid('json'))
      return c.json(await reportActivation(deps), 200)
    } catch (thrown) {
      return refused(c, thrown)
    }
  })
}

const tags = ['Activation']
const notTaken = { 422: jsonAnswer(activationRefused, 'Not taken, and why.') }
const reported = { 200: jsonAnswer(activationReport, 'How it stands.') }

const look = createRoute({
  method: 'get',
  path: '/api/activation',
  tags,
  summary: 'This machine, its activation, and the contact with the activation server',
  responses: { ...reported, ...refusals(401, 403) },
})

const ask = createRoute({
  method: 'post',
  path: '/api/activation/request',
  tags,
  summary: 'Make the request that is carried to the vendor by hand',
  request: { body: jsonBody(requestBody) },
  responses: { 200: jsonAnswer(activationRequested, 'Made, or made before.'), ...refusals(400, 401, 403) },
})

const retry = createRoute({
  method: 'post',
  path: '/api/activation/retry',
  tags,
  summary: 'Ask the activation server now',
  request: { body: { ...jsonBody(retryBody), required: false } },
  responses: { ...reported, ...notTaken, ...refusals(400, 401, 403, 404, 409, 429, 500, 503) },
})

const restart = createRoute({
  method: 'post',
  path: '/api/activation/restart',
  tags,
  summary: 'This machine was restored: begin its chain of responses anew, once in 30 days',
  request: { body: { ...jsonBody(retryBody), required: false } },
  responses: { ...reported, ...notTaken, ...refusals(400, 401, 403, 404, 409, 429, 500, 503) },
})

const release = createRoute({
  method: 'post',
  path: '/api/activation/release',
  tags,
  summary: 'Give the activation of this machine up',
  request: { body: jsonBody(releaseBody) },
  responses: {
    200: jsonAnswer(activationReleased, 'Given up.'),
    ...notTaken,
    ...refusals(400, 401, 403, 404, 409, 429, 500, 503),
  },
})

const advanced = createRoute({
  method: 'put',
  path: '/api/activation/advanced',
  tags,
  summary: 'Set license key and activation code directly',
  request: { body: jsonBody(advancedActivation) },
  responses: { ...reported, ...notTaken, ...refusals(400, 401, 403, 404, 409, 429, 500, 503) },
})
