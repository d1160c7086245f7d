import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { diagnostics, trustReport } from '@licet/api'
import { jsonAnswer, refusals } from '@licet/server'
import type { HubDeps, HubEnv } from '../deps.ts'
import { diagnose } from '../services/diagnose.ts'
import { reportTrust } from '../services/report-trust.ts'

/** What this installation believes in, and how it fares. */
export function addTrustRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(trust, async c => c.json(await reportTrust(deps), 200))
  app.openapi(checks, async c => c.json(await diagnose(deps), 200))
}

const trust = createRoute({
  method: 'get',
  path: '/api/trust',
  tags: ['Trust'],
  summary: 'The public keys that licenses are verified with',
  responses: { 200: jsonAnswer(trustReport, 'Done.'), ...refusals(401, 403) },
})

const checks = createRoute({
  method: 'get',
  path: '/api/diagnostics',
  tags: ['Operation'],
  summary: 'Everything that can be wrong here',
  responses: { 200: jsonAnswer(diagnostics, 'Done.'), ...refusals(401, 403) },
})
