import type { Compromised, PublicJwk, TrustedKey } from './trust.ts'

/** A trust in which no key was ever called compromised. */
export const nothingCompromised: Compromised = { kids: new Set(), points: new Set() }

/**
 * Names the public point of a key, whatever its `kid`, `alg` and `use` are. Ed25519 and EdDSA share points; on P-256 the
 * negated point counts as the same one, because one private key makes both.
 */
export function pointOf({ crv, x }: PublicJwk): string {
  return `${crv} ${x}`
}

/** Everything that is known to be compromised, and the keys that are called so here. */
export function addCompromised(known: Compromised, keys: Iterable<TrustedKey>): Compromised {
  const called = [...keys].filter(({ status }) => status === 'compromised')
  return joinCompromised(known, {
    kids: new Set(called.map(({ kid }) => kid)),
    points: new Set(called.map(({ jwk }) => pointOf(jwk))),
  })
}

/** Everything that either knows to be compromised. */
export function joinCompromised(one: Compromised, other: Compromised): Compromised {
  return {
    kids: new Set([...one.kids, ...other.kids]),
    points: new Set([...one.points, ...other.points]),
  }
}

/** Tells whether a key was ever called compromised, by its id or by its point. */
export function isCompromised(
  { kid, jwk }: Pick<TrustedKey, 'kid' | 'jwk'>,
  { kids, points }: Compromised,
): boolean {
  return kids.has(kid) || points.has(pointOf(jwk))
}
