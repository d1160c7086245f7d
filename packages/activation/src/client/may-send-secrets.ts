import { isLoopbackHost } from '@licet/license'

/**
 * Tells whether keys and tokens may be sent to an address: it is encrypted, on this machine, or its host was named for it.
 *
 * @param insecureHosts - Hosts, without port, in any spelling.
 */
export function maySendSecrets({ protocol, hostname }: URL, insecureHosts: readonly string[]): boolean {
  const named = insecureHosts.map(bare)
  return protocol === 'https:' || isLoopbackHost(hostname) || named.includes(bare(hostname))
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}
