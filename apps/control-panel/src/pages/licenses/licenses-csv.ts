import type { LicenseRow } from '@licet/api/control'
import { toCsv } from '@licet/api/csv'

const columns = [
  'id',
  'state',
  'customer_id',
  'customer',
  'tier',
  'seats',
  'products',
  'preset',
  'revision',
  'issued_at',
  'starts_at',
  'expires_at',
  'term_months',
  'kid',
  'key_hint',
  'machines',
] as const

/** Licenses as CSV with a line of names; times in epoch seconds, products separated by spaces. */
export function licensesCsv(rows: readonly LicenseRow[]): string {
  return toCsv(
    columns,
    rows.map(row => ({
      id: row.id,
      state: row.state,
      customer_id: row.customer.id,
      customer: row.customer.name,
      tier: row.tier,
      seats: row.seats,
      products: row.products.join(' '),
      preset: row.preset,
      revision: row.revision,
      issued_at: row.issuedAt,
      starts_at: row.startsAt,
      expires_at: row.expiresAt,
      term_months: row.termMonths,
      kid: row.kid,
      key_hint: row.keyHint,
      machines: row.machines,
    })),
  )
}
