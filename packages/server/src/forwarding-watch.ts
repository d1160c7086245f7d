/** Notices proxies that nobody named: everybody behind one counts as one address. */
export interface ForwardingWatch {
  /** @param address - It sent `X-Forwarded-For` or `Forwarded`, and is no trusted proxy. */
  notice: (address: string) => void
  /** The last such address; null as long as there was none. */
  lastAddress(): string | null
}

/**
 * Creates the watch of a process. It warns once: whoever reaches the port can send such a header.
 *
 * @param variable - Where trusted proxies are named.
 */
export function createForwardingWatch(
  log: { warn(details: { address: string }, message: string): void },
  variable: 'HUB_TRUSTED_PROXIES' | 'CONTROL_TRUSTED_PROXIES',
): ForwardingWatch {
  let last: string | null = null
  return {
    notice(address) {
      if (last === null)
        log.warn(
          { address },
          `addresses are forwarded by one that is no trusted proxy, so all behind it count as one; if it is yours, add it to ${variable}`,
        )
      last = address
    },
    lastAddress: () => last,
  }
}
