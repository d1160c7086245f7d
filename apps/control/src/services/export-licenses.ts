import type { exportQuery } from '@licet/api/control'
import { toCsv } from '@licet/api/csv'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { vendorState } from '../licensing/vendor-state.ts'
import type { Queryable } from '../store/database.ts'
import { type StoredLicense, toLicense } from '../store/licenses.ts'
import { type LicenseFilter, matchingLicenses } from '../store/matching-licenses.ts'

const columns = [
  'id',
  'state',
  'customer',
  'reference',
  'policy',
  'tier',
  'seats',
  'products',
  'features',
  'starts_at',
  'expires_at',
  'term_months',
  'warn_days',
  'note',
  'revision',
  'issued_at',
  'kid',
  'key_hint',
  'machines',
] as const
type ExportedRow = Record<(typeof columns)[number], string | number | null>

const pageRows = 500

/**
 * Writes the licenses that match out in the order of issue, piece by piece; neither keys nor tokens are among what is written. The CSV is
 * one that an import reads.
 */
export async function* exportLicenses(
  { database, clock }: Pick<ControlDeps, 'database' | 'clock'>,
  { format, ...filter }: z.infer<typeof exportQuery>,
): AsyncGenerator<string> {
  const now = clock.now()
  if (format === 'json') yield '{"licenses":['
  let first = true
  for await (const rows of pages(database.db, filter, now)) {
    const wanted = rows.map(row => exported(row.license, row.reference, now))
    if (format === 'csv') {
      const text = toCsv(columns, wanted)
      // The mark and the names stand once.
      yield first ? text : text.slice(text.indexOf('\n') + 1)
    } else {
      const text = wanted.map(row => JSON.stringify(row)).join(',')
      yield first ? text : `,${text}`
    }
    first = false
  }
  if (format === 'csv' && first) yield toCsv(columns, [])
  if (format === 'json') yield ']}'
}

async function* pages(
  database: Queryable,
  filter: LicenseFilter,
  now: number,
): AsyncGenerator<{ license: StoredLicense; reference: string | null }[]> {
  let after = 0
  for (;;) {
    const rows = await matchingLicenses(database, filter, now)
      .innerJoin('customer as c', 'c.id', 'license.customer_id')
      .selectAll('license')
      .select('c.reference')
      .where('license.number', '>', after)
      .orderBy('license.number')
      .limit(pageRows)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.number
    yield rows.map(({ reference, ...row }) => ({ license: toLicense(row), reference }))
  }
}

function exported(license: StoredLicense, reference: string | null, now: number): ExportedRow {
  const { policyId, preset } = license
  return {
    id: license.id,
    state: vendorState(license, now).state,
    customer: license.customerName,
    reference,
    policy: preset ?? policyId ?? '',
    tier: license.tier,
    seats: license.seats,
    products: license.products.join(' '),
    features: Object.keys(license.features).length === 0 ? '' : JSON.stringify(license.features),
    starts_at: license.startsAt,
    expires_at: license.expiresAt,
    term_months: license.termMonths,
    warn_days: license.warnDays,
    note: license.note,
    revision: license.revision,
    issued_at: license.issuedAt,
    kid: license.kid,
    key_hint: license.keyHint,
    machines: license.machines,
  }
}
