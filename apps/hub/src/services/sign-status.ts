import type { LicenseStatus } from '@licet/api'
import type { HubDeps } from '../deps.ts'
import { licenseStatus } from '../licensing/license-status.ts'

/**
 * Answers the license status together with a receipt: the same answer, signed by the installation's key, which a product can
 * keep and check without asking again. It holds until the state changes by itself, and no longer than `cache.stale_seconds`.
 *
 * @param product - The product that asks; empty for none.
 * @param nonce - Chosen by the caller; stands in the receipt.
 */
export async function signStatus(deps: HubDeps, product: string, nonce: string): Promise<LicenseStatus> {
  const { licensing, clock, config, installation } = deps
  const state = await licensing.state()
  const status = licenseStatus(
    state,
    { evaluation: config.evaluation, seatsUsed: licensing.seatsUsed() },
    product === '' ? undefined : product,
  )
  const now = clock.now()
  const exp = Math.min(now + status.cache.stale_seconds, state.nextChange?.at ?? Number.POSITIVE_INFINITY)
  const claims = { iss: installation.id, iat: now, exp, nonce, jwk: installation.publicJwk, status }
  return { ...status, receipt: await installation.sign(claims, 'receipt+jwt') }
}
