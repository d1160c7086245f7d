import { LicenseError } from '../errors.ts'
import type { Trust } from './trust.ts'
import { recallKeyset } from './verify-keyset.ts'

/**
 * The trust that keysets taken earlier make of the one that came with the product, one after the other. A keyset that is
 * older than the trust itself only says which keys are compromised; one that no longer verifies is passed over.
 *
 * @param now - Epoch seconds.
 */
export async function joinKeysets(base: Trust, keysets: readonly string[], now: number): Promise<Trust> {
  let trust = base
  for (const keyset of keysets) {
    try {
      trust = await recallKeyset(keyset, trust, { now })
    } catch (error) {
      if (!(error instanceof LicenseError)) throw error
    }
  }
  return trust
}
