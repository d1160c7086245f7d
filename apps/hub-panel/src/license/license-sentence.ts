import type { LicenseStatus } from '@licet/api'
import { daysUntil, formatDay } from '@licet/ui'
import type { SeatUse } from '../hub/shapes.ts'
import type { Translate } from '../language/use-text.ts'

/** The parts of the license page's answer: "7 of 10 seats", "valid until 14 March 2027, 113 days". */
export function licenseSentence(input: {
  status: LicenseStatus
  seats: SeatUse
  now: number
  text: Translate
  language: string
}): { seats: string; dates: string } {
  const { status, seats, now, text, language } = input
  const expiresOn = formatDay(status.expires_at, language)
  const days = Math.abs(daysUntil(status.expires_at, now))
  return {
    seats:
      seats.limit === null
        ? text('license.seatsNoLimit', { count: seats.used })
        : text('license.seatsOf', { used: seats.used, limit: seats.limit }),
    dates: status.expires_at === 0 ? '' : datesOf(),
  }

  function datesOf(): string {
    if (status.state === 'scheduled' && status.starts_at !== null) {
      return text('license.startsOn', { date: formatDay(status.starts_at, language) })
    }
    if (status.expires_at > now) {
      return days <= 1
        ? text('license.validUntilToday', { date: expiresOn })
        : text('license.validUntil', { date: expiresOn, count: days })
    }
    return days === 0
      ? text('license.expiredToday', { date: expiresOn })
      : text('license.expiredOn', { date: expiresOn, count: days })
  }
}
