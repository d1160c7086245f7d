import type { HttpErrorCode, Preview } from '@licet/api'
import {
  artifactBytesMax,
  type Change,
  differenceOf,
  evaluate,
  inspectToken,
  seatLimit,
  type VerifiedLicense,
} from '@licet/license'
import { HttpError } from '@licet/server'
import type { HubDeps } from '../deps.ts'
import { artifactChecks } from '../licensing/artifact-checks.ts'
import {
  type ArtifactPlan,
  isKnownRevoked,
  type Paste,
  planArtifact,
  readPaste,
} from '../licensing/artifact-plan.ts'
import { licenseView } from '../licensing/license-view.ts'
import type { PlannedView } from '../licensing/licensing.ts'
import { type Refusal, refusalOf } from '../licensing/refusal.ts'
import { answerContext } from './answer-context.ts'
import { isOlderRevision } from './is-older-revision.ts'
import { answersManagedKey, isHeldAlready, previewHash } from './load-artifact.ts'
import { previewShortKey } from './preview-short-key.ts'

/**
 * Says what loading a text would change here, or why it would be refused. Writes nothing.
 *
 * `applicable` is about loading it as it stands; an older revision is not, but has a hash, because it can be forced.
 */
export async function previewArtifact(deps: HubDeps, text: string): Promise<Preview> {
  const { licensing, clock } = deps
  const snapshot = await licensing.snapshot()
  const now = clock.now()
  const facts = { ...snapshot.facts, seatsUsed: licensing.seatsUsed() }
  const state = evaluate(facts, now)
  const view = { snapshot, facts, state, limit: seatLimit(state), now }
  let paste: Paste = { kind: 'unknown', text: '', removed: [] }
  try {
    paste = readPaste(text)
    if (paste.kind === 'short_key') return describeShortKey(deps, paste, view)
    const plan = await planArtifact(paste, snapshot, answerContext(deps, snapshot))
    return describe(deps, plan, view, await isOlderRevision(deps.database, plan, now))
  } catch (thrown) {
    const refusal = refusalOf(thrown)
    if (refusal === null) throw thrown
    return { ...frame(paste, refusal, view), unverified: unverifiedClaims(paste) }
  }
}

/** What a short key stands for is known to the activation server alone, and nobody is asked before somebody decides. */
function describeShortKey(deps: HubDeps, paste: Paste, view: PlannedView): Preview {
  previewShortKey(deps, paste.text)
  const managed = refusalFor(deps.config.managedLicense === null ? null : 'LICENSE_MANAGED')
  const values = { server: deps.control.client?.host ?? '' }
  return {
    ...frame(paste, managed, view),
    checks: [],
    changes: [{ kind: 'short_key', severity: 'info', values }],
  }
}

function describe(deps: HubDeps, plan: ArtifactPlan, view: PlannedView, isOlder: boolean): Preview {
  const license = plan.license?.verified ?? null
  const refusal = refusalToLoad(deps, plan, view, isOlder)
  const forced = refusal?.code === 'LICENSE_OLDER_REVISION'
  const over = license === null ? 0 : Math.max(0, (view.facts.seatsUsed ?? 0) - license.claims.seats)
  const changes =
    license === null ? [] : differenceOf(view.facts, license, { now: view.now, tiers: plan.trust.tiers })
  const licenses = license === null ? view.facts.licenses : [...view.facts.licenses, license]
  const activation = plan.activation?.claims ?? view.facts.activation
  const revocations = plan.revocationsAfter
  const after = evaluate({ ...view.facts, licenses, revocations, activation }, view.now)
  return {
    ...frame(plan, refusal, view, over),
    genuine: true,
    license: license && licenseView(license),
    changes: [...changes.map(toChange), ...artifactChanges(plan)],
    stateAfter: refusal !== null && !forced ? null : after.kind,
    preview: refusal === null || forced ? previewHash(plan, view) : '',
  }
}

function refusalToLoad(
  deps: HubDeps,
  plan: ArtifactPlan,
  view: PlannedView,
  isOlder: boolean,
): Refusal | null {
  const license = plan.license?.verified
  if (license === undefined) return null
  const code = codeToLoad(deps, license, plan, view)
  return refusalFor(code ?? (isOlder && !isHeldAlready(license, view) ? 'LICENSE_OLDER_REVISION' : null))
}

function refusalFor(code: HttpErrorCode | null): Refusal | null {
  if (code === null) return null
  const error = new HttpError(code)
  return refusalOf(error) ?? { code, step: 'sequence', message: error.message }
}

function codeToLoad(deps: HubDeps, license: VerifiedLicense, plan: ArtifactPlan, view: PlannedView) {
  const isManaged = deps.config.managedLicense !== null && !answersManagedKey(deps, plan)
  if (isManaged && !isHeldAlready(license, view)) return 'LICENSE_MANAGED'
  if (view.now >= license.claims.exp) return 'LICENSE_EXPIRED'
  if (isKnownRevoked(license, plan, view.snapshot)) return 'LICENSE_REVOKED'
  return null
}

function frame(paste: Paste, refusal: Refusal | null, view: PlannedView, seatsOver = 0): Preview {
  return {
    kind: paste.kind,
    removed: paste.removed,
    genuine: false,
    applicable: refusal === null,
    code: refusal?.code ?? '',
    step: refusal?.step ?? '',
    error: refusal?.message ?? '',
    checks: artifactChecks(refusal, seatsOver),
    license: null,
    unverified: null,
    changes: [],
    stateAfter: null,
    seats: { limit: view.limit, used: view.facts.seatsUsed ?? 0 },
    preview: '',
  }
}

function toChange({ kind, severity, ...values }: Change): Preview['changes'][number] {
  return { kind, severity, values: values as Preview['changes'][number]['values'] }
}

function artifactChanges({ keysets, revocations, activation }: ArtifactPlan): Preview['changes'] {
  const changes: Preview['changes'] = keysets.map(({ sequence }) => ({
    kind: 'keyset',
    severity: 'info',
    values: { sequence },
  }))
  if (revocations !== null) {
    const { sequence, revoked } = revocations.list
    changes.push({ kind: 'revocations', severity: 'info', values: { sequence, count: revoked.size } })
  }
  if (activation !== null) {
    const { directive, exp } = activation.claims
    const severity = directive === 'none' ? 'good' : 'warning'
    changes.push({ kind: 'activation', severity, values: { directive, leaseEndsAt: exp } })
  }
  return changes
}

function unverifiedClaims({ kind, text }: Paste): Record<string, unknown> | null {
  if (kind === 'bundle' || kind === 'short_key' || text.length > artifactBytesMax) return null
  try {
    return { ...inspectToken(text).claims }
  } catch {
    return null
  }
}
