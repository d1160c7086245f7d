import { LicenseError } from '../errors.ts'
import { digestTrust } from './digest-trust.ts'
import type { Trust } from './trust.ts'

/**
 * Adds the keys of one trust to another, for evaluation: the development keys beside the built-in ones.
 *
 * Issuer, roots, sequence and expiry stay those of `base`; the order of tiers too, where it has one.
 *
 * @throws {LicenseError} TRUST_KEY_DUPLICATE when both name a key alike
 */
export async function mergeTrust(base: Trust, extra: Trust): Promise<Trust> {
  const keys = new Map(base.keys)
  for (const [kid, key] of extra.keys) {
    if (keys.has(kid)) throw new LicenseError('TRUST_KEY_DUPLICATE')
    keys.set(kid, key)
  }
  const { issuer, roots, sequence, expiresAt } = base
  const tiers = base.tiers.length > 0 ? base.tiers : extra.tiers
  return digestTrust({ issuer, tiers, roots, keys, sequence, expiresAt })
}
