import { LicenseError, type Trust, verifyKeyset } from '@licet/license'

/**
 * The trust that keysets taken earlier make of the one that came with the product, one after the other. A keyset that no
 * longer verifies, or is older than the trust itself, is passed over.
 *
 * @param now - Epoch seconds.
 */
export async function joinKeysets(base: Trust, keysets: readonly string[], now: number): Promise<Trust> {
  let trust = base
  for (const keyset of keysets) {
    try {
      trust = await verifyKeyset(keyset, trust, { now })
    } catch (error) {
      if (!(error instanceof LicenseError)) throw error
    }
  }
  return trust
}

/**
 * The keysets to keep once another is taken: only one that brought new root keys is still needed behind a later one.
 *
 * @param now - Epoch seconds.
 */
export async function keepKeysets(
  base: Trust,
  keysets: readonly string[],
  latest: string,
  now: number,
): Promise<string[]> {
  const kept: string[] = []
  let trust = base
  for (const keyset of keysets) {
    const next = await joinKeysets(trust, [keyset], now)
    if (next.roots !== trust.roots) kept.push(keyset)
    trust = next
  }
  return [...kept, latest]
}
