import { machineIdentifier } from './machine-identifier.ts'
import { machineNote } from './machine-notes.ts'
import type { MachineReading, NetworkInterface, ReadComponent, RunCommand } from './machine-reading.ts'
import { osType } from './os-type.ts'
import { pickInterface } from './pick-interface.ts'
import { RawValue } from './raw-value.ts'

/** Reads a Mac through the programs that come with it. */
export async function readMacOs(
  run: RunCommand,
  interfaces?: readonly NetworkInterface[],
): Promise<MachineReading> {
  const [platform, processor, ports, states] = await Promise.all([
    run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']),
    run('/usr/sbin/sysctl', ['-n', 'machdep.cpu.brand_string', 'hw.model']),
    run('/usr/sbin/networksetup', ['-listallhardwareports']),
    run('/sbin/ifconfig', ['-a']),
  ])
  const uuid = /"IOPlatformUUID"\s*=\s*"([^"]*)"/.exec(platform ?? '')?.[1] ?? null
  const network = interfaces ?? hardwarePorts(ports ?? '', states ?? '')
  return {
    container: false,
    components: {
      machine: machineIdentifier(uuid, 'ioreg IOPlatformUUID'),
      os: osType('darwin'),
      cpu: processorOf(processor),
      mac: pickInterface(network, 'networksetup'),
    },
  }
}

function processorOf(text: string | null): ReadComponent {
  const source = 'sysctl machdep.cpu.brand_string, hw.model'
  const lines = (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  if (lines.length === 0) return { source, value: null, notes: [machineNote('processor_silent')] }
  return {
    source,
    value: new RawValue(JSON.stringify(lines)),
    notes: [machineNote('processor_and_mac')],
  }
}

/** Every `Hardware Port:` with the address that is burnt in; whether it is in use is what ifconfig says. */
function hardwarePorts(ports: string, states: string): NetworkInterface[] {
  const found = [...ports.matchAll(/^Hardware Port: (.*)\nDevice: (\S+)\nEthernet Address: (.*)$/gm)]
  return found.map(([, port = '', name = '', address = ''], index) => ({
    name,
    index,
    address,
    operational: isActive(states, name),
    physical: /ethernet|lan|wi-fi|airport/i.test(port) && !/bluetooth|bridge/i.test(port),
  }))
}

function isActive(states: string, name: string): boolean {
  const block = states.split(/^(?=\S)/m).find(each => each.startsWith(`${name}:`))
  return block !== undefined && /^\s+status: active$/m.test(block)
}
