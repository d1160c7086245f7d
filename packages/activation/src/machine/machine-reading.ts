import type { MachineNote } from './machine-notes.ts'
import type { RawValue } from './raw-value.ts'

/** What of a machine is looked at: its id, the type of its operating system, its processor, its network interface. */
export type ReadName = 'machine' | 'os' | 'cpu' | 'mac'

/** One thing that was looked for on this machine. */
export interface ReadComponent {
  /** Where it was looked for, such as `/etc/machine-id`. */
  source: string
  /** null: it is not known. The value itself cannot be printed, only hashed. */
  value: RawValue | null
  /** For an admin: what was found, what was passed over and why. Never a value. */
  notes: readonly MachineNote[]
}

/** What a machine says about itself. It may be logged: it shows where values came from, never what they are. */
export interface MachineReading {
  /** Inside a container: what is seen of the machine belongs to the image, or to nobody for long. */
  container: boolean
  components: Readonly<Record<ReadName, ReadComponent>>
}

/** A network interface, as the operating system describes it. */
export interface NetworkInterface {
  name: string
  /** The operating system's own order. */
  index: number
  /** Six bytes in hex, with any separator. */
  address: string
  /** Connected and in use. */
  operational: boolean
  /** A device stands behind it: no bridge, tunnel, bond or virtual pair. */
  physical: boolean
}

/** Runs a program and returns what it printed; null where it failed, is missing or took too long. Never throws. */
export type RunCommand = (file: string, args: readonly string[]) => Promise<string | null>
