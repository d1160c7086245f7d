import { firstSecondOf, lastSecondOf } from '@licet/license'
import { IssuerError } from './errors.ts'

const secondsPerDay = 86_400
const unitSeconds = new Map([
  ['h', 3600],
  ['d', secondsPerDay],
  ['w', 7 * secondsPerDay],
])

/**
 * A moment written by a person, in epoch seconds, UTC.
 *
 * A duration (`12h`, `90d`, `2w`, `12mo`, `1y`) counts from `from`; months and years are calendar months. An ISO date means the
 * first second of that day in UTC; an ISO time needs `Z` or an offset. Nine to twelve digits are epoch seconds.
 *
 * @param from - Epoch seconds.
 * @throws {IssuerError} DATE_INVALID
 */
export function parseMoment(text: string, from: number): number {
  if (/^\d{9,12}$/.test(text)) return Number(text)
  if (/^\d+(h|d|w|mo|y)$/.test(text)) return addDuration(from, parseDuration(text))
  return parseIsoDate(text)
}

/**
 * The end of something, written by a person, in epoch seconds, UTC: as {@link parseMoment}, but a plain date means the last
 * second of that day, so that what ends on a day lasts through it. It is what the console makes of the same date.
 *
 * @param from - Epoch seconds.
 * @throws {IssuerError} DATE_INVALID
 */
export function parseEnd(text: string, from: number): number {
  return lastSecondOf(text) ?? parseMoment(text, from)
}

/** A length of time: fixed seconds, or calendar months whose length depends on where they start. */
export type Duration = { seconds: number } | { months: number }

/**
 * Reads `12h`, `90d`, `2w`, `12mo` or `1y`.
 *
 * @throws {IssuerError} DATE_INVALID, also for zero
 */
export function parseDuration(text: string): Duration {
  const match = /^([1-9]\d{0,5})(h|d|w|mo|y)$/.exec(text)
  const unit = match?.[2]
  if (unit === undefined) throw new IssuerError('DATE_INVALID')
  const amount = Number(match?.[1])
  if (unit === 'y') return { months: amount * 12 }
  if (unit === 'mo') return { months: amount }
  return { seconds: amount * (unitSeconds.get(unit) ?? 1) }
}

/** `from` plus a duration, both in epoch seconds. */
export function addDuration(from: number, duration: Duration): number {
  return 'months' in duration ? addCalendarMonths(from, duration.months) : from + duration.seconds
}

/**
 * The same day and time of day `months` later, UTC; where that month is shorter, its last day.
 *
 * So 31 January plus one month is 28 (or 29) February, and 29 February plus a year is 28 February.
 */
export function addCalendarMonths(from: number, months: number): number {
  const start = new Date(from * 1000)
  const first = new Date(start)
  first.setUTCDate(1)
  first.setUTCMonth(first.getUTCMonth() + months)
  const monthDays = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(start.getUTCDate(), monthDays))
  const seconds = Math.floor(first.getTime() / 1000)
  if (!Number.isSafeInteger(seconds)) throw new IssuerError('DATE_INVALID')
  return seconds
}

function parseIsoDate(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.exec(text)
  // A license that ends on a day nobody wrote is worse than a refusal.
  const day = firstSecondOf(match?.[1] ?? '')
  const milliseconds = Date.parse(text)
  if (day === null || Number.isNaN(milliseconds)) throw new IssuerError('DATE_INVALID')
  return Math.floor(milliseconds / 1000)
}
