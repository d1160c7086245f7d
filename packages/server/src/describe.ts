import { errorBody } from '@licet/api'
import { type ZodType, z } from 'zod'

/** A body that must be there, as JSON. */
export function jsonBody<T extends ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** An answer in JSON. */
export function jsonAnswer<T extends ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** An answer without a body. */
export function emptyAnswer(description: string) {
  return { description }
}

/** The refusals that a route names beside those of every route. */
export function refusals<const S extends number>(...statuses: S[]) {
  const entries = statuses.map(status => [status, jsonAnswer(errorBody, 'Refused; see `code`.')])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of `fromEntries` are lost to its type
  return Object.fromEntries(entries) as Record<S, ReturnType<typeof jsonAnswer<typeof errorBody>>>
}

/** The id in a path. */
export const idParam = z.object({ id: z.string().min(1).max(64) })
