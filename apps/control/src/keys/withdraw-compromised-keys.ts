import { isCompromised } from '@licet/license'
import { HttpError } from '@licet/server'
import { systemActor } from '../access/actor.ts'
import type { ControlDeps } from '../deps.ts'
import { changeSigningKey } from '../services/signing-keys.ts'
import { loadSigningKeys } from '../store/signing-keys.ts'
import { currentTrust } from './current-trust.ts'

/**
 * Ends the signing keys of ours that the trust of the build, or a published keyset, calls compromised: the database may be older
 * than that. No installation believes what they sign.
 */
export async function withdrawCompromisedKeys(deps: ControlDeps): Promise<void> {
  const { db } = deps.database
  const { compromised } = await currentTrust(deps, db)
  for (const { kid, jwk, status } of await loadSigningKeys(db)) {
    if (status === 'compromised' || !isCompromised({ kid, jwk }, compromised)) continue
    try {
      const reason = 'Called compromised by the trust that this server is configured with.'
      await changeSigningKey(deps, systemActor, kid, 'compromise', { reason })
    } catch (error) {
      // Another instance was faster.
      if (!(error instanceof HttpError) || error.code !== 'SIGNING_KEY_ENDED') throw error
    }
  }
}
