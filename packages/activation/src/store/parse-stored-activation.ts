import type { ClockFloor } from '@licet/license'
import { parseClockFloor, parseReading } from '../clock/parse-clock-floor.ts'
import type { StoredActivation } from './stored-activation.ts'

/** Raised when the format changes in a way that an older program must not misread. */
const version = 1
const textMax = 2 * 1024 * 1024
const keysetsMax = 64

type Read<Value> = (value: unknown) => Value

/** Spells a {@link StoredActivation} as the text of its file. */
export function formatStoredActivation(stored: StoredActivation): string {
  return `${JSON.stringify({ version, ...stored }, null, 2)}\n`
}

/**
 * Reads the text of a stored activation. Its shape only: what the tokens in it say, their verifiers decide.
 *
 * @throws {TypeError} for anything that {@link formatStoredActivation} does not write.
 */
export function parseStoredActivation(text: string): StoredActivation {
  const value = objectOf(JSON.parse(text))
  if (value.version !== version) refuse()
  return {
    license: orNull(textOf)(value.license),
    licenseId: orNull(textOf)(value.licenseId),
    shortKeyHint: textOf(value.shortKeyHint),
    key: orNull(textOf)(value.key),
    activation: orNull(textOf)(value.activation),
    counter: wholeOf(value.counter),
    pending: orNull(pending => {
      const { jti, requestToken, at, made } = objectOf(pending)
      const request = { jti: textOf(jti), requestToken: textOf(requestToken), at: wholeOf(at) }
      return { ...request, made: parseReading(made) }
    })(value.pending),
    tombstone: orNull(tombstone => {
      const { activation, at, receipt } = objectOf(tombstone)
      return { activation: textOf(activation), at: wholeOf(at), receipt: textOf(receipt) }
    })(value.tombstone),
    keysets: listOf(value.keysets).map(textOf),
    revocations: orNull(textOf)(value.revocations),
    lastContact: orNull(contact => {
      const { at, outcome } = objectOf(contact)
      return { at: wholeOf(at), outcome: textOf(outcome) }
    })(value.lastContact),
    clock: clockOf(value.clock),
  }
}

function clockOf(value: unknown): ClockFloor {
  return parseClockFloor(value) ?? refuse()
}

function orNull<Value>(read: Read<Value>): Read<Value | null> {
  return value => (value === null ? null : read(value))
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse()
  return { ...value }
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value.length <= textMax ? value : refuse()
}

function wholeOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse()
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) && value.length <= keysetsMax ? value : refuse()
}

function refuse(): never {
  throw new TypeError('not a stored activation')
}
