import type { advancedActivation } from '@licet/api'
import { parseShortKey } from '@licet/license'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { readPaste } from '../licensing/artifact-plan.ts'
import { saveShortKey } from '../store/activation-secret.ts'
import { appendAudit } from '../store/audit.ts'
import { activateShortKey } from './activate-short-key.ts'
import { isManagedFor, loadArtifact } from './load-artifact.ts'

/**
 * Sets license key and activation code directly. A signed key and a code are loaded together, all or nothing; a short key is
 * kept, and exchanged at once where an activation server is configured and no code is given. An empty key clears it.
 *
 * @throws {LicenseError | AnswerNotTaken | ControlRefused | HttpError} as the one box does.
 */
export async function setAdvancedActivation(
  deps: HubDeps,
  actor: Actor,
  { licenseKey, activationCode }: z.infer<typeof advancedActivation>,
): Promise<void> {
  const code = activationCode?.trim() ? readPaste(activationCode) : null
  if (licenseKey?.trim() === '') await keepShortKey(deps, actor, null)
  const key = licenseKey?.trim() ? readPaste(licenseKey) : null
  const isShort = key?.kind === 'short_key'
  const shortKey = isShort ? parseShortKey(key.text) : undefined
  const signed = [isShort ? null : key, code].filter(paste => paste !== null)
  if (signed.length > 0) {
    const artifacts = signed.flatMap(({ kind, text }) => (kind === 'bundle' ? partsOf(text) : [text]))
    const text = signed.length === 1 ? (signed[0]?.text ?? '') : JSON.stringify({ artifacts })
    await loadArtifact(deps, { text, actor, source: 'panel', ...(shortKey !== undefined && { shortKey }) })
    return
  }
  if (shortKey === undefined) return
  if (deps.control.client === null) await keepShortKey(deps, actor, shortKey)
  else await activateShortKey(deps, actor, { text: shortKey })
}

function partsOf(bundle: string): unknown[] {
  return (JSON.parse(bundle) as { artifacts: unknown[] }).artifacts
}

async function keepShortKey(deps: HubDeps, actor: Actor, shortKey: string | null): Promise<void> {
  const { database, clock, licensing } = deps
  if (isManagedFor(deps, actor)) throw new HttpError('LICENSE_MANAGED')
  const { license } = await licensing.state()
  database.transact(tx => {
    if (shortKey === null && license !== null) saveShortKey(tx, license.id, null, clock.now())
    saveShortKey(tx, '', shortKey, clock.now())
    const detail = { licenseKey: shortKey === null ? 'cleared' : 'set' }
    appendAudit(tx, { actor, action: 'activation.advanced', target: '', detail }, clock.now())
  })
}
