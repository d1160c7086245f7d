import type { history } from '@licet/api'
import { isRevoked, type LicenseState, type VerifiedLicense, verifyLicense } from '@licet/license'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import { licenseView } from '../licensing/license-view.ts'
import type { Snapshot } from '../licensing/snapshot.ts'
import { loadLicenseHistory, type StoredLicense } from '../store/licenses.ts'

type Entry = z.infer<typeof history>['licenses'][number]

const entriesMax = 200

/** The newest licenses that were ever loaded here, newest first, each verified again and with what became of it. */
export async function listLicenses(deps: HubDeps): Promise<Entry[]> {
  const { licensing, database, clock } = deps
  const snapshot = await licensing.snapshot()
  const state = licensing.evaluate(snapshot)
  const now = clock.now()
  return Promise.all(
    loadLicenseHistory(database, entriesMax).map(async stored => {
      const verified = await verifiedOrNull(stored, snapshot, now)
      return {
        id: stored.id,
        license: verified && licenseView(verified),
        state: stateOf(stored, verified, snapshot, state, now),
        source: stored.source,
        activatedAt: stored.activatedAt,
        activatedBy: stored.activatedBy,
        endedAt: stored.endedAt,
        endedBy: stored.endedBy,
      }
    }),
  )
}

async function verifiedOrNull(
  stored: StoredLicense,
  { held, trust }: Snapshot,
  now: number,
): Promise<VerifiedLicense | null> {
  const known = held.find(({ stored: { position } }) => position === stored.position)
  if (known !== undefined) return known.verified
  return verifyLicense(stored.token, trust, { now }).catch(() => null)
}

function stateOf(
  stored: StoredLicense,
  verified: VerifiedLicense | null,
  { revocations }: Snapshot,
  state: LicenseState,
  now: number,
): Entry['state'] {
  if (stored.endReason !== null) return stored.endReason
  if (verified === null) return 'unreadable'
  if (isRevoked(verified, revocations)) return 'revoked'
  if ((verified.claims.nbf ?? 0) > now) return 'queued'
  if (verified !== state.license) return 'superseded'
  return now >= verified.claims.exp ? 'expired' : 'in_force'
}
