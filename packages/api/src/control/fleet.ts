import { z } from 'zod'
import { displayName } from '../display-name.ts'
import { epochSeconds, pageQuery } from '../shapes.ts'
import { machineView } from './activation.ts'
import { namedCustomer } from './catalogue.ts'
import { licenseTerms } from './license-terms.ts'
import { heartbeatView } from './licenses.ts'

const customerRef = z.object({ id: z.string(), name: z.string() })

/** What a customer's box is doing, computed from its license, its machine and its last heartbeat at the moment of asking. */
export const deploymentState = z.enum(['provisioned', 'active', 'grace', 'suspended', 'locked', 'revoked'])
export type DeploymentState = z.infer<typeof deploymentState>

/** Why a deployment is in its state. */
export const deploymentReason = z.enum([
  'NO_LICENSE',
  'NOT_ACTIVATED',
  'IN_FORCE',
  'HEARTBEAT_MISSED',
  'LEASE_ENDED',
  'LICENSE_EXPIRED',
  'LICENSE_SUSPENDED',
  'LICENSE_REVOKED',
])
export type DeploymentReason = z.infer<typeof deploymentReason>

export const deployment = z.object({
  id: z.string(),
  name: z.string(),
  customer: customerRef,
  state: deploymentState,
  reason: deploymentReason,
  /** When the state changes by itself if nothing is heard; null: never. */
  nextChange: z.object({ at: epochSeconds, to: deploymentState }).nullable(),
  /** What the last sweep had found; null: no sweep has seen it. */
  sweptState: deploymentState.nullable(),
  licenseId: z.string().nullable(),
  installationId: z.string().nullable(),
  hostname: z.string().nullable(),
  productVersion: z.string().nullable(),
  lastHeartbeatAt: epochSeconds.nullable(),
  /** End of the machine's lease. */
  leaseEndsAt: epochSeconds.nullable(),
  createdAt: epochSeconds,
})
export type Deployment = z.infer<typeof deployment>
export const deploymentsQuery = pageQuery.extend({
  q: z.string().max(200).optional(),
  state: deploymentState.optional(),
  customer: z.string().max(64).optional(),
})
export const deploymentsPage = z.object({
  deployments: z.array(deployment),
  /** Exact up to 10,000. */
  total: z.int(),
  /** There are more than `total`. */
  totalCapped: z.boolean(),
  next: z.string().nullable(),
})
/** One of `customerId` and `customer`. */
export const createDeployment = z.strictObject({
  name: displayName(200),
  customerId: z.string().max(64).optional(),
  customer: namedCustomer.optional(),
  /**
   * The license that provisioning issues by itself; customer and deployment are those of the request. `true`: on the terms, and until
   * the end, of the license that the customer was issued last and that is in force; `false`: none.
   */
  autoIssue: z.union([licenseTerms, z.boolean()]).optional(),
})
/** `key` is shown this once; `token` is null until the license is minted. */
export const deploymentCreated = z.object({
  deployment,
  licenseId: z.string().nullable(),
  token: z.string().nullable(),
  key: z.string().nullable(),
  /** What pays for the issued license; null without one. */
  subscriptionId: z.string().nullable(),
})
export const deploymentDetail = deployment.extend({
  /** Changes of state that sweeps have found, newest first, at most 50. */
  transitions: z.array(
    z.object({ at: epochSeconds, from: deploymentState.nullable(), to: deploymentState, reason: z.string() }),
  ),
})

export const subscriptionStatus = z.enum(['active', 'past_due', 'canceled'])
/** What a customer pays for; `past_due` and `canceled` suspend its licenses, `active` reinstates those it suspended. */
export const subscription = z.object({
  id: z.string(),
  customer: customerRef,
  /** The vendor's name for it in their billing. */
  reference: z.string().nullable(),
  status: subscriptionStatus,
  licenseIds: z.array(z.string()),
  createdAt: epochSeconds,
  changedAt: epochSeconds,
})
export type Subscription = z.infer<typeof subscription>
export const subscriptionsQuery = pageQuery.extend({
  status: subscriptionStatus.optional(),
  customer: z.string().max(64).optional(),
})
export const subscriptionsPage = z.object({
  subscriptions: z.array(subscription),
  total: z.int(),
  next: z.string().nullable(),
})
export const createSubscription = z.strictObject({
  customerId: z.string().max(64),
  licenseIds: z.array(z.string().max(64)).min(1).max(100),
  reference: displayName(200).optional(),
})
/** What billing systems call it, and what that means here. */
export const billingStatuses = {
  active: 'active',
  trialing: 'active',
  valid: 'active',
  past_due: 'past_due',
  unpaid: 'past_due',
  incomplete: 'past_due',
  paused: 'past_due',
  suspended: 'past_due',
  canceled: 'canceled',
  cancelled: 'canceled',
  expired: 'canceled',
  inactive: 'canceled',
  invalid: 'canceled',
} as const satisfies Record<string, z.infer<typeof subscriptionStatus>>
export const updateSubscription = z
  .strictObject({
    status: z.enum(Object.keys(billingStatuses) as (keyof typeof billingStatuses)[]).optional(),
    licenseIds: z.array(z.string().max(64)).min(1).max(100).optional(),
  })
  .refine(({ status, licenseIds }) => status !== undefined || licenseIds !== undefined, {
    path: ['status'],
    message: 'Give a status, licenses, or both.',
  })
/** What the change of status did, license by license. */
export const subscriptionUpdated = z.object({
  subscription,
  effect: z.object({ suspended: z.array(z.string()), reinstated: z.array(z.string()) }),
})

/** One signed question of an installation, what became of it, and whose it is. */
export const heartbeatEntry = heartbeatView.extend({ customer: customerRef, installationId: z.string() })
export const heartbeatsQuery = pageQuery.extend({
  license: z.string().max(64).optional(),
  installation: z.string().max(64).optional(),
  outcome: heartbeatView.shape.outcome.optional(),
  /** Only those of machines whose clock was more than five minutes off. */
  skewed: z.literal('true').optional(),
})
export const heartbeatsPage = z.object({
  /** Newest first. */
  heartbeats: z.array(heartbeatEntry),
  next: z.string().nullable(),
})

/** One machine that a license is or was activated on, and whose it is. */
export const activationEntry = machineView.extend({ customer: customerRef })
export const activationsQuery = pageQuery.extend({
  license: z.string().max(64).optional(),
  customer: z.string().max(64).optional(),
  installation: z.string().max(64).optional(),
  state: machineView.shape.state.optional(),
})
export const activationsPage = z.object({
  /** Newest first. */
  activations: z.array(activationEntry),
  next: z.string().nullable(),
})

/** One change that the sweep found between what it saw last and what is true now. */
export const sweepTransition = z.object({
  kind: z.enum(['license', 'deployment']),
  id: z.string(),
  /** null: never swept before. */
  from: z.string().nullable(),
  to: z.string(),
  reason: z.string(),
})
export type SweepTransition = z.infer<typeof sweepTransition>
export const sweepQuery = z.strictObject({ plan: z.enum(['true', 'false']).optional() })
/** With the `hash` of a plan, only exactly that plan is applied: 409 PLAN_STALE where it would be another by now. May be left out. */
export const sweepRequest = z.strictObject({ hash: z.string().max(64).optional() })
export const sweepReport = z.object({
  sweepId: z.string().nullable(),
  at: epochSeconds,
  /** The first 500 changes; `plannedTotal` counts them all. */
  planned: z.array(sweepTransition),
  plannedTotal: z.int(),
  byTransition: z.array(
    z.object({ kind: z.string(), from: z.string().nullable(), to: z.string(), count: z.int() }),
  ),
  /** How many were written; 0 for a plan, and for a sweep with nothing left to do. */
  applied: z.int(),
  scanned: z.int(),
  /** SHA-256 over the planned changes in their order: two plans with the same hash change the same things. */
  hash: z.string(),
})
export type SweepReport = z.infer<typeof sweepReport>
/** `GET /licenses/health/sweep`: the latest runs, newest first. */
export const sweepHistory = z.object({
  sweeps: z.array(
    z.object({
      id: z.string(),
      startedAt: epochSeconds,
      finishedAt: epochSeconds.nullable(),
      actorName: z.string(),
      scanned: z.int(),
      applied: z.int(),
    }),
  ),
})
