import type { LicenseDetail } from '@licet/api/control'
import { daysUntil, formatDay } from '@licet/ui'
import type { Translate } from '../../language/use-text.ts'

type Facts = Pick<
  LicenseDetail,
  'tier' | 'seats' | 'state' | 'startsAt' | 'expiresAt' | 'termMonths' | 'machines' | 'policy'
>

/** The answer of the page in words: what was sold, until when, on how many machines. */
export function licenseSentence(license: Facts, now: number, text: Translate, language: string): string {
  return [
    license.tier,
    text('license.seats', { count: license.seats }),
    validity(license, now, text, language),
    ...(license.policy.binding === 'machine' ? [machines(license, text)] : []),
  ].join(' · ')
}

function validity(
  { state, startsAt, expiresAt, termMonths }: Facts,
  now: number,
  text: Translate,
  language: string,
) {
  if (expiresAt === null) return text('licenses.monthsFromActivation', { count: termMonths ?? 0 })
  const date = formatDay(expiresAt, language)
  if (state === 'scheduled' && startsAt !== null)
    return text('license.from', { start: formatDay(startsAt, language), date })
  const count = daysUntil(expiresAt, now)
  return count > 0
    ? text('license.until', { date, count })
    : text('license.endedOn', { date, count: Math.abs(count) })
}

function machines({ machines: count, policy }: Facts, text: Translate): string {
  return typeof policy.machines === 'number'
    ? text('license.machinesOf', { count, limit: policy.machines })
    : text('license.machines', { count })
}
