import { z } from 'zod'
import { freeText, singleLine } from '../display-name.ts'
import { epochSeconds } from '../shapes.ts'

/** `sha256:…`, compared as a whole, or hashes by component, compared by the license's policy. */
export const fingerprintInput = z.union([
  z.string().max(200),
  z.strictObject({ components: z.record(z.string(), z.string()) }),
])
export type FingerprintInput = z.infer<typeof fingerprintInput>

const key = z.string().max(200)
/** A signed artifact as text; verified strictly by the service. */
const signedText = z.string().max(65_536)

/** One machine that holds, or held, an activation. */
export const machineView = z.object({
  /** `mac_…`. */
  id: z.string(),
  licenseId: z.string(),
  /** `sha256:…` of the machine. */
  machineId: z.string(),
  installationId: z.string().nullable(),
  /** Component name to hash; never a raw identifier. */
  fingerprint: z.record(z.string(), z.string()),
  hostname: z.string().nullable(),
  productVersion: z.string().nullable(),
  /** `flagged`: a copy of it may be in use; it keeps its lease until somebody decides. */
  state: z.enum(['active', 'flagged', 'released', 'rebound', 'revoked']),
  /** The machine of which it may be a copy; null of every other. */
  copyOf: z.string().nullable(),
  activatedAt: epochSeconds,
  lastSeenAt: epochSeconds,
  leaseEndsAt: epochSeconds.nullable(),
  counter: z.int(),
  endedAt: epochSeconds.nullable(),
  /** When its installation was last put back from a backup and began its chain anew without the vendor; null: never. */
  restoredAt: epochSeconds.nullable(),
  /** When another installation took its place on the license, or on its hardware; null: never. */
  takenOverAt: epochSeconds.nullable(),
})
export type MachineView = z.infer<typeof machineView>

/** `POST /v1/licenses/activate`. With `request`, its installation and fingerprint count. */
export const activateLicense = z.strictObject({
  key,
  fingerprint: fingerprintInput.optional(),
  hostname: singleLine(255).optional(),
  request: signedText.optional(),
})
/** ISO 8601 UTC here and nowhere else. */
export const licenseActivated = z.object({
  success: z.literal(true),
  message: z.string(),
  machineId: z.string(),
  activatedAt: z.string(),
  expiresAt: z.string(),
  /** `activation+jwt`. */
  token: z.string(),
  licenseId: z.string(),
  /** `license+jwt`. */
  license: z.string(),
  keyset: z.string().optional(),
  revocations: z.string().optional(),
})
export type LicenseActivated = z.infer<typeof licenseActivated>

/** `POST /v1/licenses/deactivate`: by the machine's fingerprint, or by the receipt of an installation that gave it up. */
export const deactivateLicense = z.strictObject({
  key,
  fingerprint: fingerprintInput.optional(),
  release: signedText.optional(),
})
export const licenseDeactivated = z.object({ success: z.literal(true), message: z.string() })

/** `POST /v1/licenses/validate`. */
export const validateLicense = z.strictObject({ key, fingerprint: fingerprintInput.optional() })
export const licenseValidated = z.object({
  valid: z.boolean(),
  status: z.enum(['active', 'expired', 'revoked', 'suspended', 'not_activated', 'machine_mismatch']),
})

/** `POST /v1/licenses/offline`: what the page for manual activation sends; one of `request` and `machineUid`. */
export const activateOffline = z.strictObject({
  key,
  request: signedText.optional(),
  machineUid: z.string().max(200).optional(),
})
/** What is carried back across the air gap: a bundle of signed artifacts. */
export const artifactBundle = z.object({ artifacts: z.array(z.string()) })
/** As `licenseActivated`; `code` is the bundle as the text to paste back. */
export const offlineActivated = licenseActivated.extend({ code: z.string(), bundle: artifactBundle })

/** `POST /v1/offline/preview` and `/issue`: a request as text or a machine UID, for staff. */
export const offlineRequest = z.strictObject({ text: signedText, licenseId: z.string().max(64).optional() })
export const offlinePreview = z.object({
  kind: z.enum(['request', 'release', 'machine_uid']),
  licenseId: z.string().nullable(),
  licenseState: z.string().nullable(),
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  installationId: z.string(),
  machineId: z.string().nullable(),
  hostname: z.string().nullable(),
  productVersion: z.string().nullable(),
  requestedAt: epochSeconds.nullable(),
  requestEndsAt: epochSeconds.nullable(),
  /** What issuing would do. */
  outcome: z.enum(['new_machine', 'same_machine', 'released', 'refused']),
  /** Why it would be refused: code and sentence. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  leaseEndsAt: epochSeconds.nullable(),
})
export type OfflinePreview = z.infer<typeof offlinePreview>
/** `activation` is null for a release receipt. */
export const offlineIssued = z.object({
  preview: offlinePreview,
  activation: offlineActivated.nullable(),
  message: z.string(),
})
export const offlineHistory = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      at: epochSeconds,
      licenseId: z.string(),
      customer: z.object({ id: z.string(), name: z.string() }),
      machineRow: z.string(),
      installationId: z.string().nullable(),
      kind: z.enum(['request', 'release', 'machine_uid']),
      /** `desk`: by staff; `page`: by the customer on the page for manual activation. */
      via: z.enum(['desk', 'page']),
      actorName: z.string(),
    }),
  ),
  next: z.string().nullable(),
})

/**
 * `POST /v1/licenses/:id/activate` and `/heartbeat`. `proof` is needed for a first activation: the short key, or the signed
 * license.
 */
export const signedRequest = z.strictObject({ request: signedText, proof: signedText.optional() })
export const directive = z.object({
  type: z.enum([
    'suspend',
    'reactivate',
    'lock',
    'revoke',
    'refresh_license',
    'keyset',
    'revocations',
    'message',
  ]),
  artifact: z.string().optional(),
  text: z.string().optional(),
})
export type Directive = z.infer<typeof directive>
export const requestAnswered = z.object({
  /** `activation+jwt`, answers the request it was sent. */
  token: z.string(),
  directives: z.array(directive),
  nextHeartbeatSeconds: z.int().nullable(),
})
export type RequestAnswered = z.infer<typeof requestAnswered>

/** What somebody decided about a machine. */
export const decideMachine = z.strictObject({ reason: freeText(500).min(1) })
export const machineDecided = z.object({ activation: machineView })

/** Every refusal of an activation: the error body, where help stands, and, where the verdict is signed, its token. */
export const activationError = z.object({
  error: z.string(),
  code: z.string(),
  requestId: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  /** A path of the documentation. */
  help: z.string(),
  token: z.string().optional(),
  /** What of `error` is the case here alone. */
  detail: z.string().optional(),
  /** Of OTHER_MACHINE: which parts of the two machines differ, and until when the other one holds the activation. */
  differs: z.array(z.string()).optional(),
  heldUntil: epochSeconds.nullable().optional(),
  /** Of CLONE_SUSPECTED: when this machine was restored before. */
  restoredAt: epochSeconds.optional(),
})
