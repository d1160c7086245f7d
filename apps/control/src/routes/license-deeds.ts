import {
  decideMachine as decideMachineBody,
  keyReissued,
  licenseChanged,
  licenseMessaged,
  machineDecided,
  messageLicense as messageLicenseBody,
  rebindLicense as rebindLicenseBody,
  reinstateLicense as reinstateLicenseBody,
  reissueKey as reissueKeyBody,
  renewLicense as renewLicenseBody,
  revokeLicense as revokeLicenseBody,
  suspendLicense as suspendLicenseBody,
} from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody, refusals } from '@licet/server'
import { z } from 'zod'
import { actorOf } from '../access/actor.ts'
import { type Access, addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { decideMachine } from '../services/decide-machine.ts'
import { messageLicense } from '../services/message-license.ts'
import { rebindLicense } from '../services/rebind-license.ts'
import { reinstateLicense } from '../services/reinstate-license.ts'
import { reissueKey } from '../services/reissue-key.ts'
import { renewLicense } from '../services/renew-license.ts'
import { revokeLicense } from '../services/revoke-license.ts'
import { suspendLicense } from '../services/suspend-license.ts'

const tags = ['Licenses']
const changed = jsonAnswer(licenseChanged, 'Done; with `preview`: what would happen, nothing was written.')
const refused = refusals(400, 401, 403, 404, 409, 503)
const machineParam = idParam.extend({ machine: z.string().min(1).max(64) })

/** What staff does to a license that was issued. */
export function addLicenseDeedRoutes(app: ControlApp, deps: ControlDeps): void {
  const deed = <const Name extends string, Body extends z.ZodType>(
    access: Access,
    name: Name,
    summary: string,
    body: Body,
  ) => ({
    access,
    method: 'post' as const,
    path: `/v1/licenses/{id}/${name}` as const,
    tags,
    summary,
    request: { params: idParam, body: jsonBody(body) },
    responses: { 200: changed, ...refused },
  })
  addRoute(app, deed('license.revoke', 'revoke', 'Revoke for good', revokeLicenseBody), async c =>
    c.json(await revokeLicense(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(app, deed('license.revoke', 'suspend', 'Suspend until reinstated', suspendLicenseBody), async c =>
    c.json(await suspendLicense(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(app, deed('license.revoke', 'reinstate', 'Put in force again', reinstateLicenseBody), async c =>
    c.json(await reinstateLicense(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(app, deed('license.revoke', 'rebind', 'Move to another machine', rebindLicenseBody), async c =>
    c.json(await rebindLicense(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(app, deed('license.issue', 'renew', 'Make the next revision', renewLicenseBody), async c =>
    c.json(await renewLicense(deps, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  addRoute(
    app,
    {
      ...deed('license.issue', 'reissue-key', 'A new short key, shown this once', reissueKeyBody),
      responses: { 200: jsonAnswer(keyReissued, 'The new key.'), ...refused },
    },
    async c => {
      const { reason } = c.req.valid('json')
      return c.json(await reissueKey(deps, actorOf(c), c.req.valid('param').id, reason), 200)
    },
  )
  addRoute(
    app,
    {
      ...deed('license.issue', 'message', 'Say something to its machines', messageLicenseBody),
      responses: { 200: jsonAnswer(licenseMessaged, 'Goes with every answer from now on.'), ...refused },
    },
    async c => {
      const { text } = c.req.valid('json')
      return c.json(await messageLicense(deps, actorOf(c), c.req.valid('param').id, text), 200)
    },
  )
  addMachineRoutes(app, deps)
}

function addMachineRoutes(app: ControlApp, deps: ControlDeps): void {
  const decisions = [
    ['clear-flag', 'clear_flag', 'It is no copy after all'],
    ['release', 'release', 'It gives the license up'],
  ] as const
  for (const [name, verb, summary] of decisions) {
    addRoute(
      app,
      {
        access: 'license.revoke',
        method: 'post',
        path: `/v1/licenses/{id}/activations/{machine}/${name}` as const,
        tags,
        summary,
        request: { params: machineParam, body: jsonBody(decideMachineBody) },
        responses: { 200: jsonAnswer(machineDecided, 'Decided.'), ...refused },
      },
      async c => {
        const { id: licenseId, machine: machineRow } = c.req.valid('param')
        const { reason } = c.req.valid('json')
        const target = { licenseId, machineRow }
        return c.json({ activation: await decideMachine(deps, actorOf(c), target, { verb, reason }) }, 200)
      },
    )
  }
}
