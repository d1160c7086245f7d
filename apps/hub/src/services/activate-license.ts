import type { activated, activateRequest } from '@licet/api'
import { evaluate } from '@licet/license'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { licenseStatus } from '../licensing/license-status.ts'
import { licenseView } from '../licensing/license-view.ts'
import { loadArtifact } from './load-artifact.ts'

/**
 * Loads what was pasted and says what it came to. A license that waits for its start is answered with its own status, not
 * with that of the one in force.
 *
 * @throws {LicenseError | HttpError} as {@link loadArtifact}.
 */
export async function activateLicense(
  deps: HubDeps,
  actor: Actor,
  { key, preview, replace }: z.infer<typeof activateRequest>,
): Promise<z.infer<typeof activated>> {
  const { licensing, clock, config } = deps
  const { plan, changed } = await loadArtifact(deps, { text: key, actor, source: 'panel', preview, replace })
  const snapshot = await licensing.snapshot()
  const license = plan.license?.verified ?? null
  const waits = license !== null && (license.claims.nbf ?? 0) > clock.now()
  const state = waits
    ? evaluate({ ...snapshot.facts, licenses: [license], seatsUsed: licensing.seatsUsed() }, clock.now())
    : licensing.evaluate(snapshot)
  return {
    ...licenseStatus(state, config.evaluation),
    loaded: plan.kind,
    changed,
    removed: plan.removed,
    license: license && licenseView(license),
  }
}
