import { type Fingerprint, machineUidOf } from '@licet/license'
import type { MachineReading, ReadName } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** What became of one component of this machine, without its value. */
export interface MachineComponent {
  name: string
  /** Where it came from. */
  source: string
  /** `read`: it is part of the fingerprint. `ignored`: something else counts in its place. `unknown`: nothing is known. */
  outcome: 'read' | 'ignored' | 'unknown'
  /** In words for an admin. */
  note: string
}

/** Whose fingerprint it is to be. */
export interface FingerprintOwner {
  /** The issuer of the trust: its salt. */
  issuer: string
  /** null: this machine holds no installation yet. */
  installationId: string | null
  /** The product that is licensed, where its version counts. */
  productVersion?: string | undefined
}

const names: readonly ReadName[] = ['machine', 'os', 'cpu', 'mac']
/** The type of a system and the model of a processor are the same on thousands of machines. */
const telling: readonly string[] = ['machine', 'mac', 'installation']

/**
 * Hashes what was read of a machine under the vendor's salt, and names it as a whole (`uid`).
 *
 * Where there is no physical network interface, and in containers, the installation's id stands in for it. What is
 * unknown is left out. A machine of which nothing is known that tells it from another has an empty fingerprint, and so
 * matches nothing.
 */
export function fingerprintOf(
  reading: MachineReading,
  owner: FingerprintOwner,
): { fingerprint: Fingerprint; components: readonly MachineComponent[] } {
  const hashes: Record<string, string> = {}
  const add = (component: MachineComponent, value: RawValue | null): MachineComponent => {
    if (value !== null && component.outcome === 'read')
      hashes[component.name] = value.hash(component.name, owner.issuer)
    return component
  }
  const components = [
    ...names.map(name => add(componentOf(reading, name, owner), reading.components[name].value)),
    ...installationOf(reading, owner).map(component =>
      add(component, new RawValue(owner.installationId ?? '')),
    ),
    ...productOf(owner).map(({ component, version }) => add(component, new RawValue(version))),
  ]
  if (!telling.some(name => name in hashes)) return { fingerprint: {}, components: components.map(asUseless) }
  return { fingerprint: { ...hashes, uid: machineUidOf(hashes) }, components }
}

function componentOf(reading: MachineReading, name: ReadName, owner: FingerprintOwner): MachineComponent {
  const { source, value, note } = reading.components[name]
  if (value !== null) return { name, source, outcome: 'read', note }
  const replaced = name === 'mac' && owner.installationId !== null
  return { name, source, outcome: replaced || reading.container ? 'ignored' : 'unknown', note }
}

function installationOf(
  { components }: MachineReading,
  { installationId }: FingerprintOwner,
): MachineComponent[] {
  if (components.mac.value !== null || installationId === null) return []
  const note = 'The id of this installation, in place of a network interface.'
  return [{ name: 'installation', source: 'instance key', outcome: 'read', note }]
}

function productOf({ productVersion }: FingerprintOwner): { component: MachineComponent; version: string }[] {
  if (productVersion === undefined) return []
  const [, major, minor] = /^v?(\d{1,9})\.(\d{1,9})(?!\d)/.exec(productVersion.trim()) ?? []
  const named = { name: 'product', source: 'product version' }
  if (major === undefined || minor === undefined)
    return [
      {
        component: { ...named, outcome: 'unknown', note: 'The version has no major and minor number.' },
        version: '',
      },
    ]
  const version = `${Number(major)}.${Number(minor)}`
  return [
    {
      component: { ...named, outcome: 'read', note: 'Major and minor number; patches do not count.' },
      version,
    },
  ]
}

function asUseless(component: MachineComponent): MachineComponent {
  if (component.outcome !== 'read') return component
  const note = `${component.note} Left out: nothing is known here that tells this machine from another of its kind.`
  return { ...component, outcome: 'ignored', note }
}
