import type { createDeployment, deploymentCreated } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { deploymentView } from '../fleet/deployment-view.ts'
import { appendAudit } from '../store/audit.ts'
import { createId } from '../store/create-id.ts'
import { findDeployment, hasDeployment, insertDeployment } from '../store/deployments.ts'
import { customerFor } from './customer-for.ts'
import { issueInTransaction } from './issue-license.ts'
import { takeInSubscription } from './subscription-for.ts'
import { termsOfCustomer } from './terms-of-customer.ts'

/**
 * Provisions a deployment and, where asked to, issues its license in the same transaction, with the subscription that pays
 * for it: all or nothing. Audited. Asked to without terms, it issues on those that the customer has already.
 *
 * @throws {HttpError} REQUEST_INVALID, CUSTOMER_NOT_FOUND, NAME_TAKEN, and whatever issuing refuses.
 */
export function provisionDeployment(
  deps: ControlDeps,
  actor: Actor,
  { name, autoIssue, ...named }: z.infer<typeof createDeployment>,
): Promise<z.infer<typeof deploymentCreated>> {
  const now = deps.clock.now()
  return deps.database.transact(async tx => {
    const { id: customerId } = await customerFor(tx, named, now)
    if (await hasDeployment(tx, customerId, name)) throw new HttpError('NAME_TAKEN')
    const id = createId('dep')
    await insertDeployment(tx, { id, name, customer_id: customerId, license_id: null, created_at: now })
    await appendAudit(tx, {
      actor,
      action: 'license.issue',
      target: id,
      detail: {
        verb: 'provision',
        name,
        customerId,
        autoIssue: autoIssue !== undefined && autoIssue !== false,
      },
      at: now,
    })
    const terms = autoIssue === true ? await termsOfCustomer(tx, customerId, now) : autoIssue || null
    const issued =
      terms === null
        ? null
        : await issueInTransaction(tx, deps, actor, { ...terms, customerId, deploymentId: id }, now)
    const subscriptionId =
      issued && (await takeInSubscription(tx, actor, { customerId, licenseIds: [issued.license.id] }, now))
    const row = await findDeployment(tx, id)
    if (!row) throw new HttpError('DEPLOYMENT_NOT_FOUND')
    return {
      deployment: deploymentView(row, now),
      licenseId: issued?.license.id ?? null,
      token: issued?.token ?? null,
      key: issued?.key ?? null,
      subscriptionId,
    }
  })
}
