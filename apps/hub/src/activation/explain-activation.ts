import type { ActivationReport } from '@licet/api'
import { type ComponentMatch, type Facts, type LicenseState, matchFingerprint } from '@licet/license'
import type { HeldActivation } from '../licensing/snapshot.ts'

type State = ActivationReport['state']
type Cause = ActivationReport['causes'][number]

/** What the binding to this machine amounts to, and why. */
export interface ActivationView {
  state: State
  causes: Cause[]
  /** Every component of either side, compared with the machine that was activated; null: nothing to compare with. */
  components: readonly ComponentMatch[] | null
  matches: boolean | null
}

/** What the view is made from, beside the state of the license. */
export interface ActivationBasis {
  facts: Pick<Facts, 'activation' | 'fingerprint'>
  /** The activation of the license in force, as it was stored. */
  held: HeldActivation | null
  /** This installation has held an activation for another license. */
  hadAnother: boolean
  isReleased: boolean
  /** True when the network card that was activated is still there, but no longer the first. */
  hasFormerCard: boolean
}

/** Components that tell one machine from another; the system's type is shared by half the world. */
const identifying = ['machine', 'cpu', 'mac', 'installation'] as const
const stateOf: Partial<Record<LicenseState['kind'], State>> = {
  machine_mismatch: 'machine_mismatch',
  suspended: 'suspended',
  revoked: 'revoked',
}

/** Says how the license in force stands with this machine, and names every cause for activating again. */
export function explainActivation(license: LicenseState, basis: ActivationBasis): ActivationView {
  const { held, facts } = basis
  const policy = license.license?.claims.policy
  if (policy?.binding !== 'machine' || license.kind === 'scheduled') {
    return { state: 'not_needed', causes: [], components: null, matches: null }
  }
  if (held === null) {
    const state = basis.isReleased ? 'released' : 'pending'
    const cause = basis.isReleased ? 'released' : basis.hadAnother ? 'license_key_changed' : 'first_use'
    return { state, causes: [cause], components: null, matches: null }
  }
  const fingerprint = facts.fingerprint ?? {}
  const { matched } = matchFingerprint(policy.match, held.claims.fingerprint, fingerprint)
  // An activation made from a machine UID names no components: what was read here when it was stored does.
  const before = componentsOf(held.claims.fingerprint) ?? held.stored.machine
  const { components } = matchFingerprint(policy.match, before, fingerprint)
  const causes = matched ? [] : causesOf(components, policy.match.productVersion, basis.hasFormerCard)
  if (license.reason === 'LEASE_ENDED') causes.push('lease_ended')
  return { state: heldState(license), causes, components, matches: matched }
}

function heldState({ kind, reason }: LicenseState): State {
  if (reason === 'LEASE_ENDED') return 'ended'
  if (reason === 'LICENSE_LOCKED') return 'locked'
  return stateOf[kind] ?? (kind === 'grace' ? 'grace' : 'active')
}

function causesOf(
  components: readonly ComponentMatch[],
  hasProduct: boolean,
  hasFormerCard: boolean,
): Cause[] {
  const changed = components.filter(({ outcome }) => outcome === 'changed' || outcome === 'missing')
  const isChanged = (name: string): boolean => changed.some(component => component.name === name)
  const known = components.filter(
    ({ name, outcome }) => identifying.some(id => id === name) && outcome !== 'unknown',
  )
  const causes: Cause[] = []
  if (hasProduct && isChanged('product')) causes.push('product_upgraded')
  if (known.length > 1 && known.every(({ name }) => isChanged(name))) {
    return [...causes, 'moved_to_another_system']
  }
  const isAdded = isChanged('mac') && hasFormerCard
  if (isAdded) causes.push('network_interface_added')
  if (isChanged('cpu') || (isChanged('mac') && !isAdded)) causes.push('cpu_or_network_changed')
  return causes.length > 0 ? causes : ['machine_changed']
}

const wholeMachine: ReadonlySet<string> = new Set(['uid', 'exact'])

function componentsOf(
  fingerprint: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  const named = Object.entries(fingerprint).filter(([name]) => !wholeMachine.has(name))
  return named.length === 0 ? null : Object.fromEntries(named)
}
