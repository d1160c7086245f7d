import { hash } from 'node:crypto'
import type { VerifiedLicense } from '@licet/license'
import { HttpError } from '@licet/server'
import type { Actor, HubDeps } from '../deps.ts'
import {
  type ArtifactPlan,
  isKnownRevoked,
  type Paste,
  planArtifact,
  readPaste,
} from '../licensing/artifact-plan.ts'
import type { PlannedView } from '../licensing/licensing.ts'
import { saveArtifact } from '../store/artifacts.ts'
import { appendAudit } from '../store/audit.ts'
import type { HubDatabase } from '../store/database.ts'
import { endLicense, type LicenseSource, saveLicense } from '../store/licenses.ts'
import { answerContext } from './answer-context.ts'
import { isOlderRevision } from './is-older-revision.ts'
import { storeActivation } from './store-activation.ts'

/** What somebody wants loaded, and on which terms. */
export interface LoadOrder {
  text: string
  actor: Actor
  source: LicenseSource
  /** The hash of the preview that was looked at; what it showed is what is applied. */
  preview?: string | undefined
  /** Take an older revision nonetheless. */
  replace?: boolean | undefined
  /** Take an expired license where nothing else is held: what configuration says is shown, even when it is over. */
  expiredToo?: boolean
  /** The short key that an activation server exchanged for this text. */
  shortKey?: string
}

/** What loading came to. */
export interface Loaded {
  plan: ArtifactPlan
  /** False when everything was there before: nothing was written. */
  changed: boolean
}

/**
 * Loads a pasted license, keyset, revocation list, activation or bundle: all of it, or nothing.
 *
 * Order: managed, repair, verification of every part, expiry, revocation, activation, same again, preview, revision. The
 * license in force stays through every refusal. Each part is audited in the transaction that stores it.
 *
 * @throws {LicenseError} not genuine.
 * @throws {AnswerNotTaken} an activation that may not be stored here.
 * @throws {HttpError} LICENSE_MANAGED, SHORT_KEY_OFFLINE, ARTIFACT_UNSUPPORTED, LICENSE_EXPIRED, LICENSE_REVOKED,
 *   MACHINE_MISMATCH,
 *   PREVIEW_STALE, LICENSE_OLDER_REVISION, DATABASE_*
 */
export async function loadArtifact(deps: HubDeps, order: LoadOrder): Promise<Loaded> {
  const paste = readPaste(order.text)
  assertNotManaged(deps, order, paste)
  return deps.licensing.withPlan(
    async snapshot => {
      const plan = await planArtifact(paste, snapshot, answerContext(deps, snapshot))
      return { plan, isOlder: await isOlderRevision(deps.database, plan, deps.clock.now()) }
    },
    (tx, view, { plan, isOlder }) => ({ plan, changed: apply(deps, tx, view, plan, { ...order, isOlder }) }),
  )
}

/** Names a pasted text together with everything its preview was made from; differs as soon as anything of that does. */
export function previewHash(
  plan: ArtifactPlan,
  view: Pick<PlannedView, 'snapshot' | 'facts' | 'state'>,
): string {
  const { snapshot, facts, state } = view
  const basis = [plan.digest, snapshot.stamp, snapshot.trust.digest, facts.seatsUsed, state.kind]
  return hash('sha256', JSON.stringify(basis), 'base64url')
}

/** True when the candidate is the license that counts, or one that waits: loading it would change nothing. */
export function isHeldAlready(
  { digest }: VerifiedLicense,
  { facts, state }: Pick<PlannedView, 'facts' | 'state'>,
): boolean {
  const at = facts.licenses.findLastIndex(other => other.digest === state.license?.digest)
  return facts.licenses.slice(Math.max(at, 0)).some(other => other.digest === digest)
}

const besideTheLicense: ReadonlySet<Paste['kind']> = new Set<Paste['kind']>([
  'keyset',
  'revocations',
  'activation',
  'bundle',
])

function assertNotManaged(deps: HubDeps, { actor }: LoadOrder, { kind }: Paste): void {
  if (!besideTheLicense.has(kind) && isManagedFor(deps, actor)) throw new HttpError('LICENSE_MANAGED')
}

/** True when configuration holds the license, and somebody else than the system wants to change it. */
export function isManagedFor({ config }: Pick<HubDeps, 'config'>, actor: Pick<Actor, 'kind'>): boolean {
  return config.managedLicense !== null && actor.kind !== 'system'
}

/**
 * True for a license that comes with an activation of this machine while configuration holds a short key: it is what the
 * vendor makes of that key, brought by hand.
 */
export function answersManagedKey(
  { managed }: Pick<HubDeps, 'managed'>,
  { activation }: Pick<ArtifactPlan, 'activation'>,
): boolean {
  return managed.shortKey() !== null && activation !== null
}

function apply(
  deps: HubDeps,
  tx: HubDatabase,
  before: PlannedView,
  plan: ArtifactPlan,
  order: LoadOrder & { isOlder: boolean },
): boolean {
  const times = { signedAt: plan.signedAt, timed: plan.activation?.timed ?? null }
  const view = { ...before, now: deps.clock.nowAfter(times) }
  const license = plan.license?.verified ?? null
  if (license !== null) assertUsable(license, view, plan, order)
  const isNew = license !== null && !isHeldAlready(license, view)
  if (isNew && isManagedFor(deps, order.actor) && !answersManagedKey(deps, plan))
    throw new HttpError('LICENSE_MANAGED')
  const { activation } = plan
  if (!isNew && activation === null && plan.keysets.length === 0 && plan.revocations === null) return false
  if (order.preview !== undefined && order.preview !== previewHash(plan, view))
    throw new HttpError('PREVIEW_STALE')
  if (isNew && order.replace !== true && order.isOlder) throw new HttpError('LICENSE_OLDER_REVISION')
  deps.clock.observe(tx, times)
  storeArtifacts(tx, plan, order, view.now)
  if (isNew) storeLicense(tx, license, view, plan, order)
  const shortKey = order.shortKey ?? (isNew ? deps.managed.shortKey() : null)
  if (activation !== null)
    storeActivation(tx, activation, view, { actor: order.actor, ...(shortKey !== null && { shortKey }) })
  return true
}

function assertUsable(
  license: VerifiedLicense,
  view: PlannedView,
  plan: ArtifactPlan,
  order: LoadOrder,
): void {
  const isTakenExpired =
    order.expiredToo === true && (view.state.license === null || isHeldAlready(license, view))
  if (view.now >= license.claims.exp && !isTakenExpired) throw new HttpError('LICENSE_EXPIRED')
  if (isKnownRevoked(license, plan, view.snapshot)) throw new HttpError('LICENSE_REVOKED')
}

function storeArtifacts(tx: HubDatabase, plan: ArtifactPlan, { actor }: LoadOrder, now: number): void {
  const by = { loadedAt: now, loadedBy: actor.name }
  for (const { text, sequence } of plan.keysets) {
    saveArtifact(tx, { kind: 'keyset', text, ...by })
    appendAudit(tx, { actor, action: 'keyset.load', target: String(sequence), detail: { sequence } }, now)
  }
  if (plan.revocations === null) return
  const { sequence, revoked } = plan.revocations.list
  saveArtifact(tx, { kind: 'revocations', text: plan.revocations.text, ...by })
  const detail = { sequence, count: revoked.size }
  appendAudit(tx, { actor, action: 'revocations.load', target: String(sequence), detail }, now)
}

function storeLicense(
  tx: HubDatabase,
  { id, claims }: VerifiedLicense,
  view: PlannedView,
  plan: ArtifactPlan,
  { actor, source, replace }: LoadOrder,
): void {
  const { now, snapshot, state } = view
  const startsAt = claims.nbf ?? 0
  const queued = startsAt > now
  // What waits goes on waiting; what has started, and what cannot be read, makes room.
  const replaced = queued ? [] : snapshot.held.filter(({ verified }) => (verified?.claims.nbf ?? 0) <= now)
  for (const { stored } of replaced) {
    endLicense(tx, stored.position, { at: now, by: actor.name, reason: 'superseded' })
  }
  saveLicense(tx, { token: plan.license?.token ?? '', source, activatedAt: now, activatedBy: actor.name })
  const detail = {
    customer: claims.customer,
    tier: claims.tier,
    seats: claims.seats,
    products: [...claims.products],
    expiresAt: claims.exp,
    ...(queued && { startsAt }),
    ...(replace === true && { replace }),
    replaced: queued ? null : (state.license?.id ?? null),
    source,
  }
  appendAudit(tx, { actor, action: queued ? 'license.queue' : 'license.activate', target: id, detail }, now)
}
