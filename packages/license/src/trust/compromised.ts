import type { Compromised, PublicJwk, TrustedKey } from './trust.ts'

/** A trust in which no key was ever called compromised. */
export const nothingCompromised: Compromised = { kids: new Set(), points: new Set() }

/** What the 42nd character of an Ed25519 point is with its sign bit set, and without. */
const negative = 'IJKLMNOPYZabcdefopqrstuv456789-_'
const positive = 'ABCDEFGHQRSTUVWXghijklmnwxyz0123'

/**
 * Names the public point of a key, whatever its `kid`, `alg` and `use` are. Ed25519 and EdDSA share points; a negated point
 * counts as the same one on both curves, because whoever has the private key of one has that of the other.
 *
 * @see RFC 8032 section 5.1.2: the last bit of the 32 bytes is the sign
 */
export function pointOf({ crv, x }: PublicJwk): string {
  const signed = crv === 'Ed25519' ? negative.indexOf(x.charAt(41)) : -1
  return `${crv} ${signed < 0 ? x : x.slice(0, 41) + positive.charAt(signed) + x.slice(42)}`
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
