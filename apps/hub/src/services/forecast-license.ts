import type { forecastAnswer, forecastQuery } from '@licet/api'
import { evaluate } from '@licet/license'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'

/** Says what happens at a moment with so many enabled accounts, by the function that will also decide it then. */
export async function forecastLicense(
  { licensing }: HubDeps,
  { at, users }: z.infer<typeof forecastQuery>,
): Promise<z.infer<typeof forecastAnswer>> {
  const snapshot = await licensing.snapshot()
  const used = users ?? licensing.seatsUsed()
  const state = evaluate({ ...snapshot.facts, seatsUsed: used }, at)
  return {
    at,
    state: state.kind,
    valid: state.valid,
    message: state.message,
    remedy: state.remedy,
    restricts: state.restricts,
    customer: state.license?.claims.customer ?? '',
    seats: { limit: licensing.limitOf(state), used },
    canCreateUsers: state.restricts === 'nothing',
    nextChange: state.nextChange,
  }
}
