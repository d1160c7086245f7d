import type { IssueForm } from './issue-form.ts'

/** A field of the form and what is wrong with it, as the last part of `issuing.fault.…`. */
export type IssueFaults = Partial<
  Record<keyof IssueForm, 'customer' | 'policy' | 'tier' | 'seats' | 'products' | 'names' | 'term' | 'order'>
>

const tierPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/
const itemPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

/**
 * Finds what would be refused in one step of the form; the server judges the rest.
 *
 * @param step - 0 customer, 1 model, 2 terms; later steps ask for nothing.
 */
export function issueFaults(form: IssueForm, step: number): IssueFaults {
  if (step === 0)
    return form.customerId === '' && form.customerName.trim() === '' ? { customerName: 'customer' } : {}
  if (step === 1) return form.policy === '' ? { policy: 'policy' } : {}
  if (step !== 2) return {}
  return {
    ...(tierPattern.test(form.tier.trim()) ? {} : { tier: 'tier' as const }),
    ...(Number.isInteger(form.seats) && form.seats >= 1 && form.seats <= 1_000_000
      ? {}
      : { seats: 'seats' as const }),
    ...productFault(form.products),
    ...(form.features.every(line => itemPattern.test((line.split('=')[0] ?? '').trim()))
      ? {}
      : { features: 'names' as const }),
    ...termFault(form),
  }
}

function productFault(products: readonly string[]): IssueFaults {
  if (products.length === 0) return { products: 'products' }
  return products.every(code => itemPattern.test(code)) ? {} : { products: 'names' }
}

function termFault({ timed, months, expiresAt, startsAt }: IssueForm): IssueFaults {
  if (timed) return months >= 1 && months <= 12 ? {} : { months: 'term' }
  if (months > 0) return {}
  if (expiresAt === null) return { expiresAt: 'term' }
  return startsAt !== null && expiresAt <= startsAt ? { expiresAt: 'order' } : {}
}
