import { unreachableTexts } from '@licet/activation'
import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import { loadShortKeys } from '../store/activation-secret.ts'
import { loadControlContact } from '../store/control-contact.ts'
import { type ContactEnd, contactControl } from './contact-control.ts'
import { ControlRefused } from './control-refused.ts'
import { isManagedFor, type Loaded } from './load-artifact.ts'
import { previewShortKey } from './preview-short-key.ts'

/**
 * Exchanges a short key for the license it stands for and an activation of this machine, and loads both.
 *
 * Order: managed, typing errors (before any network), the activation server's answer, everything that loading checks.
 *
 * @throws {LicenseError} SHORT_KEY_MISTYPED, or the answer is not genuine.
 * @throws {ControlRefused} what the activation server said.
 * @throws {HttpError} LICENSE_MANAGED, SHORT_KEY_OFFLINE, SHORT_KEY_IN_CLEAR, CONTROL_*
 */
export async function activateShortKey(
  deps: HubDeps,
  actor: Actor,
  { text, replace }: { text: string; replace?: boolean | undefined },
): Promise<Loaded> {
  if (isManagedFor(deps, actor)) throw new HttpError('LICENSE_MANAGED')
  const shortKey = previewShortKey(deps, text)
  const { facts } = await deps.licensing.snapshot()
  const known = loadShortKeys(deps.database).find(entry => entry.shortKey === shortKey)?.license || null
  const license = facts.licenses.findLast(({ id }) => id === known) ?? null
  const need = license && {
    action: 'activate' as const,
    license,
    shortKey,
    subject: '',
    intervalSeconds: 86_400,
  }
  const end = await deps.control.exclusively(async () => {
    // A license that was removed or replaced meanwhile goes on where it was, too.
    const order = { need, shortKey, actor, replace, chainOf: known }
    if (loadControlContact(deps.database).cloneSuspectedAt === null || need === null) {
      const first = await contactControl(deps, order)
      const isTakenForCopy = first.kind === 'refused' && first.code === 'CLONE_SUSPECTED'
      if (!isTakenForCopy || known === null) return first
    }
    // Put back from a copy, this machine has lost its place: the key begins the chain anew.
    return contactControl(deps, { ...order, anew: true })
  })
  return loadedOf(end)
}

/**
 * What a contact loaded.
 *
 * @throws what it was refused with.
 */
export function loadedOf(end: ContactEnd): Loaded {
  switch (end.kind) {
    case 'taken':
      return end.loaded
    case 'untrusted':
      throw end.thrown
    case 'refused':
      throw new ControlRefused(end)
    case 'unreachable':
      break
  }
  if (end.cause === 'key_in_clear') throw new HttpError('SHORT_KEY_IN_CLEAR')
  throw new HttpError(end.cause === 'server_error' ? 'CONTROL_FAILED' : 'CONTROL_UNREACHABLE', {
    retryAfterSeconds: end.retryAfterSeconds ?? 60,
    body: { cause: end.cause, detail: unreachableTexts[end.cause] },
  })
}
