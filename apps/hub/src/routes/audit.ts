import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { auditCheckpoint, auditPage, auditQuery, auditVerified } from '@licet/api'
import { auditHead, type ChainedRecord, HttpError, readAuditChain, verifyAuditLog } from '@licet/server'
import { actorOf } from '../credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { csvAnswerHeaders, toCsv } from '../services/csv.ts'
import { appendAudit, loadAuditPage } from '../store/audit.ts'
import { emptyAnswer, jsonAnswer, refusals } from './describe.ts'

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
  const { database, clock, installation } = deps
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit',
      tags,
      summary: 'The entries, newest first',
      request: { query: auditQuery },
      responses: { 200: jsonAnswer(auditPage, 'One page.'), ...refusals(400, 401, 403) },
    }),
    c => {
      const { limit, cursor, ...filter } = c.req.valid('query')
      const page = loadAuditPage(database, filter, { limit: limit + 1, before: parseCursor(cursor) })
      const entries = page.entries.slice(0, limit)
      const next = page.entries.length > limit ? String(entries.at(-1)?.sequence) : null
      return c.json({ entries, total: page.total, next }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/checkpoint',
      tags,
      summary: 'The signed head of the chain: keep it elsewhere',
      responses: { 200: jsonAnswer(auditCheckpoint, 'The checkpoint.'), ...refusals(401, 403) },
    }),
    async c => {
      const { sequence, hash } = auditHead(database.raw)
      const facts = { sequence, head: hash, at: clock.now(), installationId: installation.id }
      const checkpoint = await installation.sign(facts, 'checkpoint+jwt')
      return c.json({ ...facts, checkpoint, jwk: { ...installation.publicJwk } }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/audit/verify',
      tags,
      summary: 'Walk the chain',
      responses: { 200: jsonAnswer(auditVerified, 'The verdict.'), ...refusals(401, 403) },
    }),
    c => c.json(verifyAuditLog(database.raw), 200),
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
      const actor = actorOf(c)
      database.transact(tx =>
        appendAudit(tx, { actor, action: 'audit.export', target: installation.id }, clock.now()),
      )
      const entries = [...readAuditChain(database.raw)]
      if (c.req.valid('query').format === 'csv') {
        return c.body(toCsv(columns, entries), 200, csvAnswerHeaders('licet-audit.csv'))
      }
      c.header('Content-Disposition', 'attachment; filename="licet-audit.json"')
      return c.json({ installationId: installation.id, entries }, 200)
    },
  )
}

function parseCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new HttpError('REQUEST_INVALID', { fields: { cursor: 'This is no cursor of a page before.' } })
}
