import { z } from 'zod'
import { displayName, freeText } from '../display-name.ts'
import { epochSeconds, pageQuery } from '../shapes.ts'
import { fingerprintInput, machineView } from './activation.ts'
import { namedCustomer } from './catalogue.ts'
import { licenseTerms, policyPreset, policyRules, vendorLicenseState } from './license-terms.ts'

const customerRef = z.object({ id: z.string(), name: z.string() })

/** One line of the list. Times in epoch seconds. */
export const licenseRow = z.object({
  id: z.string(),
  state: vendorLicenseState,
  customer: customerRef,
  tier: z.string(),
  seats: z.int(),
  products: z.array(z.string()),
  /** The preset the rules came from; null for rules of one's own. */
  preset: policyPreset.nullable(),
  revision: z.int(),
  issuedAt: epochSeconds,
  startsAt: epochSeconds.nullable(),
  /** Null until the first activation starts the term. */
  expiresAt: epochSeconds.nullable(),
  termMonths: z.int().nullable(),
  /** The key that signed the present revision; null while it is unminted. */
  kid: z.string().nullable(),
  /** Prefix and last four symbols of the short key; null where there is none. */
  keyHint: z.string().nullable(),
  /** Machines that live on it now. */
  machines: z.int(),
  deploymentId: z.string().nullable(),
})
export type LicenseRow = z.infer<typeof licenseRow>

const epochQuery = z.coerce.number().int().min(0).max(253402300799)
/** Which licenses. `q`: the beginning of a customer's name or id, of a license id, or the end of a short key. */
export const licensesFilter = z.strictObject({
  state: vendorLicenseState.optional(),
  q: z.string().max(200).optional(),
  customer: z.string().max(64).optional(),
  product: z.string().max(64).optional(),
  tier: z.string().max(32).optional(),
  expiresBefore: epochQuery.optional(),
  expiresAfter: epochQuery.optional(),
  kid: z.string().max(64).optional(),
})
/** `GET /v1/licenses`. */
export const licensesQuery = pageQuery.extend(licensesFilter.shape)
export const licensesPage = z.object({
  licenses: z.array(licenseRow),
  /** Exact up to 10,000, and for the list without filters. */
  total: z.int(),
  /** There are more than `total`. */
  totalCapped: z.boolean(),
  next: z.string().nullable(),
})

export const licenseRevision = z.object({
  revision: z.int(),
  issuedAt: epochSeconds,
  startsAt: epochSeconds.nullable(),
  expiresAt: epochSeconds.nullable(),
  seats: z.int(),
  tier: z.string(),
  products: z.array(z.string()),
  reason: z.string(),
  actor: z.string(),
  kid: z.string().nullable(),
})

/** An answer to one signed question of one machine, or the refusal of one. */
export const heartbeatView = z.object({
  id: z.string(),
  at: epochSeconds,
  licenseId: z.string(),
  /** `mac_…`; null where the question came from no machine of this license. */
  machineRow: z.string().nullable(),
  hostname: z.string().nullable(),
  outcome: z.enum([
    'activated',
    'renewed',
    'released',
    'suspended',
    'expired',
    'revoked',
    'other_machine',
    'clone_suspected',
  ]),
  counter: z.int(),
  productVersion: z.string().nullable(),
  /** How far its clock is behind ours, network and waiting included; null where it did not say. */
  skewSeconds: z.int().nullable(),
  /** Types of the directives that were sent with the answer. */
  directives: z.array(z.string()),
  address: z.string(),
})
export type HeartbeatView = z.infer<typeof heartbeatView>

export const licenseAuditEntry = z.object({
  sequence: z.int(),
  at: epochSeconds,
  actorName: z.string(),
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

/** Everything about one license. */
export const licenseDetail = licenseRow.extend({
  /** Why it is in its state, in the words of whoever decided it; empty where dates alone did. */
  stateReason: z.string(),
  features: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  policy: policyRules,
  /** Id of the policy it was issued under; null for a preset or rules of its own. */
  policyId: z.string().nullable(),
  warnDays: z.int(),
  audience: z.array(z.string()),
  note: z.string(),
  /** What its machines are told with every answer; null: nothing. */
  message: z.string().nullable(),
  /** Newest first. */
  revisions: z.array(licenseRevision),
  activations: z.array(machineView),
  heartbeats: z.array(heartbeatView),
  audit: z.array(licenseAuditEntry),
  /** The signed license of the present revision; null while it is unminted. */
  token: z.string().nullable(),
  /** When the next state comes by itself. */
  nextChange: z.object({ at: epochSeconds, to: vendorLicenseState }).nullable(),
})
export type LicenseDetail = z.infer<typeof licenseDetail>

/** `POST /v1/licenses`; one of `customerId` and `customer`. */
export const issueLicense = licenseTerms.extend({
  customerId: z.string().min(1).max(64).optional(),
  customer: namedCustomer.optional(),
  deploymentId: z.string().min(1).max(64).optional(),
  preview: z.boolean().optional(),
})
export type IssueLicense = z.infer<typeof issueLicense>

/** `201`. `key` is shown this once; `token` is null until a timed license is first activated. */
export const licenseIssued = z.object({
  license: licenseDetail,
  token: z.string().nullable(),
  key: z.string().nullable(),
})
/** `200` with `preview`: what would be signed; nothing was written. */
export const licensePreview = z.object({
  claims: z.record(z.string(), z.unknown()),
  /** The key that would sign now; null while nothing can be signed. */
  kid: z.string().nullable(),
  token: z.null(),
  key: z.null(),
})

/** What a deed does to one machine. */
export const effectMachine = z.object({
  id: z.string(),
  installationId: z.string().nullable(),
  hostname: z.string().nullable(),
  machineId: z.string(),
  lastSeenAt: epochSeconds.nullable(),
  /** When it notices at the latest, of itself; null: never without being told by file. */
  noticesBy: epochSeconds.nullable(),
  leaseEndsAt: epochSeconds.nullable(),
})
/** What a deed does, or did. */
export const effect = z.object({
  machines: z.array(effectMachine),
  /** Machines that are hit, also beyond those listed. */
  machinesTotal: z.int(),
  stateAfter: vendorLicenseState,
  expiresAt: epochSeconds.nullable(),
  revision: z.int(),
  /** What the present revision says and what the next one would: claims of the token. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type Effect = z.infer<typeof effect>

/** Why; left out: nobody said. */
const reason = freeText(500).default('')
export const revokeLicense = z.strictObject({ reason, preview: z.boolean().optional() })
export const suspendLicense = z.strictObject({ reason, preview: z.boolean().optional() })
export const reinstateLicense = z.strictObject({ reason, preview: z.boolean().optional() })
/** The new machine: its fingerprint, or the UID read out over the telephone; neither: whichever activates next. */
export const rebindLicense = z.strictObject({
  fingerprint: fingerprintInput.optional(),
  machineUid: z.string().max(200).optional(),
  installationId: z
    .string()
    .regex(/^ins_[0-9a-f]{32}$/)
    .optional(),
  /** The machine that gives it up; may be left out where there is only one. */
  machineRow: z.string().max(64).optional(),
  reason,
  preview: z.boolean().optional(),
})
export const renewLicense = z.strictObject({
  expiresAt: licenseTerms.shape.expiresAt,
  term: licenseTerms.shape.term,
  termMonths: licenseTerms.shape.termMonths,
  seats: licenseTerms.shape.seats.optional(),
  tier: licenseTerms.shape.tier.optional(),
  products: licenseTerms.shape.products.optional(),
  features: licenseTerms.shape.features,
  warnDays: licenseTerms.shape.warnDays,
  reason: freeText(500).min(1).optional(),
  preview: z.boolean().optional(),
})
export const reissueKey = z.strictObject({ reason })
/** To the administrators of its machines, one line of plain text; empty: takes back what was said. */
export const messageLicense = z.strictObject({ text: displayName(500).or(z.literal('')) })
export const licenseMessaged = z.object({ license: licenseDetail })

/** `200` of every deed; with `preview`, the license as it is and what would happen. */
export const licenseChanged = z.object({ license: licenseDetail, effect })
/** The new short key, this once; the old one no longer opens anything. */
export const keyReissued = z.object({ license: licenseDetail, key: z.string() })
