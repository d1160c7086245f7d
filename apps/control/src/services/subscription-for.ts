import type { Subscription } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { Actor } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { createId } from '../store/create-id.ts'
import type { ControlTransaction } from '../store/database.ts'
import { findDeployment } from '../store/deployments.ts'
import { findLicenses } from '../store/licenses.ts'
import {
  findSubscription,
  findSubscriptionByReference,
  findSubscriptionOfLicense,
  insertSubscription,
} from '../store/subscriptions.ts'
import { showSubscription } from './list-subscriptions.ts'

/**
 * Finds a subscription by its id, by what the vendor's billing calls it, or by what it pays for: a license, or the deployment
 * that lives on one. Where nothing pays for that license yet, a subscription is taken in.
 *
 * @throws {HttpError} SUBSCRIPTION_NOT_FOUND
 */
export async function subscriptionFor(
  tx: ControlTransaction,
  actor: Actor,
  name: string,
  now: number,
): Promise<Subscription> {
  const named = (await findSubscription(tx, name)) ?? (await findSubscriptionByReference(tx, name))
  if (named !== undefined) return showSubscription(tx, named.id)
  const licenseId = (await findDeployment(tx, name))?.license_id ?? name
  const license = (await findLicenses(tx, [licenseId])).get(licenseId)
  if (license === undefined) throw new HttpError('SUBSCRIPTION_NOT_FOUND')
  const id =
    (await findSubscriptionOfLicense(tx, licenseId)) ??
    (await takeInSubscription(tx, actor, { customerId: license.customerId, licenseIds: [licenseId] }, now))
  return showSubscription(tx, id)
}

/** Takes in a subscription, paid for now; audited. @returns its id. */
export async function takeInSubscription(
  tx: ControlTransaction,
  actor: Actor,
  wanted: { customerId: string; licenseIds: readonly string[]; reference?: string | undefined },
  now: number,
): Promise<string> {
  const { customerId, licenseIds, reference = null } = wanted
  const id = createId('sub')
  const row = {
    id,
    customer_id: customerId,
    reference,
    status: 'active',
    created_at: now,
    changed_at: now,
  }
  await insertSubscription(tx, row, licenseIds)
  await appendAudit(tx, {
    actor,
    action: 'license.issue',
    target: id,
    detail: { verb: 'subscribe', customerId, licenseIds: [...licenseIds] },
    at: now,
  })
  return id
}
