import { joinKeysets, type Trust } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import type { Queryable } from '../store/database.ts'
import { loadKeysets } from '../store/signing-keys.ts'

/**
 * What an installation believes that was built with our trust and has taken every keyset that was published. The trust that
 * this server is configured with may be newer than what it once published.
 */
export async function currentTrust(
  { clock, trust }: Pick<ControlDeps, 'clock' | 'trust'>,
  database: Queryable,
): Promise<Trust> {
  return joinKeysets(trust, await loadKeysets(database), clock.now())
}
