import type { licensesPage, licensesQuery } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { licenseRowView } from '../licensing/license-row-view.ts'
import { countLicenses, loadLicensePage } from '../store/license-pages.ts'

/** One page of licenses, and how many match. @throws {HttpError} REQUEST_INVALID for a cursor that is none. */
export async function listLicenses(
  { clock, database }: Pick<ControlDeps, 'clock' | 'database'>,
  { limit, cursor, ...filter }: z.infer<typeof licensesQuery>,
): Promise<z.infer<typeof licensesPage>> {
  const now = clock.now()
  const [page, count] = await Promise.all([
    loadLicensePage(database.db, filter, now, { limit, cursor }),
    countLicenses(database.db, filter, now),
  ])
  return {
    licenses: page.licenses.map(license => licenseRowView(license, now)),
    total: count.total,
    totalCapped: count.capped,
    next: page.next,
  }
}
