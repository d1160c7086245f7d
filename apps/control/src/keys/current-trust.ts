import { type Trust, verifyKeyset } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import type { Queryable } from '../store/database.ts'
import { loadKeysets } from '../store/signing-keys.ts'

/** What an installation believes that was built with our trust and has taken every keyset that was published. */
export async function currentTrust(
  { clock, trust, log }: Pick<ControlDeps, 'clock' | 'trust' | 'log'>,
  database: Queryable,
): Promise<Trust> {
  let current = trust
  for (const text of await loadKeysets(database)) {
    try {
      current = await verifyKeyset(text, current, { now: clock.now() })
    } catch (err) {
      // The trust that this server is configured with may be newer than what it once published.
      log.debug({ err }, 'a published keyset adds nothing to the configured trust')
    }
  }
  return current
}
