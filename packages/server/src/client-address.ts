import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'
import { requestHeader } from './request-header.ts'

/** Reads the address of a caller from its connection and, behind trusted proxies only, from `X-Forwarded-For`. */
export type AddressReader = (c: Context) => string

/**
 * Creates the reader of callers' addresses.
 *
 * `X-Forwarded-For` counts only when the connection comes from a trusted proxy; it is walked from the right, and the first
 * address that is no trusted proxy is the caller. `Forwarded` and `X-Real-IP` are never read.
 *
 * @param proxies - Addresses or CIDR ranges, IPv4 or IPv6.
 * @param onUntrusted - Told of each address that forwards another one without being trusted.
 * @returns an IPv4 address, or an IPv6 address in lower case; `unknown` where there is no connection (a test).
 * @throws {TypeError} for an entry that is neither address nor range.
 * @see SECURITY-CASES row 130
 */
export function createAddressReader(
  proxies: readonly string[],
  onUntrusted: (address: string) => void = () => undefined,
): AddressReader {
  const trusted = proxies.length > 0 ? trustedRanges(proxies) : undefined
  let lastRaw = ''
  let lastPlain = ''
  return c => {
    const env: { incoming?: { socket?: { remoteAddress?: string } } } | undefined = c.env
    const raw = env?.incoming?.socket?.remoteAddress ?? ''
    // One caller, a sibling or a proxy, makes most of the requests that follow each other.
    if (raw !== lastRaw) {
      lastRaw = raw
      lastPlain = plainAddress(raw)
    }
    const nearest = lastPlain
    if (trusted === undefined || !contains(trusted, nearest)) {
      if (forwards(c)) onUntrusted(nearest)
      return nearest || 'unknown'
    }
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',')
    for (const hop of hops.toReversed()) {
      const address = plainAddress(hop.trim())
      // What stands left of something unreadable was written by nobody we trust.
      if (address === '') break
      if (!contains(trusted, address)) return address
    }
    return nearest
  }
}

/** Returns what a caller is counted by: an IPv4 address, or the /64 of an IPv6 one, which one household owns as a whole. */
export function addressBucket(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(gap, 0)).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}

function forwards(c: Context): boolean {
  return requestHeader(c, 'x-forwarded-for') !== undefined || requestHeader(c, 'forwarded') !== undefined
}

function trustedRanges(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address)
    if (family === 0) throw new TypeError(`not an address or range: ${entry}`)
    if (bits === undefined) list.addAddress(address, family === 6 ? 'ipv6' : 'ipv4')
    else list.addSubnet(address, rangeBits(bits, family, entry), family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function rangeBits(bits: string, family: number, entry: string): number {
  const width = Number(bits)
  if (!/^\d{1,3}$/.test(bits) || width > (family === 6 ? 128 : 32)) {
    throw new TypeError(`not an address or range: ${entry}`)
  }
  return width
}

const contains = (list: BlockList, address: string): boolean =>
  address !== '' && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

// `::ffff:1.2.3.4` is 1.2.3.4; ports and brackets are cut; anything else is no address.
function plainAddress(text: string): string {
  const bare = text
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase()
  return isIP(bare) === 0 ? '' : bare
}
