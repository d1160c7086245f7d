import { addCalendarMonths } from '@licet/issuer'
import { inspectToken } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import { licenseClaims } from '../licensing/license-claims.ts'
import type { StoredLicense } from '../store/licenses.ts'

/**
 * Signs the present revision of a license by the active license key; a revision whose term has not begun stays unsigned.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE
 * @throws {IssuerError} CLAIMS_REFUSED
 */
export async function signRevision<License extends Omit<StoredLicense, 'number'>>(
  { keys, trust }: Pick<ControlDeps, 'keys' | 'trust'>,
  license: License,
): Promise<License> {
  if (license.expiresAt === null) return { ...license, token: null, kid: null }
  const token = await keys.sign('license', 'license+jwt', licenseClaims(license, trust.issuer))
  const { kid } = inspectToken(token).header
  return { ...license, token, kid: typeof kid === 'string' ? kid : null }
}

/** Begins the term of a license: it runs whole calendar months from now. @param now - Epoch seconds. */
export function beginTerm(license: StoredLicense, now: number): StoredLicense {
  const { termMonths } = license
  if (license.expiresAt !== null || termMonths === null) return license
  return { ...license, revisedAt: now, startsAt: null, expiresAt: addCalendarMonths(now, termMonths) }
}
