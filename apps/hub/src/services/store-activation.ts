import type { PlannedView } from '../licensing/licensing.ts'
import { activationOf } from '../licensing/snapshot.ts'
import type { PlannedActivation } from '../licensing/take-activation.ts'
import { loadChain, saveChain } from '../store/activation-chain.ts'
import { closeRequest } from '../store/activation-requests.ts'
import { loadShortKey, saveShortKey } from '../store/activation-secret.ts'
import { saveActivation } from '../store/activations.ts'
import { appendAudit } from '../store/audit.ts'
import { saveControlContact } from '../store/control-contact.ts'
import type { HubDatabase } from '../store/database.ts'
import type { LoadOrder } from './load-artifact.ts'

const actions = {
  none: 'activation.store',
  suspend: 'activation.suspend',
  lock: 'activation.lock',
  revoke: 'activation.revoke',
} as const

/**
 * Stores an activation that may be taken: the bytes, the answered request, the counter and the audit entry,
 * all in the transaction it is given.
 */
export function storeActivation(
  tx: HubDatabase,
  { token, claims, license, counter, request }: PlannedActivation,
  { snapshot, facts, now }: PlannedView,
  { actor, shortKey }: Pick<LoadOrder, 'actor' | 'shortKey'>,
): void {
  const held = activationOf(license, snapshot.activations)
  saveActivation(tx, {
    token,
    license: license.id,
    machine: { ...facts.fingerprint },
    storedAt: now,
    storedBy: actor.name,
  })
  if (request !== null) closeRequest(tx, request, now)
  const isRestarted = counter <= loadChain(tx, license.id).counter
  saveChain(tx, license.id, { ...loadChain(tx, license.id), counter, previous: claims.id })
  // A key that was set before its license was known belongs to the license that is activated with it.
  const key = shortKey ?? loadShortKey(tx, '')
  if (key !== null) saveShortKey(tx, license.id, key, now)
  saveShortKey(tx, '', null, now)
  saveControlContact(tx, { answeredAt: now, cloneSuspectedAt: null, message: claims.message ?? '' })
  const before = held?.claims.directive ?? null
  const isReactivated = claims.directive === 'none' && before !== null && before !== 'none'
  const detail = {
    license: license.id,
    leaseEndsAt: claims.exp,
    directive: claims.directive,
    before,
    request,
    counter,
  }
  const stored = isRestarted && claims.directive === 'none' ? 'activation.restart' : actions[claims.directive]
  const action = isReactivated ? 'activation.reactivate' : stored
  appendAudit(tx, { actor, action, target: claims.id, detail }, now)
}
