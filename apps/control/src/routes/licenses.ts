import {
  issueLicense as issueLicenseBody,
  licenseDetail,
  licenseIssued,
  licensePreview,
  licensesPage,
  licensesQuery,
} from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { actorOf } from '../access/actor.ts'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { issueLicense, previewIssue } from '../services/issue-license.ts'
import { listLicenses } from '../services/list-licenses.ts'
import { showLicense } from '../services/show-license.ts'

const tags = ['Licenses']

/** Licenses: found, looked at, issued. */
export function addLicenseRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/licenses',
      tags,
      summary: 'The licenses, newest first',
      request: { query: licensesQuery },
      responses: { 200: jsonAnswer(licensesPage, 'One page.'), ...refusals(400, 401, 403) },
    },
    async c => c.json(await listLicenses(deps, c.req.valid('query')), 200),
  )
  addRoute(
    app,
    {
      access: 'license.issue',
      method: 'post',
      path: '/v1/licenses',
      tags,
      summary: 'Issue a license; its short key is shown this once',
      request: { body: jsonBody(issueLicenseBody) },
      responses: {
        200: jsonAnswer(licensePreview, 'With `preview`: what would be signed; nothing was written.'),
        201: jsonAnswer(licenseIssued, 'Issued.'),
        ...refusals(400, 401, 403, 404, 503),
      },
    },
    async c => {
      const { preview = false, ...wanted } = c.req.valid('json')
      if (preview) return c.json(await previewIssue(deps, wanted), 200)
      return c.json(await issueLicense(deps, actorOf(c), wanted), 201)
    },
  )
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/v1/licenses/{id}',
      tags,
      summary: 'One license with everything about it',
      request: { params: idParam },
      responses: { 200: jsonAnswer(licenseDetail, 'The license.'), ...refusals(401, 403, 404) },
    },
    async c => c.json(await showLicense(deps, c.req.valid('param').id), 200),
  )
}
