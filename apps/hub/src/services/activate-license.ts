import type { activated, activateRequest } from '@licet/api'
import { evaluate } from '@licet/license'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { readPaste } from '../licensing/artifact-plan.ts'
import { licenseStatus } from '../licensing/license-status.ts'
import { licenseView } from '../licensing/license-view.ts'
import { activateShortKey } from './activate-short-key.ts'
import { loadArtifact } from './load-artifact.ts'

/**
 * Loads what was pasted, or what a pasted short key is exchanged for, and says what it came to. A license that waits for its start is answered with its own status, not
 * with that of the one in force.
 *
 * @throws {LicenseError | HttpError} as {@link loadArtifact} and {@link activateShortKey}.
 */
export async function activateLicense(
  deps: HubDeps,
  actor: Actor,
  { key, preview, replace }: z.infer<typeof activateRequest>,
): Promise<z.infer<typeof activated>> {
  const { licensing, clock, config } = deps
  const paste = readPaste(key)
  const isShortKey = paste.kind === 'short_key'
  const { plan, changed } = isShortKey
    ? await activateShortKey(deps, actor, { text: paste.text, replace })
    : await loadArtifact(deps, { text: key, actor, source: 'panel', preview, replace })
  const snapshot = await licensing.snapshot()
  const license = plan.license?.verified ?? null
  const seatsUsed = licensing.seatsUsed()
  const waits = license !== null && (license.claims.nbf ?? 0) > clock.now()
  const state = waits
    ? evaluate({ ...snapshot.facts, licenses: [license], removed: null, seatsUsed }, clock.now())
    : licensing.evaluate(snapshot)
  return {
    ...licenseStatus(state, { evaluation: config.evaluation, seatsUsed }),
    loaded: paste.kind,
    changed,
    removed: paste.removed,
    license: license && licenseView(license),
  }
}
