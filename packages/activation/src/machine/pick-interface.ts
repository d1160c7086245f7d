import type { NetworkInterface, ReadComponent } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** How virtual interfaces are called, for systems that do not say what stands behind one. */
const virtualName =
  /^(lo\d*|docker|veth|br-|br\d|virbr|vmnet|vboxnet|tun|tap|utun|wg|bond|team|dummy|ifb|bridge|awdl|llw|ap\d|anpi|gif|stf|zt|cni|flannel|cali|nodelocal|kube)/i

/** Why an interface says nothing about a machine; null for one that does. */
function reasonAgainst({ name, address, physical, operational }: NetworkInterface): string | null {
  if (virtualName.test(name) || !physical) return 'virtual'
  const octets = octetsOf(address)
  if (octets === null || octets.every(octet => octet === 0)) return 'without an address'
  const [first = 0] = octets
  if ((first & 1) === 1) return 'with the address of a group'
  // IEEE 802: the second bit says that software chose the address, as for privacy or in a virtual machine.
  if ((first & 2) === 2) return 'with an address that software chose'
  return operational ? null : 'not connected'
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
  const ignored = judged.filter(({ reason }) => reason !== null)
  const passedOver = ignored.map(({ each, reason }) => `${printableName(each.name)} (${reason})`).join(', ')
  const besides = passedOver === '' ? '' : ` Ignored: ${passedOver}.`
  if (chosen === undefined)
    return {
      source,
      value: null,
      note: `No physical interface with an address of its own is in use.${besides}`,
    }
  const address = octetsOf(chosen.address)
    ?.map(octet => octet.toString(16).padStart(2, '0'))
    .join(':')
  const note = `The address of ${printableName(chosen.name)}, the first physical interface in use.${besides}`
  return { source: `${source}, ${printableName(chosen.name)}`, value: new RawValue(address ?? ''), note }
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
