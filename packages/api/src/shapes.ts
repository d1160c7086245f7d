import { z } from 'zod'

/** Epoch seconds. */
export const epochSeconds = z.int().min(0).max(253402300799)

export const errorBody = z.object({
  error: z.string(),
  code: z.string(),
  requestId: z.string(),
  step: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
})
export type ErrorBody = z.infer<typeof errorBody>

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})
