import { type Fingerprint, machineUidOf } from '@licet/license'
import { type MachineNote, machineNote, sayNotes } from './machine-notes.ts'
import type { MachineReading, ReadName } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** What became of one component of this machine, without its value. */
export interface MachineComponent {
  name: string
  /** Where it came from. */
  source: string
  /** `read`: it is part of the fingerprint. `ignored`: something else counts in its place. `unknown`: nothing is known. */
  outcome: 'read' | 'ignored' | 'unknown'
  /** In words for an admin, in English. */
  note: string
  /** The same by code, for any language. */
  notes: readonly MachineNote[]
  /** Salted; null where nothing is known. It counts only where it was `read`. */
  hash: string | null
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
  const parts = [
    ...names.map(name => readPart(reading, name, owner)),
    ...installationPart(reading, owner),
    ...productPart(owner),
  ]
  const components = parts.map(({ value, ...part }) => ({
    ...part,
    note: sayNotes(part.notes),
    hash: value === null ? null : value.hash(part.name, owner.issuer),
  }))
  const counted = components.filter(({ outcome }) => outcome === 'read')
  if (!counted.some(({ name }) => telling.includes(name)))
    return { fingerprint: {}, components: components.map(asUseless) }
  const hashes = Object.fromEntries(counted.map(({ name, hash }) => [name, hash ?? '']))
  return { fingerprint: { ...hashes, uid: machineUidOf(hashes) }, components }
}

/** A component before it is hashed. */
type Part = Omit<MachineComponent, 'hash' | 'note'> & { value: RawValue | null }

function readPart(reading: MachineReading, name: ReadName, owner: FingerprintOwner): Part {
  const part = reading.components[name]
  if (part.value !== null) return { name, ...part, outcome: 'read' }
  const replaced = name === 'mac' && owner.installationId !== null
  return { name, ...part, outcome: replaced || reading.container ? 'ignored' : 'unknown' }
}

function installationPart({ components }: MachineReading, { installationId }: FingerprintOwner): Part[] {
  if (components.mac.value !== null || installationId === null) return []
  const notes = [machineNote('installation_instead')]
  const value = new RawValue(installationId)
  return [{ name: 'installation', source: 'instance key', outcome: 'read', notes, value }]
}

function productPart({ productVersion }: FingerprintOwner): Part[] {
  if (productVersion === undefined) return []
  const named = { name: 'product', source: 'product version' }
  const [, major, minor] = /^v?(\d{1,9})\.(\d{1,9})(?!\d)/.exec(productVersion.trim()) ?? []
  if (major === undefined || minor === undefined)
    return [{ ...named, outcome: 'unknown', notes: [machineNote('version_malformed')], value: null }]
  const value = new RawValue(`${Number(major)}.${Number(minor)}`)
  return [{ ...named, outcome: 'read', notes: [machineNote('version_read')], value }]
}

function asUseless(component: MachineComponent): MachineComponent {
  if (component.outcome !== 'read') return component
  const notes = [...component.notes, machineNote('left_out')]
  return { ...component, outcome: 'ignored', notes, note: sayNotes(notes) }
}
