import { activationError, requestAnswered, signedRequest } from '@licet/api/control'
import { idParam, jsonAnswer, jsonBody } from '@licet/server'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { createInstallationAnswerer } from '../services/answer-installations.ts'

const tags = ['Activation by installation']
const refused = jsonAnswer(activationError, 'Refused; `token` is a signed verdict where there is one.')

/** What an installation asks by its own key: once it is bound, its request is its credential; until then it needs a proof. */
export function addInstallationRoutes(app: ControlApp, deps: ControlDeps): void {
  const answer = createInstallationAnswerer(deps)
  for (const action of ['activate', 'heartbeat'] as const) {
    addRoute(
      app,
      {
        access: 'public',
        method: 'post',
        path: `/v1/licenses/{id}/${action}` as const,
        tags,
        summary:
          action === 'activate' ? 'Activate this installation' : 'Renew the lease of this installation',
        request: { params: idParam, body: jsonBody(signedRequest) },
        responses: {
          200: jsonAnswer(requestAnswered, 'The signed answer.'),
          400: refused,
          403: refused,
          404: refused,
          409: refused,
          429: refused,
          503: refused,
        },
      },
      async c => {
        const { request: text, proof = null } = c.req.valid('json')
        const { id: licenseId } = c.req.valid('param')
        return c.json(await answer({ licenseId, action, text, proof, address: c.get('address') }), 200)
      },
    )
  }
}
