import { existsSync, readdirSync } from 'node:fs'
import type { NetworkInterface } from './machine-reading.ts'
import { readSmallFile } from './read-small-file.ts'

/** ARPHRD_ETHER: Ethernet and wireless; loopback, tunnels and radio modems have other types. */
const ethernetType = 1

/**
 * Lists the network interfaces of a Linux by what stands under `sys/class/net`. Never throws.
 *
 * @param root - `''` for this machine, else the folder that stands for another.
 */
export function readLinuxInterfaces(root: string): NetworkInterface[] {
  const folder = `${root}/sys/class/net`
  return namesIn(folder).map(name => readInterface(`${folder}/${name}`, name))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readInterface(folder: string, name: string): NetworkInterface {
  const read = (file: string): string => (readSmallFile(`${folder}/${file}`) ?? '').trim()
  const state = read('operstate')
  const isEthernet = Number(read('type')) === ethernetType
  return {
    name,
    index: Number(read('ifindex')) || Number.MAX_SAFE_INTEGER,
    address: read('address'),
    // Some drivers never say more than "unknown" about a line that works.
    operational: state === 'up' || state === 'unknown',
    physical: isEthernet && existsSync(`${folder}/device`),
  }
}
