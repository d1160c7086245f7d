import { type Fingerprint, matchFingerprint, type Policy } from '@licet/license'

/**
 * Tells whether a machine is the one that an activation is bound to.
 *
 * As the installation itself will judge it; beside that, a machine that was only read out by its UID is known by its `uid`.
 *
 * @param stored - What the activation is bound to.
 * @param current - What asks.
 */
export function isSameMachine(match: Policy['match'], stored: Fingerprint, current: Fingerprint): boolean {
  if (matchFingerprint(match, stored, current).matched) return true
  const names = Object.keys(current)
  return names.length === 1 && current.uid !== undefined && stored.uid === current.uid
}

/** Tells whether an activation says more about its machine than its UID. */
export function isFullyKnown(fingerprint: Fingerprint): boolean {
  return Object.keys(fingerprint).some(name => name !== 'uid')
}
