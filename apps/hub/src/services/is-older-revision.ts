import { inspectToken, LicenseError, type Trust, type VerifiedLicense, verifyLicense } from '@licet/license'
import type { ArtifactPlan } from '../licensing/artifact-plan.ts'
import type { HubDatabase } from '../store/database.ts'
import { loadAllLicenses } from '../store/licenses.ts'

/**
 * True when the license of a plan is older, by its own words, than one that was ever loaded here for the same customer of the
 * same issuer: replacing or removing a license does not make room for what came before it.
 *
 * Read from the bytes of the history, each verified under the trust that the plan makes, so a row that somebody altered, or
 * that was signed by a key that has been withdrawn since, holds nothing up.
 */
export async function isOlderRevision(
  database: HubDatabase,
  { license, trust }: Pick<ArtifactPlan, 'license' | 'trust'>,
  now: number,
): Promise<boolean> {
  const candidate = license?.verified
  if (candidate?.claims.rev === undefined) return false
  for (const { token } of loadAllLicenses(database)) {
    if (seemsNewer(token, candidate) && (await isGenuine(token, trust, now))) return true
  }
  return false
}

/** A cheap look at what a text says, before its signature is checked. */
function seemsNewer(token: string, { claims }: VerifiedLicense): boolean {
  try {
    const { iss, sub, rev } = inspectToken(token).claims
    return iss === claims.iss && sub === claims.sub && typeof rev === 'number' && rev > (claims.rev ?? 0)
  } catch {
    return false
  }
}

async function isGenuine(token: string, trust: Trust, now: number): Promise<boolean> {
  try {
    await verifyLicense(token, trust, { now })
    return true
  } catch (error) {
    if (error instanceof LicenseError) return false
    throw error
  }
}
