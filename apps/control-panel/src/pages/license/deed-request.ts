import type { LicenseDetail, licenseChanged } from '@licet/api/control'
import { askServer } from '@licet/ui'
import type { z } from 'zod'

/** What can be done with a license; the last part of its path on the server. */
export type LicenseDeed = 'renew' | 'suspend' | 'reinstate' | 'revoke' | 'rebind'

export type LicenseChanged = z.infer<typeof licenseChanged>

/**
 * Does something with a license, or only tells what it would do.
 *
 * @param body - With `preview: true` nothing is written.
 */
export function askDeed(
  license: Pick<LicenseDetail, 'id'>,
  deed: LicenseDeed,
  body: Readonly<Record<string, unknown>>,
  options: { signal?: AbortSignal; once?: boolean } = {},
): Promise<LicenseChanged> {
  return askServer<LicenseChanged>(`/v1/licenses/${encodeURIComponent(license.id)}/${deed}`, {
    method: 'POST',
    body,
    ...options,
  })
}
