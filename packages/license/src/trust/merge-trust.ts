import { LicenseError } from '../errors.ts'
import { composeTrust } from './compose-trust.ts'
import { joinCompromised } from './compromised.ts'
import type { Trust } from './trust.ts'

/**
 * Adds the keys of one trust to another, for evaluation: the development keys beside the built-in ones.
 *
 * Issuer, roots, sequence and expiry stay those of `base`; the order of tiers too, where it has one. A key that either
 * calls compromised verifies in neither's name. The later time counts, but the lower floor for revocation lists: each
 * vendor counts its own lists from one.
 *
 * @throws {LicenseError} TRUST_KEY_DUPLICATE when both name a key alike
 */
export async function mergeTrust(base: Trust, extra: Trust): Promise<Trust> {
  const keys = new Map(base.keys)
  for (const [kid, key] of extra.keys) {
    if (keys.has(kid)) throw new LicenseError('TRUST_KEY_DUPLICATE')
    keys.set(kid, key)
  }
  const tiers = base.tiers.length > 0 ? base.tiers : extra.tiers
  const floor = {
    revocations: Math.min(base.floor.revocations, extra.floor.revocations),
    time: Math.max(base.floor.time, extra.floor.time),
  }
  const compromised = joinCompromised(base.compromised, extra.compromised)
  return composeTrust({ ...base, tiers, floor }, keys, { keys: new Map(), compromised })
}
