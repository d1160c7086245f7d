import { sha256 } from '../token/sha256.ts'
import type { Trust } from './trust.ts'

/** Completes a trust with the digest over everything it says. */
export function digestTrust(trust: Omit<Trust, 'digest'>): Trust {
  const { issuer, tiers, roots, keys, compromised, sequence, floor, expiresAt } = trust
  const said = JSON.stringify([
    issuer,
    tiers,
    roots && [roots.threshold, roots.keys.map(({ kid, alg, jwk }) => [kid, alg, jwk])],
    [...keys.values()].map(key => [
      key.kid,
      key.alg,
      key.use,
      key.status,
      key.notBefore,
      key.notAfter,
      key.jwk,
    ]),
    [[...compromised.kids].toSorted(), [...compromised.points].toSorted()],
    sequence,
    [floor.revocations, floor.time],
    expiresAt,
  ])
  return Object.freeze({ ...trust, digest: sha256(new TextEncoder().encode(said)) })
}
