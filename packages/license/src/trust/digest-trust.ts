import { sha256Hex } from '../token/digest.ts'
import type { Trust } from './trust.ts'

/** Completes a trust with the digest over everything it says. */
export async function digestTrust(trust: Omit<Trust, 'digest'>): Promise<Trust> {
  const { issuer, tiers, roots, keys, sequence, expiresAt } = trust
  const said = JSON.stringify([
    issuer,
    tiers,
    roots && [roots.threshold, roots.keys.map(({ kid, alg, jwk }) => [kid, alg, jwk])],
    [...keys.values()].map(({ cryptoKey: _, ...entry }) => entry),
    sequence,
    expiresAt,
  ])
  return Object.freeze({ ...trust, digest: await sha256Hex(new TextEncoder().encode(said)) })
}
