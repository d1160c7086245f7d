import type { LicenseState } from '@licet/license'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** A license state in words: whether it counts, whose it is, until when, and what to do. */
export function describeState(state: LicenseState): string {
  const { valid, kind, message, remedy, license, nextChange } = state
  const claims = license?.claims
  const heading = `${valid ? 'In force' : 'Not in force'} (${kind}). ${message}`
  const held =
    claims === undefined
      ? []
      : [
          `  for       ${printable(claims.customer)}`,
          `  tier      ${claims.tier}, ${claims.seats} seats, ${claims.products.join(', ')}`,
          `  until     ${formatTime(claims.exp)}`,
        ]
  const next = nextChange === null ? [] : [`  next      ${nextChange.to} at ${formatTime(nextChange.at)}`]
  return [heading, ...(remedy === '' ? [] : [remedy]), ...held, ...next].join('\n')
}
