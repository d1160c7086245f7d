import { type Fingerprint, matchFingerprint, type Policy } from '@licet/license'

/**
 * Tells whether a machine is the one that an activation is bound to, with the tolerance of the license's policy. That is for
 * the installation that holds the activation; another one is compared by {@link differingParts}.
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

/** Whose machine is compared: null where it is named by its fingerprint alone. */
interface Named {
  fingerprint: Fingerprint
  installationId: string | null
}

/**
 * Tells whether a caller is on the machine that holds an activation.
 *
 * The tolerance of the policy is for the installation that holds the activation, and where neither side has an installation's
 * key. Anybody else is on the same machine only if its hardware is the same.
 */
export function isHolder(match: Policy['match'], held: Named, caller: Named): boolean {
  return held.installationId === caller.installationId
    ? isSameMachine(match, held.fingerprint, caller.fingerprint)
    : differingParts(held.fingerprint, caller.fingerprint).length === 0
}

/** Each names a machine as a whole. */
const whole = ['exact', 'uid'] as const
/** What is made anew when an operating system or a product is installed anew. */
const reinstalled: ReadonlySet<string> = new Set(['machine', 'product', ...whole])
/** Comparing the type of a system or a processor proves nothing where this is not the same. */
const telling = ['mac', 'installation'] as const

/**
 * Compares the hardware of two installations: a machine whose operating system was installed anew has another machine id, and
 * the same network interface and describing parts. Images of virtual machines share machine id, system and processor, so these
 * alone say nothing.
 *
 * @returns Names of the parts that differ, sorted; empty where it is the same hardware.
 * @see DESIGN.md section 5, "Fingerprint"
 */
export function differingParts(stored: Fingerprint, current: Fingerprint): readonly string[] {
  const isEqual = (name: string): boolean => stored[name] !== undefined && stored[name] === current[name]
  if (whole.some(isEqual)) return []
  const names = [...new Set([...Object.keys(stored), ...Object.keys(current)])].toSorted()
  const isKnownToBoth = (name: string): boolean => stored[name] !== undefined && current[name] !== undefined
  const different = names.filter(
    name =>
      !reinstalled.has(name) && !isEqual(name) && (isKnownToBoth(name) || telling.some(one => one === name)),
  )
  if (different.length > 0 || telling.some(isEqual)) return different
  // Nothing that tells one machine from another is known: only the very same description is the same machine.
  return names.filter(name => name !== 'product' && !isEqual(name))
}

/** Tells whether an activation says more about its machine than its UID. */
export function isFullyKnown(fingerprint: Fingerprint): boolean {
  return Object.keys(fingerprint).some(name => name !== 'uid')
}
