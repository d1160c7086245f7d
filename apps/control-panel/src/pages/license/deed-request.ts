import type { LicenseDetail, licenseChanged } from '@licet/api/control'
import { askServer } from '@licet/ui'
import type { z } from 'zod'

/** What can be done with a license. */
export type LicenseDeed = 'renew' | 'seats' | 'suspend' | 'reinstate' | 'revoke' | 'rebind'

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
  return askServer<LicenseChanged>(deedPath(license, deed), {
    method: 'POST',
    body,
    ...options,
  })
}

/** The path of a deed on the server; more seats are a renewal that keeps its end. */
export function deedPath({ id }: Pick<LicenseDetail, 'id'>, deed: LicenseDeed): string {
  return `/v1/licenses/${encodeURIComponent(id)}/${deed === 'seats' ? 'renew' : deed}`
}
