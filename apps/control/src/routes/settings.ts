import { controlSettingsReport, updateControlSettings } from '@licet/api/control'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { reportSettings, updateSettings } from '../services/settings.ts'

const tags = ['Settings']

/** Settings of the control plane. */
export function addSettingRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/settings',
      tags,
      summary: 'The settings, and what the environment sets',
      responses: { 200: jsonAnswer(controlSettingsReport, 'The settings.'), ...refusals(401, 403) },
    },
    async c => c.json(await reportSettings(deps), 200),
  )
  addRoute(
    app,
    {
      access: 'settings.manage',
      method: 'patch',
      path: '/v1/settings',
      tags,
      summary: 'Change settings',
      request: { body: jsonBody(updateControlSettings) },
      responses: { 200: jsonAnswer(controlSettingsReport, 'The settings.'), ...refusals(400, 401, 403) },
    },
    async c => {
      await updateSettings(deps, actorOf(c), c.req.valid('json'))
      return c.json(await reportSettings(deps), 200)
    },
  )
}
