import { type IgnoredCode, machineNote } from './machine-notes.ts'
import type { NetworkInterface, ReadComponent } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** How virtual interfaces are called, for systems that do not say what stands behind one. */
const virtualName =
  /^(lo\d*|docker|veth|br-|br\d|virbr|vmnet|vboxnet|tun|tap|utun|wg|bond|team|dummy|ifb|bridge|awdl|llw|ap\d|anpi|gif|stf|zt|cni|flannel|cali|nodelocal|kube)/i

/** Why an interface says nothing about a machine; null for one that does. */
function reasonAgainst({ name, address, physical, operational }: NetworkInterface): IgnoredCode | null {
  if (virtualName.test(name) || !physical) return 'ignored_virtual'
  const octets = octetsOf(address)
  if (octets === null || octets.every(octet => octet === 0)) return 'ignored_without_address'
  const [first = 0] = octets
  if ((first & 1) === 1) return 'ignored_group_address'
  // IEEE 802: the second bit says that software chose the address, as for privacy or in a virtual machine.
  if ((first & 2) === 2) return 'ignored_chosen_address'
  return operational ? null : 'ignored_disconnected'
}

/**
 * Finds the address of the first physical interface that is in use, in the operating system's order.
 *
 * @param source - Where the interfaces were listed.
 */
export function pickInterface(interfaces: readonly NetworkInterface[], source: string): ReadComponent {
  const judged = interfaces
    .toSorted((a, b) => a.index - b.index || (a.name < b.name ? -1 : 1))
    .map(each => ({ each, reason: reasonAgainst(each) }))
  const chosen = judged.find(({ reason }) => reason === null)?.each
  const ignored = judged.flatMap(({ each, reason }) =>
    reason === null ? [] : [machineNote(reason, printableName(each.name))],
  )
  if (chosen === undefined) return { source, value: null, notes: [machineNote('card_missing'), ...ignored] }
  const address = octetsOf(chosen.address)
    ?.map(octet => octet.toString(16).padStart(2, '0'))
    .join(':')
  const name = printableName(chosen.name)
  const notes = [machineNote('card_read', name), ...ignored]
  return { source: `${source}, ${name}`, value: new RawValue(address ?? ''), notes }
}

function octetsOf(address: string): number[] | null {
  const digits = address.trim().replace(/[:.-]/g, '')
  if (!/^[0-9a-f]{12}$/i.test(digits)) return null
  return Array.from({ length: 6 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

/** Some systems name an interface after its address (`enx…`), and people name them as they like. */
function printableName(name: string): string {
  const plain = name.replace(/[^\w .:()-]/g, '?').slice(0, 32)
  return plain.replace(/(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}/gi, '…')
}
