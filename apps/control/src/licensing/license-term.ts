import type { LicenseTerms } from '@licet/api/control'
import { addDuration, type Duration } from '@licet/issuer'
import { epochSecondsMax, type Policy } from '@licet/license'
import { HttpError } from '@licet/server'

/** When a license begins and ends, epoch seconds; or for how many calendar months from its first activation. */
export interface LicenseDates {
  startsAt: number | null
  /** Null: until the first activation starts the term. */
  expiresAt: number | null
  termMonths: number | null
}

type WantedDates = Pick<LicenseTerms, 'startsAt' | 'expiresAt' | 'term' | 'termMonths'>

const secondsPerDay = 86_400

/**
 * Works out the dates of a new license from exactly one of an end, a length, and a number of months from its first
 * activation.
 *
 * @param rules.timed - The rules ask for months from the first activation.
 * @param now - Epoch seconds.
 * @throws {HttpError} REQUEST_INVALID, naming the field
 */
export function licenseDates(
  wanted: WantedDates,
  rules: { policy: Policy; timed: boolean },
  now: number,
): LicenseDates {
  const { startsAt = null, termMonths } = wanted
  const given = [wanted.expiresAt, wanted.term, termMonths].filter(value => value !== undefined)
  if (given.length !== 1) refuseField('expiresAt', 'Give one of expiresAt, term and termMonths.')
  if (rules.timed && termMonths === undefined)
    refuseField('termMonths', 'These rules count the term in months from the first activation.')
  if (termMonths === undefined)
    return { startsAt, expiresAt: endOf(wanted, startsAt ?? now, now), termMonths: null }
  if (rules.policy.binding !== 'machine')
    refuseField('termMonths', 'A license that is not bound to a machine has no first activation.')
  if (startsAt !== null) refuseField('startsAt', 'The first activation starts this license.')
  return { startsAt: null, expiresAt: null, termMonths }
}

/**
 * The end that a person asked for: a moment, or a length from `from`.
 *
 * @throws {HttpError} REQUEST_INVALID for an end that is past, or before its beginning
 */
export function endOf(wanted: Pick<WantedDates, 'expiresAt' | 'term'>, from: number, now: number): number {
  const { term } = wanted
  const end = wanted.expiresAt ?? (term === undefined ? 0 : addDuration(from, isoDuration(term)))
  const field = term === undefined ? 'expiresAt' : 'term'
  if (end <= now || end <= from) refuseField(field, 'This end has passed, or lies before the beginning.')
  if (end > epochSecondsMax) refuseField(field, 'This lies beyond the year 9999.')
  return end
}

function isoDuration(text: string): Duration {
  const amount = Number(text.slice(1, -1))
  if (text.endsWith('Y')) return { months: amount * 12 }
  if (text.endsWith('M')) return { months: amount }
  return { seconds: amount * (text.endsWith('W') ? 7 : 1) * secondsPerDay }
}

/** Refuses a request for one field. @throws {HttpError} REQUEST_INVALID */
export function refuseField(field: string, sentence: string): never {
  throw new HttpError('REQUEST_INVALID', { fields: { [field]: sentence } })
}
