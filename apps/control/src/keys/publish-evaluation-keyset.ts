import { signKeyset } from '@licet/issuer'
import { LicenseError } from '@licet/license'
import { HttpError } from '@licet/server'
import { systemActor } from '../access/actor.ts'
import type { ControlDeps } from '../deps.ts'
import { nextKeyset, storeKeyset } from '../services/keyset.ts'
import { loadKeyset } from '../store/signing-keys.ts'
import { loadEvaluationRoot } from './evaluation-keys.ts'

/**
 * Publishes the first keyset of an evaluation, signed by its development root key. Anywhere else the root key is not at hand,
 * and people sign.
 */
export async function publishEvaluationKeyset(deps: ControlDeps): Promise<void> {
  const { config, database, log } = deps
  if (!config.evaluation || (await loadKeyset(database.db)) !== null) return
  const root = await loadEvaluationRoot(config.dataDir)
  if (root === null) return
  try {
    const { payload } = await nextKeyset(deps)
    await storeKeyset(deps, systemActor, await signKeyset(payload, [root]))
  } catch (err) {
    // Another process was faster, or the keys are not those of this evaluation: none is published, and nothing is lost.
    if (!(err instanceof HttpError || err instanceof LicenseError)) throw err
    log.info({ err }, 'no keyset was published')
  }
}
