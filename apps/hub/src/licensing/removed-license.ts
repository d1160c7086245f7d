import { inspectToken, LicenseError, type VerifiedLicense } from '@licet/license'
import type { StoredLicense } from '../store/licenses.ts'

/**
 * The license that was in force last, where everything that was held has ended: what the removal of a license that locks goes
 * on from. Read from the bytes of the history, whatever its columns call the end of a license.
 *
 * One that ended before it started never was in force.
 *
 * @param ended - The one loaded last first.
 * @param verify - Throws {@link LicenseError} for bytes that are no genuine license.
 */
export async function removedLicense(
  ended: readonly StoredLicense[],
  verify: (token: string) => Promise<VerifiedLicense>,
): Promise<VerifiedLicense | null> {
  for (const { token, endedAt } of ended) {
    const license = await verified(token, verify)
    if (license !== null && (license.claims.nbf ?? 0) <= (endedAt ?? 0)) return license
  }
  return null
}

/** True for a license that was loaded before its start, by its own words: it takes the place of nothing until then. */
export function isQueued({ token, activatedAt }: Pick<StoredLicense, 'token' | 'activatedAt'>): boolean {
  try {
    const { nbf } = inspectToken(token).claims
    return typeof nbf === 'number' && nbf > activatedAt
  } catch {
    return false
  }
}

async function verified(
  token: string,
  verify: (token: string) => Promise<VerifiedLicense>,
): Promise<VerifiedLicense | null> {
  try {
    return await verify(token)
  } catch (error) {
    if (error instanceof LicenseError) return null
    throw error
  }
}
