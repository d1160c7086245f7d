import { inspectKeyset, isCompromised, pointOf, type TrustedKey } from '@licet/license'
import type { TrustEntry } from './trust-file.ts'

/**
 * The compromised keys that a keyset leaves out or calls good. An installation that has seen them withdrawn is not fooled;
 * one that is set up tomorrow knows only what the keyset says, so it is not signed and not published.
 *
 * @param known - What is known of keys so far; those that are not compromised do not matter.
 * @returns Key ids.
 */
export function revivedKeys(
  keyset: readonly TrustEntry[],
  known: Iterable<Pick<TrustedKey, 'kid' | 'jwk'> & { status: string }>,
): string[] {
  const named = keyset.filter(({ status }) => status === 'compromised')
  const said = {
    kids: new Set(named.map(({ kid }) => kid)),
    points: new Set(named.map(({ jwk }) => pointOf(jwk))),
  }
  return [...known]
    .filter(key => key.status === 'compromised' && !isCompromised(key, said))
    .map(({ kid }) => kid)
}

/** What a keyset says itself about each key; for a text that has just been verified. */
export function entriesIn(keyset: string): TrustEntry[] {
  return inspectKeyset(keyset).claims.keys as TrustEntry[]
}
