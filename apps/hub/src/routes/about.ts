import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { about } from '@licet/api'
import type { LicenseState } from '@licet/license'
import { jsonAnswer } from '@licet/server'
import { z } from 'zod'
import type { HubDeps, HubEnv } from '../deps.ts'
import { needsSetUp } from '../services/needs-set-up.ts'

/** What anybody may know: that it runs, whether it can do its work, and what stands on the sign-in page. */
export function addAboutRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  const { config, database, licensing, version } = deps
  app.openapi(health, c => c.json({ status: 'ok' as const, version }, 200))
  app.openapi(ready, c => {
    try {
      database.raw.prepare('SELECT 1').get()
      database.dataVersion()
      return c.json({ status: 'ready' as const }, 200)
    } catch {
      return c.json({ status: 'not_ready' as const }, 503)
    }
  })
  app.openapi(whatIsThis, async c => {
    const state = await licensing.state()
    return c.json(
      {
        name: 'Licet Hub' as const,
        version,
        evaluation: config.evaluation,
        setupRequired: needsSetUp(deps),
        rescue: null,
        notice: noticeOf(state),
      },
      200,
    )
  })
}

function noticeOf({ kind }: LicenseState): string {
  if (kind === 'none') return 'No license — activate to remove this notice'
  return kind === 'expired' ? 'License expired' : ''
}

const tags = ['Health']

const health = createRoute({
  method: 'get',
  path: '/healthz',
  tags,
  summary: 'The process runs; never tied to the license',
  responses: { 200: jsonAnswer(z.object({ status: z.literal('ok'), version: z.string() }), 'It runs.') },
})

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  tags,
  summary: 'The database can be read; never tied to the license',
  responses: {
    200: jsonAnswer(z.object({ status: z.literal('ready') }), 'Ready.'),
    503: jsonAnswer(z.object({ status: z.literal('not_ready') }), 'Not ready.'),
  },
})

const whatIsThis = createRoute({
  method: 'get',
  path: '/api/about',
  tags,
  summary: 'What this is, before signing in',
  responses: { 200: jsonAnswer(about, 'This installation.') },
})
