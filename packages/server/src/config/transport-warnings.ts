import { isLoopbackHost } from '@licet/license'

/** What travels unencrypted over a network, by the variable that says so. */
export interface TransportWarning {
  name: string
  code: 'LISTENS_IN_CLEAR' | 'CONTROL_IN_CLEAR' | 'WEBHOOK_IN_CLEAR'
  /** One sentence for people. */
  message: string
  /** What to do about it. */
  remedy: string
}

/**
 * A server that others than this machine can reach, and in front of which nothing is known to encrypt: no certificate, no
 * https address, no proxy that is trusted.
 *
 * @param prefix - Of the variables: `HUB`, `CONTROL`.
 */
export function listeningWarnings(
  prefix: string,
  config: {
    host: string
    tls: object | null
    publicUrl: string | null
    trustedProxies: readonly string[]
  },
): TransportWarning[] {
  const isEncrypted =
    config.tls !== null || config.publicUrl?.startsWith('https:') === true || config.trustedProxies.length > 0
  if (isLoopbackHost(config.host) || isEncrypted) return []
  return [
    {
      name: `${prefix}_HOST`,
      code: 'LISTENS_IN_CLEAR',
      message:
        'Others than this machine reach this server, unencrypted: passwords and keys can be read on the way.',
      remedy: `Set ${prefix}_TLS_CERT_FILE and ${prefix}_TLS_KEY_FILE, or put a TLS proxy in front and name it: ${prefix}_PUBLIC_URL=https://…, ${prefix}_TRUSTED_PROXIES.`,
    },
  ]
}

/** True for an address that is called without encryption, on another machine. */
export function isInClear(url: string | URL | null): boolean {
  if (url === null || !URL.canParse(String(url))) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !isLoopbackHost(hostname)
}
