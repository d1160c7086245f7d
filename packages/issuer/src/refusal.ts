import { LicenseError } from '@licet/license'

/** The place to look at when the license package refused what was about to be signed: its code, and the field if known. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof LicenseError)) throw error
  return error.detail === undefined ? error.code : `${error.code} ${error.detail}`
}
