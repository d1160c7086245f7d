import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  activated,
  activateRequest,
  activationRefused,
  forecastAnswer,
  forecastQuery,
  history,
  licenseReport,
  licenseToken,
  preview,
  previewRequest,
} from '@licet/api'
import { emptyAnswer, HttpError, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { activateLicense } from '../services/activate-license.ts'
import { forecastLicense } from '../services/forecast-license.ts'
import { listLicenses } from '../services/list-licenses.ts'
import { previewArtifact } from '../services/preview-artifact.ts'
import { removeLicense } from '../services/remove-license.ts'
import { reportLicense } from '../services/report-license.ts'
import { answerControlRefused } from './answer-control-refused.ts'
import { answerRefused } from './answer-refused.ts'

/** Loading, looking at and removing licenses. */
export function addLicenseRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  for (const route of [activate, apply]) {
    app.openapi(route, async c => {
      try {
        return c.json(await activateLicense(deps, actorOf(c), c.req.valid('json')), 200)
      } catch (thrown) {
        // The route describes it as a refusal; the status is the activation server's own.
        return (answerControlRefused(c, deps, thrown) as null) ?? answerRefused(c, deps, thrown)
      }
    })
  }
  app.openapi(look, async c => c.json(await previewArtifact(deps, c.req.valid('json').key), 200))
  app.openapi(report, async c => c.json(await reportLicense(deps), 200))
  app.openapi(remove, async c => {
    await removeLicense(deps, actorOf(c))
    return c.body(null, 204)
  })
  app.openapi(past, async c => c.json({ licenses: await listLicenses(deps) }, 200))
  app.openapi(ahead, async c => c.json(await forecastLicense(deps, c.req.valid('query')), 200))
  app.openapi(token, async c => {
    const snapshot = await deps.licensing.snapshot()
    const { license } = deps.licensing.evaluate(snapshot)
    const held = snapshot.held.find(({ verified }) => verified !== null && verified === license)
    if (held === undefined) throw new HttpError('NOT_FOUND')
    return c.json({ token: held.stored.token }, 200)
  })
}

const tags = ['License']

const activate = createRoute({
  method: 'post',
  path: '/api/license/activate',
  tags,
  summary: 'Load a license, keyset, revocation list, activation or bundle, or exchange a short key',
  request: { body: jsonBody(activateRequest) },
  responses: {
    200: jsonAnswer(activated, 'Loaded.'),
    422: jsonAnswer(activationRefused, 'Not taken, and why.'),
    ...refusals(400, 401, 403, 404, 409, 429, 500, 503),
  },
})

/** The same box, under the name of what it does for a machine. */
const apply = createRoute({ ...activate, path: '/api/activation/apply', tags: ['Activation'] })

const look = createRoute({
  method: 'post',
  path: '/api/license/preview',
  tags,
  summary: 'What loading a text would change; writes nothing',
  request: { body: jsonBody(previewRequest) },
  responses: { 200: jsonAnswer(preview, 'Done.'), ...refusals(400, 401, 403) },
})

const report = createRoute({
  method: 'get',
  path: '/api/license',
  tags,
  summary: 'Everything known about the license',
  responses: { 200: jsonAnswer(licenseReport, 'Done.'), ...refusals(401, 403) },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/license',
  tags,
  summary: 'Remove the license',
  responses: { 204: emptyAnswer('Removed.'), ...refusals(401, 403, 409) },
})

const past = createRoute({
  method: 'get',
  path: '/api/license/history',
  tags,
  summary: 'Every license there was',
  responses: { 200: jsonAnswer(history, 'Done.'), ...refusals(401, 403) },
})

const ahead = createRoute({
  method: 'get',
  path: '/api/license/forecast',
  tags,
  summary: 'What happens at a moment, with so many accounts',
  request: { query: forecastQuery },
  responses: { 200: jsonAnswer(forecastAnswer, 'Done.'), ...refusals(400, 401, 403) },
})

const token = createRoute({
  method: 'get',
  path: '/api/license/token',
  tags,
  summary: 'The license as it was loaded, byte for byte',
  responses: { 200: jsonAnswer(licenseToken, 'Done.'), ...refusals(401, 403, 404) },
})
