import { z } from 'zod'
import { epochSeconds } from './shapes.ts'

/** `GET /api/trust`: the public keys this Hub believes in. */
export const trustReport = z.object({
  issuer: z.string(),
  tiers: z.array(z.string()),
  /** Of the newest keyset that is known here; older ones are refused. */
  sequence: z.int(),
  /** What came with the build: older revocation lists are refused, and no earlier time is believed. 0: none. */
  floor: z.object({ revocations: z.int(), time: epochSeconds }),
  roots: z
    .object({
      threshold: z.int(),
      keys: z.array(z.object({ kid: z.string(), alg: z.string(), thumbprint: z.string() })),
    })
    .nullable(),
  keys: z.array(
    z.object({
      kid: z.string(),
      alg: z.string(),
      use: z.string(),
      status: z.string(),
      thumbprint: z.string(),
      notBefore: epochSeconds.nullable(),
      notAfter: epochSeconds.nullable(),
      origin: z.enum(['built_in', 'evaluation', 'trust_file', 'keyset']),
    }),
  ),
})
