import { LicenseError } from '../errors.ts'
import { addCompromised, isCompromised, pointOf } from './compromised.ts'
import { digestTrust } from './digest-trust.ts'
import type { Trust, TrustedKey } from './trust.ts'

/**
 * Puts a trust together from the keys that are named now and from what was known before.
 *
 * Compromised is for ever: a key that was called so stays in the trust, as compromised, whether it is left out, called
 * something else or named again under another id. Every other key that is not named is forgotten.
 *
 * @param named - The keys of a trust file or keyset, as they are called there.
 * @param before - What the trust before it knew.
 * @throws {LicenseError} TRUST_KEY_DUPLICATE for a root key that is, or ever was, a signing key too
 */
export function composeTrust(
  said: Pick<Trust, 'issuer' | 'tiers' | 'roots' | 'sequence' | 'floor' | 'expiresAt'>,
  named: ReadonlyMap<string, TrustedKey>,
  before: Pick<Trust, 'keys' | 'compromised'>,
): Trust {
  const compromised = addCompromised(before.compromised, named.values())
  const keys = new Map<string, TrustedKey>()
  for (const [kid, key] of named)
    keys.set(kid, isCompromised(key, compromised) ? { ...key, status: 'compromised' } : key)
  // The key that was withdrawn keeps its place, also where its id is used for another one now.
  for (const [kid, key] of before.keys) if (key.status === 'compromised') keys.set(kid, key)
  const points = new Set([...compromised.points, ...[...keys.values()].map(({ jwk }) => pointOf(jwk))])
  if (said.roots?.keys.some(({ jwk }) => points.has(pointOf(jwk))))
    throw new LicenseError('TRUST_KEY_DUPLICATE')
  const { issuer, tiers, roots, sequence, floor, expiresAt } = said
  return digestTrust({ issuer, tiers, roots, keys, compromised, sequence, floor, expiresAt })
}
