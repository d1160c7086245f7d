import type { ActivationReport } from '@licet/api'
import type { VerifiedLicense } from '@licet/license'
import type { ActivationView } from '../activation/explain-activation.ts'
import type { HubDeps } from '../deps.ts'

type Component = ActivationReport['machine']['components'][number]

/** Explains the fingerprint of this machine: every component, where it is read, and what has changed. */
export function reportMachine(
  { machine, installation }: Pick<HubDeps, 'machine' | 'installation'>,
  { components, matches }: ActivationView,
  license: VerifiedLicense | null,
): ActivationReport['machine'] {
  const { uid, hostname, productVersion, readAt, components: read, fingerprint } = machine.current()
  const match = license?.claims.policy.match.atLeast ?? 'all'
  const comparisonOf = (name: string): Component['comparison'] => {
    if (components === null) return null
    const found = components.find(component => component.name === name)
    // Known now and not then: nothing to compare with, and nothing against the machine either.
    return found?.outcome === 'unknown' && Object.hasOwn(fingerprint, name) ? 'new' : (found?.outcome ?? null)
  }
  const named = read.map(component => ({
    ...component,
    notes: [...component.notes],
    comparison: comparisonOf(component.name),
  }))
  const gone = (components ?? [])
    .filter(({ name }) => name !== 'uid' && name !== 'exact' && !read.some(other => other.name === name))
    .map(({ name, outcome }) => ({
      name,
      source: '',
      outcome: 'unknown' as const,
      note: '',
      notes: [],
      comparison: outcome,
    }))
  return {
    installationId: installation.id,
    uid,
    hostname,
    productVersion,
    readAt,
    components: [...named, ...gone],
    needed: match === 'all' ? null : match,
    matches,
  }
}
