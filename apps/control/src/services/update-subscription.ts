import {
  billingStatuses,
  type createSubscription,
  type Subscription,
  type subscriptionUpdated,
  type updateSubscription,
} from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import { systemActor } from '../access/actor.ts'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { findCustomer } from '../store/customers.ts'
import type { ControlTransaction, Queryable } from '../store/database.ts'
import { findLicenses, type StoredLicense } from '../store/licenses.ts'
import {
  findSubscriptionByReference,
  otherUnpaidSubscriptions,
  relinkLicenses,
  saveSubscription,
} from '../store/subscriptions.ts'
import { showSubscription } from './list-subscriptions.ts'
import { reinstateInTransaction } from './reinstate-license.ts'
import { subscriptionFor, takeInSubscription } from './subscription-for.ts'
import { suspendInTransaction } from './suspend-license.ts'

type Effect = z.infer<typeof subscriptionUpdated>['effect']

const unpaidReasons = {
  past_due: 'The subscription is past due.',
  canceled: 'The subscription was canceled.',
}

/** Takes in a subscription, paid for now; audited. @throws {HttpError} CUSTOMER_NOT_FOUND, REFERENCE_TAKEN, REQUEST_INVALID */
export function addSubscription(
  { database, clock }: ControlDeps,
  actor: Actor,
  { customerId, licenseIds, reference }: z.infer<typeof createSubscription>,
): Promise<Subscription> {
  const now = clock.now()
  return database.transact(async tx => {
    if (!(await findCustomer(tx, customerId))) throw new HttpError('CUSTOMER_NOT_FOUND')
    if (reference !== undefined && (await findSubscriptionByReference(tx, reference)))
      throw new HttpError('REFERENCE_TAKEN')
    await licensesOf(tx, customerId, licenseIds)
    return showSubscription(
      tx,
      await takeInSubscription(tx, actor, { customerId, licenseIds, reference }, now),
    )
  })
}

/**
 * Writes down what became of a subscription and does what follows, in one transaction: unpaid suspends its licenses, paid
 * reinstates those that this subscription had suspended, and no others. The same status again changes nothing.
 *
 * @param name - Its id, or whatever else {@link subscriptionFor} knows it by.
 * @throws {HttpError} SUBSCRIPTION_NOT_FOUND, REQUEST_INVALID
 */
export function changeSubscription(
  deps: ControlDeps,
  actor: Actor,
  name: string,
  { status, licenseIds }: z.infer<typeof updateSubscription>,
): Promise<z.infer<typeof subscriptionUpdated>> {
  const now = deps.clock.now()
  return deps.database.transact(async tx => {
    const before = await subscriptionFor(tx, actor, name, now)
    const { id } = before
    const wanted = status === undefined ? before.status : billingStatuses[status]
    const linked = licenseIds ?? before.licenseIds
    const licenses = await licensesOf(tx, before.customer.id, linked)
    const dropped = before.licenseIds.filter(licenseId => !linked.includes(licenseId))
    const effect: Effect = { suspended: [], reinstated: [] }
    const relinks = licenseIds !== undefined && linked.toSorted().join() !== before.licenseIds.join()
    if (!relinks && wanted === before.status) return { subscription: before, effect }
    if (relinks) await relinkLicenses(tx, id, linked)
    await saveSubscription(tx, id, { status: wanted, changed_at: now })
    await appendAudit(tx, {
      actor,
      action: 'license.revoke',
      target: id,
      detail: { verb: 'subscription', from: before.status, to: wanted, licenseIds: linked },
      at: now,
    })
    const freed = [...(await findLicenses(tx, dropped)).values()]
    const turn = { tx, deps, actor, id, now, effect }
    await (wanted === 'active'
      ? reinstate(turn, [...licenses, ...freed])
      : suspend(turn, licenses, unpaidReasons[wanted]))
    if (wanted !== 'active') await reinstate(turn, freed)
    return { subscription: await showSubscription(tx, id), effect }
  })
}

interface Turn {
  tx: ControlTransaction
  deps: ControlDeps
  actor: Actor
  id: string
  now: number
  effect: Effect
}

async function suspend(turn: Turn, licenses: readonly StoredLicense[], reason: string): Promise<void> {
  const { tx, id, now, effect } = turn
  for (const license of licenses) {
    if (license.status !== 'in_force') continue
    await suspendInTransaction(tx, { license, actor: systemActor, reason, by: id, now })
    effect.suspended.push(license.id)
  }
}

/** What staff suspended stays so; what another unpaid subscription covers too becomes that one's to reinstate. */
async function reinstate(turn: Turn, licenses: readonly StoredLicense[]): Promise<void> {
  const { tx, id, now, effect } = turn
  for (const license of licenses) {
    if (license.status !== 'suspended' || license.suspendedBy !== id) continue
    const reason = 'The subscription is paid.'
    await reinstateInTransaction(tx, { license, actor: systemActor, reason, now })
    const [other] = await otherUnpaidSubscriptions(tx, license.id, id)
    if (other === undefined) {
      effect.reinstated.push(license.id)
      continue
    }
    const [again] = [...(await findLicenses(tx, [license.id])).values()]
    if (again === undefined) continue
    const why = 'Another subscription is not paid.'
    await suspendInTransaction(tx, { license: again, actor: systemActor, reason: why, by: other, now })
  }
}

async function licensesOf(
  database: Queryable,
  customerId: string,
  ids: readonly string[],
): Promise<StoredLicense[]> {
  const found = await findLicenses(database, [...new Set(ids)])
  const licenses = ids.map(id => found.get(id)).filter(license => license?.customerId === customerId)
  if (licenses.length !== ids.length)
    throw new HttpError('REQUEST_INVALID', { fields: { licenseIds: 'These are licenses of this customer.' } })
  return licenses.filter(license => license !== undefined)
}
