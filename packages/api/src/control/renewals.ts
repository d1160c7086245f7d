import { z } from 'zod'
import { freeText } from '../display-name.ts'
import { epochSeconds } from '../shapes.ts'
import { licenseTerms, vendorLicenseState } from './license-terms.ts'

/**
 * `POST /v1/renewals`: many licenses, each in a transaction of its own; one of `expiresAt`, `term` and `keepEnd`, which signs each
 * anew as it is, by the key that signs now. Whoever names the `revision` that was looked at renews only that one: asked again,
 * nothing is renewed twice.
 */
export const renewLicenses = z.strictObject({
  licenses: z
    .array(z.strictObject({ id: z.string().min(1).max(64), revision: z.int().min(1).optional() }))
    .min(1)
    .max(500),
  expiresAt: licenseTerms.shape.expiresAt,
  term: licenseTerms.shape.term,
  keepEnd: z.literal(true).optional(),
  reason: freeText(500).default(''),
  preview: z.boolean().optional(),
})

/**
 * Why one of them is not renewed: it is not there; it was revoked; its term starts with its first activation; it already ends
 * then or later; the end is none; it was changed since it was looked at; no key can sign now.
 */
export const renewalObstacle = z.enum([
  'not_found',
  'revoked',
  'unminted',
  'not_longer',
  'impossible_end',
  'changed',
  'signing_unavailable',
])
export type RenewalObstacle = z.infer<typeof renewalObstacle>

export const renewal = z.object({
  id: z.string(),
  /** Null where it is not there, as is all that follows. */
  customer: z.string().nullable(),
  state: vendorLicenseState.nullable(),
  /** With `preview`: the one that is there; else the one that is there now. */
  revision: z.int().nullable(),
  /** The end before, and the end that is asked for. */
  from: epochSeconds.nullable(),
  to: epochSeconds.nullable(),
  machines: z.int().nullable(),
  /** Null: it was renewed, or would be. */
  obstacle: renewalObstacle.nullable(),
})
export type Renewal = z.infer<typeof renewal>

/** `200`, also where some or all were not renewed; in the order in which they were named. */
export const renewalReport = z.object({ renewed: z.int(), refused: z.int(), renewals: z.array(renewal) })
export type RenewalReport = z.infer<typeof renewalReport>
