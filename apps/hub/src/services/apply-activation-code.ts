import type { Actor, HubDeps } from '../deps.ts'
import { readHeldText } from '../licensing/managed-license.ts'
import { refusalOf } from '../licensing/refusal.ts'
import { loadArtifact } from './load-artifact.ts'

const actor: Actor = { id: 'system', name: 'configuration', kind: 'system', role: 'admin', address: '' }

/**
 * Loads the activation code of HUB_ACTIVATION_CODE at start; never throws. A code that was taken before is left alone, so
 * that it may stand in the configuration for good.
 */
export async function applyActivationCode(deps: HubDeps): Promise<void> {
  const { config, licensing, log } = deps
  if (config.activationCode === null) return
  const { source } = config.activationCode
  const text = readHeldText(config.activationCode)
  const { activations } = await licensing.snapshot()
  if (text === null) return log.warn({ source }, 'the configured activation code cannot be read')
  if (activations.some(({ stored }) => text.includes(stored.token))) return
  try {
    await loadArtifact(deps, { text, actor, source })
    log.info({ source }, 'the configured activation code is loaded')
  } catch (thrown) {
    const refusal = refusalOf(thrown)
    log.warn({ source, refusal: refusal?.code ?? 'INTERNAL' }, 'the configured activation code is refused')
  }
}
