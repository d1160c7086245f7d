import { randomBytes } from 'node:crypto'
import type { IssueLicense, licenseIssued, licensePreview } from '@licet/api/control'
import { IssuerError } from '@licet/issuer'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { licenseClaims } from '../licensing/license-claims.ts'
import { licenseDates, refuseField } from '../licensing/license-term.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction, Queryable } from '../store/database.ts'
import { findDeployment, linkLicense } from '../store/deployments.ts'
import { insertLicense, type StoredLicense } from '../store/licenses.ts'
import { insertRevision } from '../store/revisions.ts'
import { loadSettings } from '../store/settings.ts'
import { createShortKey, type NewShortKey } from '../store/short-keys.ts'
import { customerFor, previewCustomer } from './customer-for.ts'
import { resolvePolicy } from './resolve-policy.ts'
import { showLicense } from './show-license.ts'
import { signRevision } from './sign-revision.ts'

type Deps = Pick<ControlDeps, 'keys' | 'trust'>
type Wanted = Omit<IssueLicense, 'preview'>

/** A license as it was issued. `key` is handed over once and kept nowhere; `token` is null until it is minted. */
export interface Issued {
  license: StoredLicense
  token: string | null
  key: string | null
}

/**
 * Issues a license, audited.
 *
 * @throws {HttpError} CUSTOMER_NOT_FOUND, POLICY_NOT_FOUND, DEPLOYMENT_NOT_FOUND, REQUEST_INVALID, SIGNING_UNAVAILABLE
 */
export async function issueLicense(
  deps: ControlDeps,
  actor: Actor,
  wanted: Wanted,
): Promise<z.infer<typeof licenseIssued>> {
  const { license, token, key } = await deps.database.transact(tx =>
    issueInTransaction(tx, deps, actor, wanted, deps.clock.now()),
  )
  return { license: await showLicense(deps, license.id), token, key }
}

/** What {@link issueLicense} would sign; nothing is written. @throws {HttpError} as it does */
export async function previewIssue(
  { clock, database, keys, trust }: ControlDeps,
  wanted: Wanted,
): Promise<z.infer<typeof licensePreview>> {
  const customer = await previewCustomer(database.db, wanted)
  const license = await drawUp(database.db, wanted, customer, clock.now())
  const kid = keys.state().state === 'ready' ? (await keys.active('license')).kid : null
  return { claims: { ...licenseClaims(license, trust.issuer) }, kid, token: null, key: null }
}

/** Issues a license within another deed. @param now - Epoch seconds. */
export async function issueInTransaction(
  tx: ControlTransaction,
  deps: Deps,
  actor: Actor,
  wanted: Wanted,
  now: number,
): Promise<Issued> {
  const customer = await customerFor(tx, wanted, now)
  const drawn = await drawUp(tx, wanted, customer, now)
  const key = wantsKey(wanted, drawn) ? createShortKey((await loadSettings(tx)).keyPrefix) : null
  const signed = await signOrRefuse(deps, withKey(drawn, key))
  const license = await insertLicense(tx, signed)
  await insertRevision(tx, license, { reason: 'Issued', actorName: actor.name })
  if (license.deploymentId !== null) await linkLicense(tx, license.deploymentId, license.id)
  await appendAudit(tx, {
    actor,
    action: 'license.issue',
    target: license.id,
    detail: {
      verb: 'issue',
      customer: customer.name,
      tier: license.tier,
      seats: license.seats,
      products: license.products,
      preset: license.preset,
      expiresAt: license.expiresAt,
      termMonths: license.termMonths,
      kid: license.kid,
    },
    at: now,
  })
  return { license, token: license.token, key: key?.key ?? null }
}

/** Signs a revision; claims that no verifier would accept refuse the request by their name. */
export async function signOrRefuse<License extends Omit<StoredLicense, 'number'>>(
  deps: Deps,
  license: License,
): Promise<License> {
  try {
    return await signRevision(deps, license)
  } catch (error) {
    if (!(error instanceof IssuerError)) throw error
    return refuseField(error.detail ?? 'license', 'No installation would accept a license like that.')
  }
}

async function drawUp(
  database: Queryable,
  wanted: Wanted,
  customer: { id: string; name: string },
  now: number,
): Promise<Omit<StoredLicense, 'number'>> {
  const { timed, ...rules } = await resolvePolicy(database, wanted.policy)
  if (new Set(wanted.products).size !== wanted.products.length)
    refuseField('products', 'A product stands twice.')
  const { deploymentId = null } = wanted
  if (deploymentId !== null) {
    const deployment = await findDeployment(database, deploymentId)
    if (deployment?.customer_id !== customer.id) throw new HttpError('DEPLOYMENT_NOT_FOUND')
  }
  return {
    id: `lic_${randomBytes(16).toString('hex')}`,
    customerId: customer.id,
    customerName: customer.name,
    status: 'in_force',
    statusReason: '',
    statusAt: now,
    suspendedBy: null,
    revision: 1,
    tier: wanted.tier,
    seats: wanted.seats,
    products: wanted.products,
    features: wanted.features ?? {},
    ...rules,
    warnDays: wanted.warnDays ?? 30,
    audience: wanted.audience ?? [],
    note: wanted.note ?? '',
    issuedAt: now,
    revisedAt: now,
    ...licenseDates(wanted, { ...rules, timed }, now),
    token: null,
    kid: null,
    keyHash: null,
    keyHint: null,
    deploymentId,
    machines: 0,
    message: null,
    proofRevision: 1,
  }
}

/** Without a key nobody could begin the term of a license that waits for its first activation. */
function wantsKey({ shortKey }: Wanted, { policy, expiresAt }: Omit<StoredLicense, 'number'>): boolean {
  return shortKey ?? (policy.binding === 'machine' || expiresAt === null)
}

/** A license that this key opens, and no other. */
export function withKey<License extends Omit<StoredLicense, 'number'>>(
  license: License,
  key: NewShortKey | null,
): License {
  return { ...license, keyHash: key?.hash ?? null, keyHint: key?.hint ?? null }
}
