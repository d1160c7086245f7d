import type { HubDeps } from '../deps.ts'
import { loadChain } from '../store/activation-chain.ts'
import { type ContactNeed, contactNeed } from './contact-need.ts'

/** What has to be done about the license in force, as it is stored now; null: nothing. */
export async function readContactNeed(
  { licensing, database }: Pick<HubDeps, 'licensing' | 'database'>,
  options: { evenReleased?: boolean } = {},
): Promise<ContactNeed | null> {
  const { facts } = await licensing.snapshot()
  const state = await licensing.state()
  const tombstone = state.license === null ? null : loadChain(database, state.license.id).tombstone
  return contactNeed(facts, state, tombstone !== null && options.evenReleased !== true)
}
