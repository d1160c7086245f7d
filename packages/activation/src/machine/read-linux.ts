import { isLinuxContainer } from './linux-container.ts'
import { readLinuxInterfaces } from './linux-interfaces.ts'
import { readLinuxProcessor } from './linux-processor.ts'
import { machineIdentifier } from './machine-identifier.ts'
import { type MachineNoteCode, machineNote } from './machine-notes.ts'
import type { MachineReading, NetworkInterface, ReadComponent } from './machine-reading.ts'
import { osType } from './os-type.ts'
import { pickInterface } from './pick-interface.ts'
import { readSmallFile } from './read-small-file.ts'

const idFiles = ['/etc/machine-id', '/var/lib/dbus/machine-id'] as const

/**
 * Reads a Linux.
 *
 * @param root - `''` for this machine, else the folder that stands for another.
 * @param interfaces - What to take for its network; left out, it is read.
 */
export function readLinux(root: string, interfaces?: readonly NetworkInterface[]): MachineReading {
  const container = isLinuxContainer(root)
  const network = interfaces ?? readLinuxInterfaces(root)
  const machine = readMachineId(root)
  const mac = pickInterface(network, '/sys/class/net')
  return {
    container,
    components: {
      machine: container ? without(machine, 'machine_id_of_container') : machine,
      os: osType('linux'),
      cpu: readLinuxProcessor(root),
      mac: container ? without(mac, 'card_of_container') : mac,
    },
  }
}

function readMachineId(root: string): ReadComponent {
  const found = idFiles.map(file => machineIdentifier(readSmallFile(`${root}${file}`), file))
  return found.find(({ value }) => value !== null) ?? found[0] ?? machineIdentifier(null, idFiles[0])
}

function without({ source }: ReadComponent, code: MachineNoteCode): ReadComponent {
  return { source, value: null, notes: [machineNote(code)] }
}
