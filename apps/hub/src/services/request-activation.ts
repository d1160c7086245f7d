import type { ActivationRequested } from '@licet/api'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { makeRequest } from './make-request.ts'

/**
 * Makes the request that is carried to the vendor by hand: as text, as a file, and as the short typeable machine UID. It
 * stays open for 14 days and one answer; asked for again, it is the same one.
 */
export async function requestActivation(
  deps: HubDeps,
  actor: Actor,
  fresh = false,
): Promise<ActivationRequested> {
  const { machine, licensing, clock } = deps
  const { uid } = await machine.refresh()
  const { license } = await licensing.state()
  const { id, token, expiresAt } = await makeRequest(deps, {
    action: 'activate',
    way: 'manual',
    license: license?.claims.policy.binding === 'machine' ? license : null,
    fresh,
    note: (tx, request) => {
      const detail = { license: request.license, expiresAt: request.expiresAt }
      appendAudit(tx, { actor, action: 'activation.request', target: request.id, detail }, clock.now())
    },
  })
  return {
    id,
    request: token,
    machineUid: uid,
    bundle: JSON.stringify({ artifacts: [token] }),
    fileName: `${id}.licet`,
    expiresAt,
  }
}
