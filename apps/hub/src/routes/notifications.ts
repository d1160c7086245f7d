import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { notificationReport, notificationTest, testNotifications as testBody } from '@licet/api'
import { jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { reportNotifications } from '../services/report-notifications.ts'
import { testNotifications } from '../services/test-notifications.ts'

const tags = ['Notifications']

/** What the operator is told, and a way to try it. Where it goes is configuration, not a request. */
export function addNotificationRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/notifications',
      tags,
      summary: 'The configured channels, and what was sent lately',
      responses: {
        200: jsonAnswer(notificationReport, 'Channels by host, without their secrets.'),
        ...refusals(401, 403),
      },
    }),
    c => c.json(reportNotifications(deps), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/notifications/test',
      tags,
      summary: 'Send a test through every configured channel',
      request: { body: { ...jsonBody(testBody), required: false } },
      responses: {
        200: jsonAnswer(notificationTest, 'What became of each; nothing where no channel is configured.'),
        ...refusals(400, 401, 402, 403),
      },
    }),
    async c => c.json({ outcomes: await testNotifications(deps, actorOf(c)) }, 200),
  )
}
