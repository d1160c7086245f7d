import type { LicenseDetail } from '@licet/api/control'
import { keepEnd, untilDay } from '../../claims/term-end.ts'

/** What the dialog for a renewal asks for. */
export interface RenewForm {
  /** Months more; or {@link untilDay} in `expiresAt`, or {@link keepEnd}. */
  months: number
  /** Epoch seconds. */
  expiresAt: number | null
  seats: number
  tier: string
  products: readonly string[]
  reason: string
}

/** What is sent for a renewal: the new end and what else differs from now; null while the end is missing. */
export function renewBody(
  form: RenewForm,
  license: Pick<LicenseDetail, 'seats' | 'tier' | 'products' | 'termMonths'>,
): Readonly<Record<string, unknown>> | null {
  if (form.months === untilDay && form.expiresAt === null) return null
  if (!Number.isInteger(form.seats) || form.seats < 1 || form.products.length === 0) return null
  return {
    ...endOf(form, license),
    ...(form.seats === license.seats ? {} : { seats: form.seats }),
    ...(form.tier.trim() === license.tier ? {} : { tier: form.tier.trim() }),
    ...(form.products.join() === license.products.join() ? {} : { products: form.products }),
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
  }
}

function endOf({ months, expiresAt }: RenewForm, { termMonths }: Pick<LicenseDetail, 'termMonths'>): object {
  if (months === keepEnd) return {}
  if (termMonths !== null) return { termMonths: months }
  return months === untilDay ? { expiresAt } : { term: `P${months}M` }
}
