import { LicenseError } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'
import { epochSecondsMax } from '../limits.ts'

/** What a product or a feature may be called. */
export const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

/** Control characters, line and paragraph separators, and everything that changes the direction of text. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

/** Refuses a claim by its name; its value never appears. */
export function refuse(name: string): never {
  throw new LicenseError('CLAIMS_INVALID', name)
}

/** A whole number in a range, both ends included. `-0` is no whole number here. */
export function asInteger(value: unknown, name: string, min: number, max: number): number {
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < min ||
    value > max ||
    Object.is(value, -0)
  )
    refuse(name)
  return value
}

/** Whole epoch seconds, 1 to the end of the year 9999: milliseconds and strings are refused. */
export function asSeconds(value: unknown, name: string): number {
  return asInteger(value, name, 1, epochSecondsMax)
}

/** Text for people: 1 to `max` characters (code points), one line, one direction. */
export function asText(value: unknown, name: string, max: number): string {
  if (typeof value !== 'string' || value === '' || isLongerThan(value, max) || unprintable.test(value))
    refuse(name)
  return value
}

/** Text that matches a pattern. */
export function asMatch(value: unknown, name: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) refuse(name)
  return value
}

/** A list of 1 to `max` different texts, each matching a pattern. */
export function asUniqueList(value: unknown, name: string, max: number, pattern: RegExp): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > max) refuse(name)
  const list = value.map(entry => asMatch(entry, name, pattern))
  if (new Set(list).size !== list.length) refuse(name)
  return list
}

/** One of a few words. */
export function asOneOf<Word extends string>(value: unknown, name: string, words: readonly Word[]): Word {
  return words.find(word => word === value) ?? refuse(name)
}

/** An object that is no array. */
export function asObject(value: unknown, name: string): JsonObject {
  return isJsonObject(value) ? value : refuse(name)
}

function isLongerThan(text: string, max: number): boolean {
  // A code point takes one or two UTF-16 units, so only lengths between need counting.
  return text.length > max && (text.length > 2 * max || Array.from(text).length > max)
}
