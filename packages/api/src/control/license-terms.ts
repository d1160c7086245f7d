import { z } from 'zod'
import { freeText } from '../display-name.ts'

/** The five ways to license that are offered by name. */
export const policyPreset = z.enum(['air-gapped', 'node-locked', 'self-hosted', 'appliance', 'timed'])

const policySeconds = z.int().min(0).max(316_224_000).nullable()

/** The rules of a license as they stand in its token; what is absent means what the preset `air-gapped` says. */
export const policyRules = z.strictObject({
  enforcement: z.enum(['soft', 'locked']).optional(),
  binding: z.enum(['none', 'machine']).optional(),
  match: z
    .strictObject({
      at_least: z.union([z.int().min(1).max(32), z.literal('all')]),
      product_version: z.boolean().optional(),
    })
    .optional(),
  machines: z.int().min(1).max(1_000_000).nullable().optional(),
  transfer: z.enum(['self', 'staff', 'none']).optional(),
  activation_grace_seconds: policySeconds.optional(),
  heartbeat_seconds: z.int().min(60).max(316_224_000).nullable().optional(),
  grace_seconds: policySeconds.optional(),
})
export type PolicyRules = z.infer<typeof policyRules>

/**
 * What a license amounts to at the vendor: `unminted` waits for the first activation that starts its term; `scheduled`,
 * `active`, `expiring` and `expired` follow from its dates; `suspended` and `revoked` were decided.
 */
export const vendorLicenseState = z.enum([
  'unminted',
  'scheduled',
  'active',
  'expiring',
  'expired',
  'suspended',
  'revoked',
])
export type VendorLicenseState = z.infer<typeof vendorLicenseState>

const futureSeconds = z.int().min(1).max(253402300799)
/** `P1Y`, `P6M`, `P2W`, `P30D`. */
const term = z.string().regex(/^P[1-9]\d{0,3}[YMWD]$/)

const tier = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/)
const seats = z.int().min(1).max(1_000_000)
const itemName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
const products = z.array(itemName).min(1).max(64)
const features = z.record(itemName, z.union([z.boolean(), z.number(), z.string().min(1).max(200)]))
/** Calendar months, counted from the first activation. */
const termMonths = z.int().min(1).max(12)
const warnDays = z.int().min(0).max(3650)

/**
 * What a license is issued from; `expiresAt`, `term` or (where the rules are those of `timed`) `termMonths`, exactly one.
 * `shortKey` left out: a short key where the license is bound to a machine.
 */
export const licenseTerms = z.strictObject({
  /** A preset, the id of a policy, or rules of its own. */
  policy: z.union([policyRules, z.string().min(1).max(64)]),
  tier,
  seats,
  products,
  features: features.optional(),
  startsAt: futureSeconds.optional(),
  expiresAt: futureSeconds.optional(),
  term: term.optional(),
  termMonths: termMonths.optional(),
  warnDays: warnDays.optional(),
  /** Installation ids; left out: any. */
  audience: z.array(z.string().min(1).max(200)).min(1).max(64).optional(),
  shortKey: z.boolean().optional(),
  note: freeText(2000).optional(),
})
export type LicenseTerms = z.infer<typeof licenseTerms>
