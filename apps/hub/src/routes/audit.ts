import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { auditCheckpoint, auditPage, auditQuery, auditVerified } from '@licet/api'
import { toCsv } from '@licet/api/csv'
import { type ChainedRecord, csvAnswerHeaders, emptyAnswer, jsonAnswer, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
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
export function addAuditRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit',
      tags,
      summary: 'The entries, newest first',
      request: { query: auditQuery },
      responses: { 200: jsonAnswer(auditPage, 'One page.'), ...refusals(400, 401, 403) },
    }),
    c => c.json(readAudit(deps, c.req.valid('query')), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/checkpoint',
      tags,
      summary: 'The signed head of the chain: keep it elsewhere',
      responses: { 200: jsonAnswer(auditCheckpoint, 'The checkpoint.'), ...refusals(401, 403) },
    }),
    async c => c.json(await signCheckpoint(deps), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/verify',
      tags,
      summary: 'Walk the chain',
      responses: { 200: jsonAnswer(auditVerified, 'The verdict.'), ...refusals(401, 403) },
    }),
    c => c.json(verifyAudit(deps), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/export',
      tags,
      summary: 'The whole log as JSON or CSV',
      request: { query: exportQuery },
      responses: { 200: emptyAnswer('A file.'), ...refusals(400, 401, 403) },
    }),
    c => {
      const entries = exportAudit(deps, actorOf(c))
      if (c.req.valid('query').format === 'csv') {
        return c.body(toCsv(columns, entries), 200, csvAnswerHeaders('licet-audit.csv'))
      }
      c.header('Content-Disposition', 'attachment; filename="licet-audit.json"')
      return c.json({ installationId: deps.installation.id, entries }, 200)
    },
  )
}
