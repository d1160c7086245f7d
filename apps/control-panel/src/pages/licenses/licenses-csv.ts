import type { LicenseRow } from '@licet/api/control'

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
  const lines = rows.map(row =>
    [
      row.id,
      row.state,
      row.customer.id,
      row.customer.name,
      row.tier,
      row.seats,
      row.products.join(' '),
      row.preset,
      row.revision,
      row.issuedAt,
      row.startsAt,
      row.expiresAt,
      row.termMonths,
      row.kid,
      row.keyHint,
      row.machines,
    ].map(field),
  )
  return [columns.join(','), ...lines.map(line => line.join(','))].join('\r\n').concat('\r\n')
}

/** A leading sign that a spreadsheet would take for a formula is made plain text. */
function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const plain = /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
