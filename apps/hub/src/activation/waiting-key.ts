import type { HubDeps } from '../deps.ts'
import { loadShortKeys } from '../store/activation-secret.ts'

/**
 * The short key that configuration holds, for as long as the license it stands for is not held here; null: nothing waits.
 *
 * @param held - The licenses that are stored here and count.
 */
export function waitingKey(
  { managed, database }: Pick<HubDeps, 'managed' | 'database'>,
  held: readonly { id: string }[],
): string | null {
  const key = managed.shortKey()
  if (key === null) return null
  const known = loadShortKeys(database).filter(({ shortKey }) => shortKey === key)
  return held.some(({ id }) => known.some(({ license }) => license === id)) ? null : key
}
