import { createRelease } from '@licet/activation'
import type { ActivationReleased } from '@licet/api'
import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { activationOf } from '../licensing/snapshot.ts'
import { loadChain, saveChain } from '../store/activation-chain.ts'
import { loadShortKey } from '../store/activation-secret.ts'
import { endActivation } from '../store/activations.ts'
import { appendAudit } from '../store/audit.ts'
import { loadedOf } from './activate-short-key.ts'

/**
 * Gives the activation of this machine up for good, so that the license can be used elsewhere. The activation server is
 * told first where there is one; else the signed receipt is what is carried to the vendor. The activation that was given up
 * is refused here from then on. While the vendor's verdict stands nothing is given up.
 *
 * @param byReceipt - Ask nobody, even where an activation server is configured.
 * @throws {ControlRefused} what the activation server said; then nothing was given up.
 * @throws {HttpError} ACTIVATION_NOT_HELD, RELEASE_FORBIDDEN, RELEASE_BLOCKED, CONTROL_*
 */
export function releaseActivation(
  deps: HubDeps,
  actor: Actor,
  byReceipt: boolean,
): Promise<ActivationReleased> {
  const { installation, licensing, database, clock, control } = deps
  return control.exclusively(async () => {
    const snapshot = await licensing.snapshot()
    const { license, kind } = licensing.evaluate(snapshot)
    const held = license === null ? null : activationOf(license, snapshot.activations)
    if (license === null || held === null) throw new HttpError('ACTIVATION_NOT_HELD')
    if (license.claims.policy.transfer !== 'self') throw new HttpError('RELEASE_FORBIDDEN')
    // What the vendor has decided is known here by this activation alone.
    if (held.claims.directive !== 'none' || kind === 'revoked') throw new HttpError('RELEASE_BLOCKED')
    const { counter } = loadChain(database, license.id)
    const activation = held.claims.id
    const at = clock.now()
    const receipt = await createRelease(installation, {
      license: license.id,
      activation,
      counter,
      now: clock.system(),
    })
    const key = loadShortKey(database, license.id)
    const online = control.client !== null && key !== null && !byReceipt
    if (online) {
      const end = await control.client?.deactivate({ key, release: receipt })
      if (end !== undefined && end.kind !== 'answered') loadedOf(end)
    }
    await licensing.withPlan(
      async () => undefined,
      tx => {
        endActivation(tx, license.id, { at, reason: 'released' })
        saveChain(tx, license.id, {
          ...loadChain(tx, license.id),
          tombstone: { activation, at: clock.known() },
        })
        const detail = { license: license.id, online }
        appendAudit(tx, { actor, action: 'activation.release', target: activation, detail }, at)
      },
    )
    return { online, receipt, fileName: `${activation}-release.licet`, activation }
  })
}
