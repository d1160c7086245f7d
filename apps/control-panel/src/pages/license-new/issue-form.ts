import type { IssueLicense, policyPreset } from '@licet/api/control'
import type { z } from 'zod'

export type Preset = z.infer<typeof policyPreset>

/** The five ways to license, from the loosest to the strictest. */
export const presets: readonly Preset[] = ['air-gapped', 'self-hosted', 'node-locked', 'appliance', 'timed']

/** What the steps ask for, as it is typed. */
export interface IssueForm {
  /** Id of a customer who is known; empty for a new one. */
  customerId: string
  customerName: string
  customerReference: string
  /** A preset, or the id of a policy of one's own. */
  policy: string
  /** Its months count from the first activation. */
  timed: boolean
  tier: string
  seats: number
  products: string[]
  /** `name`, or `name=value`. */
  features: string[]
  /** Months; 0: the day in `expiresAt` counts. */
  months: number
  /** Epoch seconds; null: at once. */
  startsAt: number | null
  expiresAt: number | null
  warnDays: number
  shortKey: boolean
  note: string
}

export const emptyIssueForm: IssueForm = {
  customerId: '',
  customerName: '',
  customerReference: '',
  policy: '',
  timed: false,
  tier: 'professional',
  seats: 10,
  products: [],
  features: [],
  months: 12,
  startsAt: null,
  expiresAt: null,
  warnDays: 30,
  shortKey: true,
  note: '',
}

/** What is sent to the server: only what was said, the customer by id or by name. */
export function issueBody(form: IssueForm): IssueLicense {
  const reference = form.customerReference.trim()
  return {
    ...(form.customerId === ''
      ? { customer: { name: form.customerName.trim(), ...(reference === '' ? {} : { reference }) } }
      : { customerId: form.customerId }),
    policy: form.policy,
    tier: form.tier.trim(),
    seats: form.seats,
    products: form.products,
    ...(form.features.length === 0 ? {} : { features: parseFeatures(form.features) }),
    ...(form.startsAt === null ? {} : { startsAt: form.startsAt }),
    ...termOf(form),
    warnDays: form.warnDays,
    shortKey: form.shortKey,
    ...(form.note.trim() === '' ? {} : { note: form.note.trim() }),
  }
}

function termOf({
  timed,
  months,
  expiresAt,
}: IssueForm): Pick<IssueLicense, 'termMonths' | 'term' | 'expiresAt'> {
  if (timed) return { termMonths: months }
  if (months > 0) return { term: `P${months}M` }
  return expiresAt === null ? {} : { expiresAt }
}

/**
 * Features as people write them: `sso` switches it on, `sso=false` off, `exports=50` is a number, anything else a word.
 */
export function parseFeatures(lines: readonly string[]): Record<string, boolean | number | string> {
  return Object.fromEntries(
    lines.map(line => {
      const at = line.indexOf('=')
      if (at === -1) return [line.trim(), true]
      const value = line.slice(at + 1).trim()
      return [line.slice(0, at).trim(), featureValue(value)]
    }),
  )
}

function featureValue(value: string): boolean | number | string {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}
