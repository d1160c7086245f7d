import type { Effect, renewLicense as renewLicenseBody } from '@licet/api/control'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { foreseeEffect } from '../licensing/foresee-effect.ts'
import { endOf, refuseField } from '../licensing/license-term.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type StoredLicense, saveLicense } from '../store/licenses.ts'
import { loadMachines } from '../store/machines.ts'
import { insertRevision } from '../store/revisions.ts'
import { signOrRefuse } from './issue-license.ts'
import { assertStatus, loadLicense } from './load-license.ts'
import { showLicense } from './show-license.ts'
import type { LicenseChanged } from './suspend-license.ts'

type Wanted = z.infer<typeof renewLicenseBody>

/**
 * Makes the next revision of a license: a later end, or other contents. Its machines fetch it with their next heartbeat.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, LICENSE_STATE_CONFLICT where it was revoked, REQUEST_INVALID, SIGNING_UNAVAILABLE
 */
export async function renewLicense(
  deps: ControlDeps,
  actor: Actor,
  id: string,
  wanted: Wanted,
): Promise<LicenseChanged> {
  const now = deps.clock.now()
  const renew = async (tx: ControlTransaction): Promise<Effect> => {
    const before = await loadLicense(tx, id)
    assertStatus(before, 'in_force', 'suspended')
    const machines = await loadMachines(tx, id)
    const after =
      wanted.preview === true
        ? foreseeRenewal(before, wanted, now)
        : await renewInTransaction(tx, deps, actor, before, wanted)
    return foreseeEffect({ before, after, machines }, deps.trust.issuer, now)
  }
  const effect = await deps.database.transact(renew)
  return { license: await showLicense(deps, id), effect }
}

/** Renews a license within another deed. @throws {HttpError} REQUEST_INVALID, SIGNING_UNAVAILABLE */
export async function renewInTransaction(
  tx: ControlTransaction,
  deps: ControlDeps,
  actor: Actor,
  before: StoredLicense,
  wanted: Omit<Wanted, 'preview'>,
): Promise<StoredLicense> {
  const after = await signOrRefuse(deps, foreseeRenewal(before, wanted, deps.clock.now()))
  await writeRenewal(tx, actor, { before, after }, wanted.reason ?? 'Renewed')
  return after
}

/** What a license would be renewed to, not signed. @param now - Epoch seconds. @throws {HttpError} REQUEST_INVALID */
export function foreseeRenewal(
  before: StoredLicense,
  wanted: Omit<Wanted, 'preview'>,
  now: number,
): StoredLicense {
  return nextRevision({ ...before, ...changes(before, wanted, now) }, now)
}

/** The next revision of a license, not signed yet. @param now - Epoch seconds, its `iat`. */
export function nextRevision(license: StoredLicense, now: number): StoredLicense {
  return { ...license, revision: license.revision + 1, revisedAt: now }
}

function changes(
  before: StoredLicense,
  wanted: Omit<Wanted, 'preview'>,
  now: number,
): Partial<StoredLicense> {
  const { seats, tier, products, features, warnDays } = wanted
  return {
    ...dates(before, wanted, now),
    ...(seats !== undefined && { seats }),
    ...(tier !== undefined && { tier }),
    ...(products !== undefined && { products }),
    ...(features !== undefined && { features }),
    ...(warnDays !== undefined && { warnDays }),
  }
}

/** A length counts from the present end, or from now where that has passed; before the first activation it is the term itself. */
function dates(before: StoredLicense, wanted: Wanted, now: number): Partial<StoredLicense> {
  const { expiresAt, term, termMonths } = wanted
  const given = [expiresAt, term, termMonths].filter(value => value !== undefined)
  if (given.length > 1) refuseField('expiresAt', 'Give one of expiresAt, term and termMonths.')
  if (given.length === 0) return {}
  if (before.expiresAt === null) {
    if (termMonths === undefined)
      refuseField('termMonths', 'The first activation starts this term: give its months.')
    return { termMonths }
  }
  const length = term ?? (termMonths === undefined ? undefined : `P${termMonths}M`)
  const from = length === undefined ? (before.startsAt ?? 0) : Math.max(before.expiresAt, now)
  return { expiresAt: endOf({ expiresAt, term: length }, from, now) }
}

async function writeRenewal(
  tx: ControlTransaction,
  actor: Actor,
  { before, after }: { before: StoredLicense; after: StoredLicense },
  reason: string,
): Promise<void> {
  await saveLicense(tx, before, after)
  await insertRevision(tx, after, { reason, actorName: actor.name })
  const { id, revision, expiresAt, seats, tier, products, revisedAt, kid } = after
  await appendAudit(tx, {
    actor,
    action: 'license.issue',
    target: id,
    detail: { verb: 'renew', reason, revision, expiresAt, seats, tier, products, kid },
    at: revisedAt,
  })
}
