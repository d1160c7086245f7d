import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { settingsReport, updateSettings as updateBody } from '@licet/api'
import { emptyAnswer, idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { dismissBanner } from '../services/dismiss-banner.ts'
import { reportSettings, updateSettings } from '../services/update-settings.ts'

const tags = ['Settings']

/** Settings of the installation, and the banners that somebody puts away. */
export function addSettingRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/settings',
      tags,
      summary: 'The settings, and what the environment sets',
      responses: { 200: jsonAnswer(settingsReport, 'The settings.'), ...refusals(401, 403) },
    }),
    c => c.json(reportSettings(deps), 200),
  )
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/api/settings',
      tags,
      summary: 'Change settings',
      request: { body: jsonBody(updateBody) },
      responses: { 200: jsonAnswer(settingsReport, 'The settings.'), ...refusals(400, 401, 403) },
    }),
    c => {
      updateSettings(deps, actorOf(c), c.req.valid('json'))
      return c.json(reportSettings(deps), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/banners/{id}/dismiss',
      tags: ['Session'],
      summary: 'Put a banner away, as long as it allows',
      request: { params: idParam },
      responses: { 204: emptyAnswer('Away.'), ...refusals(401, 403, 404) },
    }),
    async c => {
      await dismissBanner(deps, actorOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )
}
