import { HttpError } from '@licet/server'
import { readContactNeed } from '../activation/read-contact-need.ts'
import type { Actor, HubDeps } from '../deps.ts'
import { loadShortKey } from '../store/activation-secret.ts'
import { loadControlContact } from '../store/control-contact.ts'
import { loadedOf } from './activate-short-key.ts'
import { contactControl } from './contact-control.ts'

/**
 * Begins the chain of signed responses anew, after this machine was restored from a copy and the activation server took it for one.
 * The short key or the signed license proves that it may. The activation server allows it once in 30 days.
 *
 * @throws {LicenseError | AnswerNotTaken} the response is not one that can be believed.
 * @throws {ControlRefused} what the activation server said; CLONE_SUSPECTED the second time within 30 days.
 * @throws {HttpError} ACTIVATION_NOT_NEEDED: this machine was not taken for a copy; CONTROL_*
 */
export async function restartActivation(deps: HubDeps, actor: Actor): Promise<void> {
  if (deps.control.client === null) throw new HttpError('CONTROL_NOT_CONFIGURED')
  const end = await deps.control.exclusively(async () => {
    const need = await readContactNeed(deps, { evenReleased: true })
    const isTakenForCopy = loadControlContact(deps.database).cloneSuspectedAt !== null
    if (need === null || need.license === null || !isTakenForCopy)
      throw new HttpError('ACTIVATION_NOT_NEEDED')
    const shortKey = need.shortKey ?? loadShortKey(deps.database, need.license.id)
    return contactControl(deps, { need: { ...need, action: 'activate' }, shortKey, actor, anew: true })
  })
  loadedOf(end)
}
