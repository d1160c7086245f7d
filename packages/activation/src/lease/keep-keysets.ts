import { joinKeysets, type Trust } from '@licet/license'

/**
 * The keysets to keep once another is taken: those without which the trust would be another, as they brought new root keys
 * or called a key compromised that later ones do not name.
 *
 * @param now - Epoch seconds.
 */
export async function keepKeysets(
  base: Trust,
  keysets: readonly string[],
  latest: string,
  now: number,
): Promise<string[]> {
  let kept = [...keysets, latest]
  const { digest } = await joinKeysets(base, kept, now)
  for (const keyset of keysets) {
    const without = kept.filter(other => other !== keyset)
    if ((await joinKeysets(base, without, now)).digest === digest) kept = without
  }
  return kept
}
