import { z } from 'zod'
import { displayName } from '../display-name.ts'
import { licenseTerms } from './license-terms.ts'
import { licensesFilter } from './licenses.ts'

/** One license to be issued by an import. */
export const importedLicense = licenseTerms.extend({
  customer: z.strictObject({ name: displayName(200), reference: displayName(200).optional() }),
})
/** All or nothing: one transaction. CSV has the columns of an export; lists are separated by spaces. */
export const importLicenses = z.union([
  z.strictObject({ licenses: z.array(importedLicense).min(1).max(500), preview: z.boolean().optional() }),
  z.strictObject({ csv: z.string().min(1).max(900_000), preview: z.boolean().optional() }),
])
/** Keys are shown this once. A preview has neither ids nor keys. */
export const importReport = z.object({
  issued: z.int(),
  licenses: z.array(
    z.object({
      id: z.string().nullable(),
      customer: z.string(),
      expiresAt: z.int().nullable(),
      key: z.string().nullable(),
      token: z.string().nullable(),
    }),
  ),
})
/** `GET /v1/exports/licenses`: the filters are those of the list. */
export const exportQuery = licensesFilter.extend({ format: z.enum(['csv', 'json']).default('json') })
