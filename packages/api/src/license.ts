import { z } from 'zod'
import { epochSeconds } from './shapes.ts'
import { seatHolder, seatUse } from './users.ts'

/** The seven fields of a status answer, in this order. Siblings rely on exactly these. */
export const statusFields = {
  valid: z.boolean(),
  customer: z.string(),
  tier: z.string(),
  seats: z.int(),
  products: z.array(z.string()),
  expires_at: z.int(),
  error: z.string(),
} as const

export const stateKind = z.enum([
  'none',
  'scheduled',
  'active',
  'expiring',
  'grace',
  'expired',
  'suspended',
  'revoked',
  'machine_mismatch',
  'locked',
  'unreadable',
])

const nextChange = z.object({ at: epochSeconds, to: stateKind }).nullable()

/** `GET /api/license/status`: the seven fields, then more. With `?product=`, `product` says whether that one is licensed. */
export const licenseStatus = z.object({
  ...statusFields,
  state: stateKind,
  reason: z.string(),
  message: z.string(),
  remedy: z.string(),
  next_change: nextChange,
  enforcement: z.enum(['soft', 'locked']),
  restricts: z.enum(['nothing', 'new_users', 'everything']),
  license_id: z.string(),
  starts_at: epochSeconds.nullable(),
  features: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  /** How long a sibling may use this answer: until then without asking again, and until then without an answer. */
  cache: z.object({ refresh_seconds: z.int(), stale_seconds: z.int() }),
  evaluation: z.boolean(),
  product: z.object({ name: z.string(), licensed: z.boolean(), reason: z.string() }).optional(),
  queued: z.object({ license_id: z.string(), starts_at: epochSeconds, expires_at: epochSeconds }).nullable(),
  /** Enabled accounts, also where no license limits them; and whether they are more than the license in force has seats. */
  seats_used: z.int(),
  seats_exceeded: z.boolean(),
  /** With `?nonce=`: this answer as `receipt+jwt`, signed by the installation's key, with a validity of its own. */
  receipt: z.string().optional(),
})
export type LicenseStatus = z.infer<typeof licenseStatus>

export const statusQuery = z.strictObject({
  product: z.string().min(1).max(64).optional(),
  /** Chosen by the caller; stands in the receipt, so that an old receipt is no answer to a new question. */
  nonce: z.string().min(1).max(128).optional(),
})

/** One step of the check list shown for a pasted text. */
export const check = z.object({
  step: z.enum([
    'shape',
    'header',
    'key',
    'signature',
    'claims',
    'issuer',
    'audience',
    'time',
    'revocation',
    'machine',
    'sequence',
    'seats',
  ]),
  outcome: z.enum(['passed', 'failed', 'warning', 'skipped']),
  message: z.string(),
})

/** One way in which a license would change this installation; `kind` is translated by the page, facts in `values`. */
export const change = z.object({
  kind: z.string(),
  severity: z.enum(['info', 'good', 'warning', 'blocking']),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
})

export const artifactKind = z.enum([
  'license',
  'activation',
  'revocations',
  'keyset',
  'request',
  'release',
  'receipt',
  'bundle',
  'short_key',
  'machine_uid',
  'unknown',
])

/** What a license says, for a page. */
export const licenseView = z.object({
  id: z.string(),
  customer: z.string(),
  customerId: z.string(),
  tier: z.string(),
  seats: z.int(),
  products: z.array(z.string()),
  features: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
  issuer: z.string(),
  keyId: z.string(),
  issuedAt: epochSeconds.nullable(),
  startsAt: epochSeconds.nullable(),
  expiresAt: epochSeconds,
  revision: z.int().nullable(),
  warnDays: z.int(),
  enforcement: z.enum(['soft', 'locked']),
  binding: z.enum(['none', 'machine']),
  claims: z.record(z.string(), z.unknown()),
})
export type LicenseView = z.infer<typeof licenseView>

export const previewRequest = z.strictObject({ key: z.string() })

export const preview = z.object({
  kind: artifactKind,
  /** Stable words for what the paste repair took away; translated by the page. */
  removed: z.array(z.string()),
  genuine: z.boolean(),
  /** Activating would be accepted as it stands. */
  applicable: z.boolean(),
  code: z.string(),
  step: z.string(),
  error: z.string(),
  checks: z.array(check),
  license: licenseView.nullable(),
  /** What the text claims, unverified, when it is not genuine; never shown as a fact. */
  unverified: z.record(z.string(), z.unknown()).nullable(),
  changes: z.array(change),
  stateAfter: stateKind.nullable(),
  seats: seatUse,
  /** Send back with `activate`: what was shown is what is applied. Empty when nothing can be applied. */
  preview: z.string(),
})
export type Preview = z.infer<typeof preview>

export const activateRequest = z.strictObject({
  key: z.string(),
  preview: z.string().max(128).optional(),
  replace: z.boolean().optional(),
})

/** `200` of activate: the status, then what was loaded. A refusal is `422` with the same seven fields empty. */
export const activated = licenseStatus.extend({
  loaded: artifactKind,
  /** False when the same text was loaded before: nothing was written. */
  changed: z.boolean(),
  removed: z.array(z.string()),
  license: licenseView.nullable(),
})

export const activationRefused = z.object({
  ...statusFields,
  code: z.string(),
  step: z.string(),
  requestId: z.string(),
  /** Where help stands on it, for what being activated can fail with. */
  help: z.string().optional(),
})

/** `GET /api/license`: everything known. */
export const licenseReport = z.object({
  status: licenseStatus,
  license: licenseView.nullable(),
  queued: licenseView.nullable(),
  /** Where the license comes from: pasted in the panel, or HUB_LICENSE / HUB_LICENSE_FILE (read-only in the panel). */
  source: z.enum(['panel', 'environment', 'file']).nullable(),
  managed: z.boolean(),
  managedError: z.object({ code: z.string(), message: z.string() }).nullable(),
  activatedAt: epochSeconds.nullable(),
  activatedBy: z.string().nullable(),
  installationId: z.string(),
  seats: seatUse.extend({ holders: z.array(seatHolder) }),
  clock: z.object({
    now: epochSeconds,
    system: epochSeconds,
    warning: z.enum(['none', 'behind', 'jumped']),
    /** How far the system clock is ahead of the last signed response (negative: behind); null: none is fresh. */
    skewSeconds: z.int().nullable(),
  }),
  revocations: z.object({ sequence: z.int(), issuedAt: epochSeconds, count: z.int() }).nullable(),
  timeline: z.array(z.object({ at: epochSeconds, state: stateKind, message: z.string() })),
})
export type LicenseReport = z.infer<typeof licenseReport>

export const historyEntry = z.object({
  id: z.string(),
  license: licenseView.nullable(),
  state: z.enum(['in_force', 'queued', 'superseded', 'removed', 'expired', 'revoked', 'unreadable']),
  source: z.enum(['panel', 'environment', 'file']),
  activatedAt: epochSeconds,
  activatedBy: z.string(),
  endedAt: epochSeconds.nullable(),
  endedBy: z.string().nullable(),
})
export const history = z.object({ licenses: z.array(historyEntry) })

/** `GET /api/license/forecast?at=&users=`: what happens then, by the enforcing function. */
export const forecastQuery = z.strictObject({
  at: z.coerce.number().int().min(1).max(253402300799),
  users: z.coerce.number().int().min(0).max(1_000_000).optional(),
})
export const forecastAnswer = z.object({
  at: epochSeconds,
  state: stateKind,
  valid: z.boolean(),
  message: z.string(),
  remedy: z.string(),
  restricts: z.enum(['nothing', 'new_users', 'everything']),
  customer: z.string(),
  seats: z.object({ limit: z.int().nullable(), used: z.int() }),
  canCreateUsers: z.boolean(),
  nextChange,
})

/** `GET /api/license/token`: the stored bytes, for copying and download. */
export const licenseToken = z.object({ token: z.string() })
