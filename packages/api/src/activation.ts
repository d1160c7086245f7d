import { z } from 'zod'
import { epochSeconds } from './shapes.ts'

/** How this installation stands with its binding to this machine. */
export const activationState = z.enum([
  'not_needed',
  'pending',
  'active',
  'grace',
  'ended',
  'machine_mismatch',
  'suspended',
  'locked',
  'revoked',
  'released',
])

/** Why an activation has to be renewed, by name. */
export const activationCause = z.enum([
  'first_use',
  'moved_to_another_system',
  'license_key_changed',
  'cpu_or_network_changed',
  'network_interface_added',
  'product_upgraded',
  'machine_changed',
  'lease_ended',
  'released',
])

/** What there is to tell about a component, by code; those of interfaces that were passed over begin with `ignored_`. */
export const machineNoteCode = z.enum([
  'machine_id_read',
  'machine_id_missing',
  'machine_id_unset',
  'machine_id_malformed',
  'machine_id_shared',
  'machine_id_of_container',
  'os_type',
  'processor_and_board',
  'processor_without_board',
  'processor_and_mac',
  'processor_features',
  'processor_silent',
  'processor_unasked',
  'card_read',
  'card_missing',
  'card_of_container',
  'installation_instead',
  'version_read',
  'version_malformed',
  'left_out',
  'ignored_virtual',
  'ignored_without_address',
  'ignored_group_address',
  'ignored_chosen_address',
  'ignored_disconnected',
])

/** One component of the fingerprint: where it is read, and how it compares with the machine that was activated. */
export const machineComponent = z.object({
  name: z.string(),
  source: z.string(),
  outcome: z.enum(['read', 'ignored', 'unknown']),
  /** In English. */
  note: z.string(),
  /** The same by code; `name` is that of the network interface it is about. */
  notes: z.array(z.object({ code: machineNoteCode, name: z.string() })),
  /** `new`: not known when this machine was activated; null: nothing to compare with. */
  comparison: z.enum(['same', 'changed', 'missing', 'unknown', 'new']).nullable(),
})

/** How a contact with the activation server ended. */
export const contactOutcome = z.enum(['answered', 'refused', 'unreachable'])

/** `GET /api/activation`: the machine, its activation, and the contact with the activation server. */
export const activationReport = z.object({
  state: activationState,
  causes: z.array(activationCause),
  license: z
    .object({ id: z.string(), customer: z.string(), binding: z.enum(['none', 'machine']) })
    .nullable(),
  /** Works without an activation until then; null where that does not apply. */
  graceEndsAt: epochSeconds.nullable(),
  activation: z
    .object({
      id: z.string(),
      issuedAt: epochSeconds,
      leaseEndsAt: epochSeconds,
      directive: z.enum(['none', 'suspend', 'lock', 'revoke']),
      message: z.string(),
      storedAt: epochSeconds,
      storedBy: z.string(),
    })
    .nullable(),
  machine: z.object({
    installationId: z.string(),
    uid: z.string(),
    hostname: z.string(),
    productVersion: z.string(),
    readAt: epochSeconds,
    components: z.array(machineComponent),
    /** Components that have to match; null: all that were known. */
    needed: z.int().nullable(),
    matches: z.boolean().nullable(),
  }),
  control: z.object({
    /** Host of HUB_CONTROL_URL; null: none, and no connection is ever opened. */
    host: z.string().nullable(),
    heartbeatSeconds: z.int().nullable(),
    lastContact: z
      .object({ at: epochSeconds, outcome: contactOutcome, code: z.string(), message: z.string() })
      .nullable(),
    lastAnsweredAt: epochSeconds.nullable(),
    nextContactAt: epochSeconds.nullable(),
    failures: z.int(),
    cloneSuspectedAt: epochSeconds.nullable(),
    /** What the vendor wants the administrator to know. */
    message: z.string(),
  }),
  /** Requests that still wait for an answer, newest first. */
  requests: z.array(z.object({ id: z.string(), at: epochSeconds, expiresAt: epochSeconds })),
  released: z.object({ at: epochSeconds, activation: z.string() }).nullable(),
  advanced: z.object({
    /** The short key that is set, shortened; null: none. */
    licenseKey: z.string().nullable(),
    /** Where an activation code comes from that configuration holds. */
    activationCodeManaged: z.boolean(),
  }),
  /** Where key and machine UID are exchanged for an activation code; null: ask the vendor. */
  activationPage: z.string().nullable(),
})
export type ActivationReport = z.infer<typeof activationReport>

/** `POST /api/activation/request`: what is carried to the vendor, in each of its shapes. */
export const activationRequested = z.object({
  id: z.string(),
  /** The signed request as text; also what the QR code holds. */
  request: z.string(),
  machineUid: z.string(),
  /** The same as a file. */
  bundle: z.string(),
  fileName: z.string(),
  expiresAt: epochSeconds,
})
export type ActivationRequested = z.infer<typeof activationRequested>

/** `POST /api/activation/request`: `fresh` makes another one, even where one waits for its answer. */
export const requestActivation = z.strictObject({ fresh: z.boolean().optional() })

/** `POST /api/activation/retry` and `/restart` take nothing. */
export const retryActivation = z.strictObject({})

/** `POST /api/activation/release`: `byReceipt` asks nobody; the receipt is carried to the vendor. */
export const releaseActivation = z.strictObject({ byReceipt: z.boolean().optional() })

export const activationReleased = z.object({
  /** True: the activation server took it back. False: carry the receipt to the vendor. */
  online: z.boolean(),
  receipt: z.string(),
  fileName: z.string(),
  activation: z.string(),
})
export type ActivationReleased = z.infer<typeof activationReleased>

/** `PUT /api/activation/advanced`: license key and activation code, set directly; an empty key clears it. */
export const advancedActivation = z.strictObject({
  licenseKey: z.string().max(1_048_576).optional(),
  activationCode: z.string().max(1_048_576).optional(),
})
