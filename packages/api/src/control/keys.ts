import { z } from 'zod'
import { freeText } from '../display-name.ts'
import { epochSeconds } from '../shapes.ts'

export const signingUse = z.enum(['license', 'activation'])
export const signingKeyStatus = z.enum(['next', 'active', 'retired', 'compromised'])

/** A signing key as anybody on the staff may see it: its public part alone. */
export const signingKey = z.object({
  kid: z.string(),
  alg: z.enum(['Ed25519', 'EdDSA', 'ES256']),
  use: signingUse,
  status: signingKeyStatus,
  /** SHA-256 of the public part, hex: to compare over another channel. */
  thumbprint: z.string(),
  jwk: z.record(z.string(), z.string()),
  createdAt: epochSeconds,
  createdBy: z.string(),
  activatedAt: epochSeconds.nullable(),
  retiredAt: epochSeconds.nullable(),
  /** True once a published keyset, or the trust that installations are built with, names it. */
  published: z.boolean(),
  /** Licenses whose present revision it signed. */
  licenses: z.int(),
})
export type SigningKeyView = z.infer<typeof signingKey>

export const signingKeyList = z.object({
  signing: z.object({ state: z.enum(['ready', 'refused']), reason: z.string() }),
  keys: z.array(signingKey),
  /** What installations know by now. */
  keyset: z.object({ sequence: z.int(), storedAt: epochSeconds }).nullable(),
})
export const createSigningKey = z.strictObject({
  use: signingUse,
  alg: z.enum(['Ed25519', 'EdDSA', 'ES256']).optional(),
})
export const changeSigningKey = z.strictObject({
  /** Why, for the audit log. */
  reason: freeText(500).optional(),
  /** `true`: answer with the effect and write nothing. */
  preview: z.boolean().optional(),
})
export const signingKeyChanged = z.object({
  key: signingKey,
  effect: z.object({
    /** The key that signs from now on; null: nothing of this use can be signed. */
    signsNow: z.string().nullable(),
    /** Licenses signed by this key: those that stop verifying when it is compromised. */
    licenses: z.array(z.object({ id: z.string(), customer: z.string() })),
    licensesTotal: z.int(),
  }),
})

/** `GET /v1/keyset/draft`: what `licet keyset` signs with the root key, as it is. */
export const keysetDraft = z.object({
  payload: z.record(z.string(), z.unknown()),
  /** True while the published keyset says the same already. */
  published: z.boolean(),
})
export const uploadKeyset = z.strictObject({ keyset: z.string().min(1).max(131_072) })
export const keysetStored = z.object({
  sequence: z.int(),
  keys: z.array(z.object({ kid: z.string(), use: z.string(), status: z.string() })),
})
