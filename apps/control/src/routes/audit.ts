import { z } from '@hono/zod-openapi'
import { auditPage, auditQuery, auditVerified } from '@licet/api'
import { controlCheckpoint } from '@licet/api/control'
import { toCsv } from '@licet/api/csv'
import { type ChainedRecord, csvAnswerHeaders, emptyAnswer, jsonAnswer, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { exportAudit, readAudit, signCheckpoint, verifyAudit } from '../services/read-audit.ts'

const tags = ['Audit']
const exportQuery = z.strictObject({ format: z.enum(['csv', 'json']).default('json') })
const columns = [
  'sequence',
  'id',
  'at',
  'actor',
  'actorName',
  'action',
  'target',
  'detail',
  'address',
  'previous',
  'hash',
] as const satisfies (keyof ChainedRecord)[]

/** The audit log: who did what, provably complete up to a checkpoint. */
export function addAuditRoutes(app: ControlApp, deps: ControlDeps): void {
  const route = { access: 'read', method: 'get', tags } as const
  addRoute(
    app,
    {
      ...route,
      path: '/v1/audit',
      summary: 'The entries, newest first',
      request: { query: auditQuery },
      responses: { 200: jsonAnswer(auditPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await readAudit(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      ...route,
      path: '/v1/audit/checkpoint',
      summary: 'The signed head of the chain: keep it elsewhere',
      responses: { 200: jsonAnswer(controlCheckpoint, 'The checkpoint.'), ...refusals(401, 403, 503) },
    },
    async c => c.json(await signCheckpoint(deps), 200),
  )
  addRoute(
    app,
    {
      ...route,
      path: '/v1/audit/verify',
      summary: 'Walk the chain',
      responses: { 200: jsonAnswer(auditVerified, 'The verdict.'), ...refusals(401, 403) },
    },
    async c => c.json(await verifyAudit(deps), 200),
  )
  addRoute(
    app,
    {
      ...route,
      path: '/v1/audit/export',
      summary: 'The whole log as JSON or CSV',
      request: { query: exportQuery },
      responses: { 200: emptyAnswer('A file.'), ...refusals(400, 401, 403) },
    },
    async c => {
      const entries = await exportAudit(deps, actorOf(c))
      if (c.req.valid('query').format === 'csv')
        return c.body(toCsv(columns, entries), 200, csvAnswerHeaders('licet-control-audit.csv'))
      c.header('Content-Disposition', 'attachment; filename="licet-control-audit.json"')
      return c.json({ installationId: deps.controlId, entries }, 200)
    },
  )
}
