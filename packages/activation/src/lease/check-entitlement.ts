import type { LicenseState, Trust } from '@licet/license'

/** What a feature needs. */
export interface Need {
  tier?: string
  feature?: string
}

/** Whether it may be used, and why not. */
export interface Entitlement {
  allowed: boolean
  reason: 'ALLOWED' | 'NOT_IN_FORCE' | 'TIER_TOO_LOW' | 'FEATURE_MISSING'
  state: LicenseState
}

/**
 * Says whether a license state gives what is needed. Tiers are ordered as the trust says; one that is not listed equals
 * only itself. A feature is there unless it is absent, `false`, 0 or empty.
 */
export function checkEntitlement(
  state: LicenseState,
  { tiers }: Pick<Trust, 'tiers'>,
  need: Need,
): Entitlement {
  const claims = state.license?.claims
  if (!state.valid || claims === undefined) return { allowed: false, reason: 'NOT_IN_FORCE', state }
  if (need.tier !== undefined && !reachesTier(claims.tier, need.tier, tiers))
    return { allowed: false, reason: 'TIER_TOO_LOW', state }
  const { feature } = need
  const there = feature === undefined || (Object.hasOwn(claims.features, feature) && claims.features[feature])
  if (!there) return { allowed: false, reason: 'FEATURE_MISSING', state }
  return { allowed: true, reason: 'ALLOWED', state }
}

function reachesTier(held: string, needed: string, tiers: readonly string[]): boolean {
  if (held === needed) return true
  const rank = tiers.indexOf(needed)
  return rank >= 0 && tiers.indexOf(held) > rank
}
