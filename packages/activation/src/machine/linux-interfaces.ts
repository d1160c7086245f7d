import { access, readdir } from 'node:fs/promises'
import type { NetworkInterface } from './machine-reading.ts'
import { readSmallFile } from './read-small-file.ts'

/** ARPHRD_ETHER: Ethernet and wireless; loopback, tunnels and radio modems have other types. */
const ethernetType = 1

/**
 * Lists the network interfaces of a Linux by what stands under `sys/class/net`. Never throws.
 *
 * @param root - `''` for this machine, else the folder that stands for another.
 */
export async function readLinuxInterfaces(root: string): Promise<NetworkInterface[]> {
  const folder = `${root}/sys/class/net`
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.map(async name => readInterface(`${folder}/${name}`, name)))
}

async function readInterface(folder: string, name: string): Promise<NetworkInterface> {
  const read = async (file: string): Promise<string> =>
    ((await readSmallFile(`${folder}/${file}`)) ?? '').trim()
  const state = await read('operstate')
  const isEthernet = Number(await read('type')) === ethernetType
  return {
    name,
    index: Number(await read('ifindex')) || Number.MAX_SAFE_INTEGER,
    address: await read('address'),
    // Some drivers never say more than "unknown" about a line that works.
    operational: state === 'up' || state === 'unknown',
    physical: isEthernet && (await exists(`${folder}/device`)),
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
