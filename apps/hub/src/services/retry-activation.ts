import { HttpError } from '@licet/server'
import { keyOf } from '../activation/control-link.ts'
import { readContactNeed } from '../activation/read-contact-need.ts'
import type { Actor, HubDeps } from '../deps.ts'
import { loadedOf } from './activate-short-key.ts'
import { contactControl } from './contact-control.ts'

/**
 * Asks the activation server now, whatever was waited for: activates where that is needed, else sends a heartbeat.
 *
 * @throws {LicenseError | AnswerNotTaken} the answer is not one that can be believed.
 * @throws {ControlRefused} what the activation server said.
 * @throws {HttpError} ACTIVATION_NOT_NEEDED, CONTROL_*
 */
export async function retryActivation(deps: HubDeps, actor: Actor): Promise<void> {
  if (deps.control.client === null) throw new HttpError('CONTROL_NOT_CONFIGURED')
  const end = await deps.control.exclusively(async () => {
    const need = await readContactNeed(deps, { evenReleased: true })
    if (need === null) throw new HttpError('ACTIVATION_NOT_NEEDED')
    return contactControl(deps, { need, shortKey: keyOf(deps, need), actor })
  })
  loadedOf(end)
}
