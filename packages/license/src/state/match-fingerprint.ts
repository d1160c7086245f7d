import type { Policy } from '../claims/claims.ts'

/** Component name -> salted hash. */
export type Fingerprint = Readonly<Record<string, string>>

/** How one component of a machine compares; `unknown` equals nothing, not even another unknown. */
export interface ComponentMatch {
  name: string
  outcome: 'same' | 'changed' | 'missing' | 'unknown'
}

/** The component that holds the product's major and minor version. */
const productComponent = 'product'

/** What names a machine as a whole: a client's own string, and the word that fits into a machine UID. */
export const wholeMachineNames: ReadonlySet<string> = new Set(['exact', 'uid'])

const unknownMarkers: readonly (string | undefined)[] = ['', 'unknown']

/**
 * Compares the machine a license was activated on with the machine as it is now.
 *
 * `atLeast` counts among the components that were known at activation, without the product version; where fewer than
 * `atLeast` were known, all of them must match. With `productVersion` the version known at activation must match as well.
 * Two machines that know nothing about themselves never match.
 *
 * `exact` and `uid` name a machine as a whole. Where nothing else is stored, each of them must be the same; otherwise
 * they count for nothing.
 *
 * @returns Whether it is the same machine, and what was compared with its outcome, sorted by name.
 * @see DESIGN.md section 5, "Fingerprint"
 */
export function matchFingerprint(
  match: Policy['match'],
  stored: Fingerprint,
  current: Fingerprint,
): { matched: boolean; components: readonly ComponentMatch[] } {
  const whole = isWhole(stored)
  const names = [...new Set([...Object.keys(stored), ...Object.keys(current)])]
  const components = names
    .filter(name => wholeMachineNames.has(name) === whole)
    .toSorted()
    .map(name => ({ name, outcome: compare(known(stored, name), known(current, name)) }))
  if (whole) return { matched: components.every(isSameOrNew), components }
  const machine = components.filter(({ name, outcome }) => name !== productComponent && outcome !== 'unknown')
  const same = machine.filter(({ outcome }) => outcome === 'same').length
  const needed = match.atLeast === 'all' ? machine.length : Math.min(match.atLeast, machine.length)
  const product = components.find(({ name }) => name === productComponent)
  const productMatches = !match.productVersion || product === undefined || isSameOrNew(product)
  return { matched: same > 0 && same >= needed && productMatches, components }
}

/** Tells whether a machine is known as a whole and in no other way. */
function isWhole(stored: Fingerprint): boolean {
  const names = Object.keys(stored).filter(name => known(stored, name) !== undefined)
  return names.length > 0 && names.every(name => wholeMachineNames.has(name))
}

function isSameOrNew({ outcome }: ComponentMatch): boolean {
  return outcome === 'same' || outcome === 'unknown'
}

function known(fingerprint: Fingerprint, name: string): string | undefined {
  const hash = Object.hasOwn(fingerprint, name) ? fingerprint[name] : undefined
  return unknownMarkers.includes(hash) ? undefined : hash
}

function compare(stored: string | undefined, current: string | undefined): ComponentMatch['outcome'] {
  if (stored === undefined) return 'unknown'
  if (current === undefined) return 'missing'
  return stored === current ? 'same' : 'changed'
}
