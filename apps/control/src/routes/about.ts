import { controlAbout } from '@licet/api/control'
import { jsonAnswer } from '@licet/server'
import { z } from 'zod'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { describeControl, isReady } from '../services/describe-control.ts'

const tags = ['Health']
const signing = z.enum(['ready', 'refused'])

/** What anybody may know: that it runs, whether it can do its work, and what stands on its public pages. */
export function addAboutRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'public',
      method: 'get',
      path: '/healthz',
      tags,
      summary: 'The process runs',
      responses: { 200: jsonAnswer(z.object({ status: z.literal('ok'), version: z.string() }), 'It runs.') },
    },
    c => c.json({ status: 'ok' as const, version: deps.version }, 200),
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'get',
      path: '/readyz',
      tags,
      summary: 'The database can be read; whether anything can be signed stands beside it',
      responses: {
        200: jsonAnswer(z.object({ status: z.literal('ready'), signing, reason: z.string() }), 'Ready.'),
        503: jsonAnswer(z.object({ status: z.literal('not_ready') }), 'Not ready.'),
      },
    },
    async c => {
      if (!(await isReady(deps))) return c.json({ status: 'not_ready' as const }, 503)
      const { state, reason } = deps.keys.state()
      return c.json({ status: 'ready' as const, signing: state, reason }, 200)
    },
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'get',
      path: '/v1/about',
      tags,
      summary: 'What this is, before signing in',
      responses: { 200: jsonAnswer(controlAbout, 'This control plane.') },
    },
    async c => c.json(await describeControl(deps), 200),
  )
}
