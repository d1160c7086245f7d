import { LicenseError } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'
import { epochSecondsMax } from '../limits.ts'

/** Narrows to an object that is no array. */
export function asRecord(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new LicenseError('TRUST_INVALID')
  return value
}

/** Narrows to a whole number from 0 to `max`; absent: 0. */
export function asOptionalCount(value: unknown, name: string, max: number): number {
  if (value === undefined) return 0
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max)
    throw new LicenseError('TRUST_INVALID', name)
  return value
}

/** Narrows to whole epoch seconds; absent: null. */
export function asOptionalSeconds(value: unknown, name: string): number | null {
  if (value === undefined) return null
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > epochSecondsMax)
    throw new LicenseError('TRUST_KEY_INVALID', name)
  return value
}
