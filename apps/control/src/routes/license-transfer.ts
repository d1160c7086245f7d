import { Readable } from 'node:stream'
import { exportQuery, importLicenses, importReport } from '@licet/api/control'
import { csvAnswerHeaders, emptyAnswer, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { exportLicenses } from '../services/export-licenses.ts'
import { importLicensesFrom } from '../services/import-licenses.ts'

const tags = ['Licenses']

/** Many licenses at once, in and out. */
export function addLicenseTransferRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/imports/licenses',
      tags,
      summary: 'Issue up to 500 licenses from JSON or CSV: all of them or none',
      request: { body: jsonBody(importLicenses) },
      responses: {
        201: jsonAnswer(importReport, 'Issued; short keys are shown this once.'),
        200: jsonAnswer(importReport, 'What would be issued.'),
        ...refusals(400, 401, 403, 404, 503),
      },
    },
    async c => {
      const body = c.req.valid('json')
      const report = await importLicensesFrom(deps, actorOf(c), body)
      return body.preview === true ? c.json(report, 200) : c.json(report, 201)
    },
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/exports/licenses',
      tags,
      summary: 'Every license as JSON or CSV, without keys and tokens',
      request: { query: exportQuery },
      responses: { 200: emptyAnswer('The licenses.'), ...refusals(400, 401, 403) },
    },
    c => {
      const query = c.req.valid('query')
      const text = Readable.from(exportLicenses(deps, query)).map((piece: string) => Buffer.from(piece))
      const headers =
        query.format === 'csv'
          ? csvAnswerHeaders('licenses.csv')
          : {
              'Content-Type': 'application/json',
              'Content-Disposition': 'attachment; filename="licenses.json"',
            }
      return c.body(Readable.toWeb(text) as ReadableStream, 200, headers)
    },
  )
}
