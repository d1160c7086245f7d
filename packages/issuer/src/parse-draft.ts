import * as z from 'zod/mini'
import { IssuerError } from './errors.ts'
import type { KeysetPayload } from './sign-keyset.ts'
import type { RevocationsPayload } from './sign-revocations.ts'
import type { PublicPart, TrustEntry, TrustFile } from './trust-file.ts'

// Other public members (`use`, `key_ops`) are left out; a private one refuses the file.
const jwk = z.object({
  kty: z.enum(['OKP', 'EC']),
  crv: z.enum(['Ed25519', 'P-256']),
  x: z.string(),
  y: z.optional(z.string()),
  d: z.optional(z.never()),
})
const algSchema = z.enum(['Ed25519', 'EdDSA', 'ES256'])
const rootJwk = z.extend(jwk, { kid: z.string(), alg: algSchema })
const trustEntry = z.strictObject({
  kid: z.string(),
  alg: algSchema,
  use: z.enum(['license', 'activation']),
  status: z.enum(['active', 'retired', 'compromised']),
  not_before: z.optional(z.int()),
  not_after: z.optional(z.int()),
  jwk,
})
const roots = z.strictObject({ threshold: z.int(), keys: z.array(rootJwk) })
const keyset = {
  keys: z.array(trustEntry),
  tiers: z.optional(z.array(z.string())),
  roots: z.optional(roots),
}
const keysetPayload = z.strictObject({
  iss: z.string(),
  iat: z.int(),
  sequence: z.int(),
  exp: z.optional(z.int()),
  ...keyset,
})
const trustFile = z.strictObject({
  issuer: z.string(),
  sequence: z.optional(z.int()),
  floor: z.optional(z.strictObject({ revocations: z.optional(z.int()), time: z.optional(z.int()) })),
  ...keyset,
})
const revocationsPayload = z.strictObject({
  iss: z.string(),
  iat: z.int(),
  sequence: z.int(),
  revoked: z.array(z.string()),
})

/**
 * Reads what a keyset says. The shape only: whether its keys are usable is judged when it is signed.
 *
 * @throws {IssuerError} DRAFT_INVALID, with the field at fault in `detail`
 */
export function parseKeysetPayload(value: unknown): KeysetPayload {
  return parseShape(keysetPayload, value)
}

/** What the next keyset starts from: a keyset, or the trust file of a build with the sequence it knows. @throws {IssuerError} DRAFT_INVALID */
export function parseKeysetBase(value: unknown): Omit<KeysetPayload, 'iat'> {
  if (typeof value !== 'object' || value === null || !('issuer' in value)) return parseKeysetPayload(value)
  const { issuer, sequence = 0, keys, tiers, roots: rootSet } = parseTrustFile(value)
  return {
    iss: issuer,
    sequence,
    keys,
    ...(tiers === undefined ? {} : { tiers }),
    ...(rootSet === undefined ? {} : { roots: rootSet }),
  }
}

/** Reads what the trust file of a build says. The shape only. @throws {IssuerError} DRAFT_INVALID */
export function parseTrustFile(value: unknown): TrustFile {
  return parseShape(trustFile, value)
}

/** Reads what a revocation list says. @throws {IssuerError} DRAFT_INVALID */
export function parseRevocationsPayload(value: unknown): RevocationsPayload {
  return parseShape(revocationsPayload, value)
}

/** Reads one entry of a trust file. @throws {IssuerError} DRAFT_INVALID */
export function parseTrustEntry(value: unknown): TrustEntry {
  return parseShape(trustEntry, value)
}

/** Reads the public part of a root key as it stands in a trust file. @throws {IssuerError} DRAFT_INVALID, also for a private JWK */
export function parseRootJwk(value: unknown): PublicPart {
  const { kid, alg, ...rest } = parseShape(rootJwk, value)
  return { kid, alg, use: 'root', jwk: rest }
}

function parseShape<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value)
  if (!parsed.success) throw new IssuerError('DRAFT_INVALID', parsed.error.issues[0]?.path.join('.'))
  return parsed.data
}
