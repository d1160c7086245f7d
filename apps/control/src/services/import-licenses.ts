import { importedLicense, type importLicenses, type importReport } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { parseLicenseCsv } from '../fleet/parse-license-csv.ts'
import { issueInTransaction, previewIssue } from './issue-license.ts'

type Report = z.infer<typeof importReport>
type Wanted = z.infer<typeof importedLicense>

const rowsMax = 500

/**
 * Issues many licenses in one transaction: all of them or none. A preview says what would be issued and writes nothing.
 *
 * @throws {HttpError} REQUEST_INVALID with the faults by row, and whatever issuing refuses.
 */
export async function importLicensesFrom(
  deps: ControlDeps,
  actor: Actor,
  body: z.infer<typeof importLicenses>,
): Promise<Report> {
  const wanted = 'csv' in body ? readRows(body.csv) : body.licenses
  if (body.preview === true) return preview(deps, wanted)
  const now = deps.clock.now()
  return deps.database.transact(async tx => {
    const licenses: Report['licenses'] = []
    for (const one of wanted) {
      const { license, token, key } = await issueInTransaction(tx, deps, actor, one, now)
      licenses.push({
        id: license.id,
        customer: license.customerName,
        expiresAt: license.expiresAt,
        key,
        token,
      })
    }
    return { issued: licenses.length, licenses }
  })
}

async function preview(deps: ControlDeps, wanted: readonly Wanted[]): Promise<Report> {
  const licenses: Report['licenses'] = []
  for (const one of wanted) {
    const { claims } = await previewIssue(deps, one)
    const expiresAt = typeof claims['exp'] === 'number' ? claims['exp'] : null
    licenses.push({ id: null, customer: one.customer.name, expiresAt, key: null, token: null })
  }
  return { issued: 0, licenses }
}

function readRows(csv: string): Wanted[] {
  const rows = parseLicenseCsv(csv)
  if (rows.length === 0 || rows.length > rowsMax)
    throw new HttpError('REQUEST_INVALID', { fields: { csv: 'Between 1 and 500 licenses.' } })
  const fields: Record<string, string> = {}
  const wanted = rows.flatMap((row, index) => {
    const parsed = importedLicense.safeParse(row)
    if (parsed.success) return [parsed.data]
    for (const { path, message } of parsed.error.issues)
      fields[`csv.${index + 2}.${path.map(String).join('.')}`] = message
    return []
  })
  if (Object.keys(fields).length > 0) throw new HttpError('REQUEST_INVALID', { fields })
  return wanted
}
