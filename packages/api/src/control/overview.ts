import { z } from 'zod'
import { epochSeconds } from '../shapes.ts'
import { deploymentState } from './fleet.ts'
import { vendorLicenseState } from './license-terms.ts'

/** Something that a person should look at; `kind` and `values` let a page say it in its own words. */
export const attention = z.object({
  kind: z.enum([
    'clone_suspected',
    'deployment_locked',
    'deployment_grace',
    'deployment_silent',
    'license_expiring',
    'license_expired',
    'subscription_past_due',
    'signing_key_ending',
    'revocations_unpublished',
  ]),
  level: z.enum(['info', 'warning', 'error']),
  /** What it is about: an id of a license, deployment, subscription or key. */
  id: z.string(),
  name: z.string(),
  customer: z.string(),
  /** When it happened, or will. */
  at: epochSeconds,
})
export type Attention = z.infer<typeof attention>

/** `GET /overview`: the fleet in numbers, at most 30 seconds old. Days and months are UTC. */
export const overview = z.object({
  at: epochSeconds,
  licenses: z.object({
    total: z.int(),
    byState: z.array(z.object({ state: vendorLicenseState, count: z.int() })),
    /** Licenses in force that end within so many days; each includes the ones before. */
    expiring: z.object({ within30Days: z.int(), within60Days: z.int(), within90Days: z.int() }),
  }),
  /** This month and the twelve after it, so that a license of a year issued today is among them: how many licenses, and seats, end in each. */
  expiryByMonth: z.array(
    z.object({ month: z.string(), from: epochSeconds, licenses: z.int(), seats: z.int() }),
  ),
  /** Seats of licenses in force; `reported`: those of licenses whose installation was heard of in the last 30 days. */
  seats: z.object({ sold: z.int(), reported: z.int() }),
  deployments: z.object({
    total: z.int(),
    byState: z.array(z.object({ state: deploymentState, count: z.int() })),
  }),
  heartbeats: z.object({
    lastHour: z.int(),
    perMinute: z.number(),
    /** The last 24 hours, oldest first. */
    byHour: z.array(z.object({ at: epochSeconds, count: z.int() })),
  }),
  /** The last 30 days, oldest first. */
  activationsByDay: z.array(z.object({ day: epochSeconds, count: z.int() })),
  attention: z.array(attention),
})
export type Overview = z.infer<typeof overview>
