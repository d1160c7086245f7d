import { machineIdentifier } from './machine-identifier.ts'
import { machineNote } from './machine-notes.ts'
import type { MachineReading, NetworkInterface, RunCommand } from './machine-reading.ts'
import { osType } from './os-type.ts'
import { pickInterface } from './pick-interface.ts'
import { readLinux } from './read-linux.ts'
import { readMacOs } from './read-mac-os.ts'
import { readWindows } from './read-windows.ts'
import { runCommand } from './run-command.ts'

/** What to read instead of this machine, all of it for tests. */
export interface ReadOptions {
  /** A folder that stands for the file system of a Linux; its `sys/class/net` is the network. */
  root?: string
  /** As in `process.platform`. */
  platform?: NodeJS.Platform
  run?: RunCommand
  /** Lists the network interfaces. */
  interfaces?: () => Promise<readonly NetworkInterface[]> | readonly NetworkInterface[]
}

/**
 * Reads what this machine says about itself: its id, the type of its operating system, its processor, and the first
 * physical network interface in use.
 *
 * What cannot be read is unknown; it never throws, and takes a few seconds at most.
 *
 * @see DESIGN.md section 5, "Fingerprint"; SECURITY-CASES rows 91 to 93
 */
export async function readMachine(options: ReadOptions = {}): Promise<MachineReading> {
  const { root = '', run = runCommand } = options
  const platform = options.root === undefined ? (options.platform ?? process.platform) : 'linux'
  const interfaces = await listPlanted(options)
  if (platform === 'linux') return readLinux(root, interfaces)
  if (platform === 'darwin') return readMacOs(run, interfaces)
  if (platform === 'win32') return readWindows(run, interfaces)
  return {
    container: false,
    components: {
      machine: machineIdentifier(null, platform),
      os: osType(platform),
      cpu: { source: platform, value: null, notes: [machineNote('processor_unasked')] },
      mac: pickInterface(interfaces ?? [], platform),
    },
  }
}

async function listPlanted({ interfaces }: ReadOptions): Promise<readonly NetworkInterface[] | undefined> {
  try {
    return await interfaces?.()
  } catch {
    return []
  }
}
