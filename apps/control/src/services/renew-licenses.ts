import type {
  Renewal,
  RenewalObstacle,
  RenewalReport,
  renewLicenses as renewLicensesBody,
} from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { refuseField } from '../licensing/license-term.ts'
import { vendorState } from '../licensing/vendor-state.ts'
import type { Queryable } from '../store/database.ts'
import { findLicense, type StoredLicense } from '../store/licenses.ts'
import { isSigningUnavailable } from './publish-revocations.ts'
import { foreseeRenewal, renewInTransaction } from './renew-license.ts'

type Wanted = z.infer<typeof renewLicensesBody>
type Chosen = Wanted['licenses'][number]

/**
 * Renews many licenses, or tells what would become of each. Each is renewed in a transaction of its own: one that cannot be
 * renewed keeps none of the others from it, and says why.
 *
 * @throws {HttpError} REQUEST_INVALID unless exactly one of an end, a length and the present end is asked for
 */
export async function renewLicenses(deps: ControlDeps, actor: Actor, wanted: Wanted): Promise<RenewalReport> {
  const ends = [wanted.expiresAt, wanted.term, wanted.keepEnd].filter(value => value !== undefined)
  if (ends.length !== 1) refuseField('expiresAt', 'Give one of expiresAt, term and keepEnd.')
  const renewals: Renewal[] = []
  for (const chosen of firstOfEach(wanted.licenses)) {
    renewals.push(
      wanted.preview === true
        ? (await plan(deps, deps.database.db, wanted, chosen)).renewal
        : await renew(deps, actor, wanted, chosen),
    )
  }
  const refused = renewals.filter(({ obstacle }) => obstacle !== null).length
  return { renewed: wanted.preview === true ? 0 : renewals.length - refused, refused, renewals }
}

function firstOfEach(licenses: readonly Chosen[]): Chosen[] {
  return [...new Map(licenses.toReversed().map(one => [one.id, one])).values()].toReversed()
}

async function renew(deps: ControlDeps, actor: Actor, wanted: Wanted, chosen: Chosen): Promise<Renewal> {
  const { expiresAt, term, reason } = wanted
  try {
    return await deps.database.transact(async tx => {
      const { renewal, license } = await plan(deps, tx, wanted, chosen)
      if (license === null || renewal.obstacle !== null) return renewal
      const body = { expiresAt, term, reason: reason === '' ? undefined : reason }
      const after = await renewInTransaction(tx, deps, actor, license, body)
      return { ...renewal, state: vendorState(after, deps.clock.now()).state, revision: after.revision }
    })
  } catch (error) {
    if (!isSigningUnavailable(error)) throw error
    const { renewal } = await plan(deps, deps.database.db, wanted, chosen)
    return { ...renewal, obstacle: 'signing_unavailable' }
  }
}

async function plan(
  { clock }: Pick<ControlDeps, 'clock'>,
  database: Queryable,
  wanted: Wanted,
  { id, revision }: Chosen,
): Promise<{ renewal: Renewal; license: StoredLicense | null }> {
  const now = clock.now()
  const license = await findLicense(database, id)
  if (license === null) {
    const nothing = { customer: null, state: null, revision: null, from: null, to: null, machines: null }
    return { license, renewal: { id, ...nothing, obstacle: 'not_found' } }
  }
  const { obstacle, to } = judge(license, wanted, now, revision)
  const { customerName: customer, expiresAt: from, machines } = license
  const { state } = vendorState(license, now)
  return {
    license,
    renewal: { id, customer, state, revision: license.revision, from, to, machines, obstacle },
  }
}

function judge(
  license: StoredLicense,
  { expiresAt, term }: Wanted,
  now: number,
  revision: number | undefined,
): { obstacle: RenewalObstacle | null; to: number | null } {
  if (license.status === 'revoked') return { obstacle: 'revoked', to: null }
  if (license.expiresAt === null) return { obstacle: 'unminted', to: null }
  if (revision !== undefined && revision !== license.revision) return { obstacle: 'changed', to: null }
  // It would be shortened, or signed anew for nothing.
  if (expiresAt !== undefined && expiresAt <= license.expiresAt)
    return { obstacle: 'not_longer', to: expiresAt }
  try {
    return { obstacle: null, to: foreseeRenewal(license, { expiresAt, term }, now).expiresAt }
  } catch (error) {
    if (error instanceof HttpError && error.code === 'REQUEST_INVALID')
      return { obstacle: 'impossible_end', to: null }
    throw error
  }
}
