import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { seatReport } from '@licet/api'
import { toCsv } from '@licet/api/csv'
import { csvAnswerHeaders, jsonAnswer, refusals } from '@licet/server'
import { actorOf } from '../access/credentials.ts'
import type { HubDeps, HubEnv } from '../deps.ts'
import { exportUsage, usageReport } from '../services/export-usage.ts'
import { reportSeats } from '../services/report-seats.ts'

const tags = ['Seats']
const exportQuery = z.strictObject({ format: z.enum(['csv', 'json']).default('json') })

const usageAnswer = {
  description: 'The report.',
  content: { 'application/json': { schema: usageReport }, 'text/csv': { schema: z.string() } },
}

/** How seats are used, and the report of it that a vendor can check. */
export function addSeatRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/seats',
      tags,
      summary: 'Seats used, limit, trend and inactive accounts',
      responses: { 200: jsonAnswer(seatReport, 'The report.'), ...refusals(401, 403) },
    }),
    async c => c.json(await reportSeats(deps), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/seats/export',
      tags,
      summary: 'The usage report: signed JSON, or CSV',
      request: { query: exportQuery },
      responses: {
        200: usageAnswer,
        ...refusals(401, 403),
      },
    }),
    async c => {
      if (c.req.valid('query').format === 'json') {
        c.header('Content-Disposition', 'attachment; filename="licet-usage.json"')
        return c.json(await exportUsage(deps, actorOf(c)), 200)
      }
      const { trend } = await reportSeats(deps)
      return c.text(toCsv(['day', 'used', 'limit'], trend), 200, csvAnswerHeaders('licet-usage.csv'))
    },
  )
}
