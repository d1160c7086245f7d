/**
 * Tells whether a host is this machine itself, so that what is sent there crosses no network.
 *
 * @param host - A name or an address in any spelling: with brackets, a final dot or a zone; without port.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .replace(/\.$/, '')
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  const mapped = name.replace(/^(0{0,4}:){2,5}ffff:(?=\d+\.)/, '')
  if (/^127(\.\d{1,3}){3}$/.test(mapped)) return true
  return /^(0{0,4}:){2,7}0{0,3}1$/.test(name) || /^(0{0,4}:){2,5}ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(name)
}
