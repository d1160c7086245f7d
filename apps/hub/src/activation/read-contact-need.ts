import type { HubDeps } from '../deps.ts'
import { loadChain } from '../store/activation-chain.ts'
import { type ContactNeed, contactNeed, keyNeed } from './contact-need.ts'
import { waitingKey } from './waiting-key.ts'

/**
 * What has to be done about the license in force, as it is stored now, or about the short key that configuration holds;
 * null: nothing.
 *
 * @param options.evenReleased - Also activate what this machine gave up.
 * @param options.besideKey - Only what the license in force needs, whatever key waits.
 */
export async function readContactNeed(
  { licensing, database, managed }: Pick<HubDeps, 'licensing' | 'database' | 'managed'>,
  options: { evenReleased?: boolean; besideKey?: boolean } = {},
): Promise<ContactNeed | null> {
  const { facts } = await licensing.snapshot()
  const key = options.besideKey === true ? null : waitingKey({ managed, database }, facts.licenses)
  if (key !== null) return keyNeed(key)
  const state = await licensing.state()
  const tombstone = state.license === null ? null : loadChain(database, state.license.id).tombstone
  return contactNeed(facts, state, tombstone !== null && options.evenReleased !== true)
}
