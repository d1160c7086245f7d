import {
  activateLicense,
  activateOffline as activateOfflineBody,
  activationError,
  deactivateLicense as deactivateLicenseBody,
  licenseActivated,
  licenseDeactivated,
  licenseValidated,
  offlineActivated,
  validateLicense as validateLicenseBody,
} from '@licet/api/control'
import { jsonAnswer, jsonBody } from '@licet/server'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { activateByKey } from '../services/activate-by-key.ts'
import { activateOffline } from '../services/activate-offline.ts'
import { deactivateLicense } from '../services/deactivate-license.ts'
import { validateLicense } from '../services/validate-license.ts'

const tags = ['Activation by key']
const refused = jsonAnswer(activationError, 'Refused; see `code` and `help`.')
const limited = { 400: refused, 404: refused, 429: refused, 503: refused }

/** What a short key opens, for whoever holds it; no credential, under the limit on activation. */
export function addActivationRoutes(app: ControlApp, deps: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/licenses/activate',
      tags,
      summary: 'Activate the license of a short key on this machine',
      request: { body: jsonBody(activateLicense) },
      responses: { 200: jsonAnswer(licenseActivated, 'Activated.'), 403: refused, 409: refused, ...limited },
    },
    async c => c.json(await activateByKey(deps, { ...c.req.valid('json'), address: c.get('address') }), 200),
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/licenses/deactivate',
      tags,
      summary: 'Give the license of a short key up on this machine',
      request: { body: jsonBody(deactivateLicenseBody) },
      responses: { 200: jsonAnswer(licenseDeactivated, 'Given up.'), 403: refused, ...limited },
    },
    async c => {
      await deactivateLicense(deps, { ...c.req.valid('json'), address: c.get('address') })
      const message = 'The license is free for another machine.'
      return c.json({ success: true as const, message }, 200)
    },
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/licenses/validate',
      tags,
      summary: 'What a short key is worth on this machine',
      request: { body: jsonBody(validateLicenseBody) },
      responses: { 200: jsonAnswer(licenseValidated, 'Its status; not signed.'), ...limited },
    },
    async c =>
      c.json(await validateLicense(deps, { ...c.req.valid('json'), address: c.get('address') }), 200),
  )
  addRoute(
    app,
    {
      access: 'public',
      method: 'post',
      path: '/v1/licenses/offline',
      tags,
      summary: 'An activation code for a machine without network',
      request: { body: jsonBody(activateOfflineBody) },
      responses: {
        200: jsonAnswer(offlineActivated, 'The code to carry back.'),
        403: refused,
        409: refused,
        ...limited,
      },
    },
    async c =>
      c.json(await activateOffline(deps, { ...c.req.valid('json'), address: c.get('address') }), 200),
  )
}
