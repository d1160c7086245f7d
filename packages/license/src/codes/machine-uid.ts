import { LicenseError } from '../errors.ts'
import { crockfordSymbols, plainCode, symbolValue, writeSymbols } from './crockford.ts'
import { twice, weigh } from './weigh.ts'

/** What a machine UID says: which installation, on which machine. */
export interface MachineUid {
  /** `ins_` and 32 hex digits. */
  installationId: string
  /** The component `uid` of the machine's fingerprint: `uid:` and 12 symbols. */
  uid: string
}

/** What the `uid` of a fingerprint looks like. */
export const uidPattern = /^uid:[0-9A-HJKMNP-TV-Z]{12}$/
/** What the id of an installation looks like. */
export const installationIdPattern = /^ins_[0-9a-f]{32}$/

/** 26 symbols hold the 128 bits of the installation's id, 12 the machine's, 2 are for checking. */
const idSymbols = 26
const symbolsInAll = 40
const groupSymbols = 5
const hyphenated = /^(?:[A-Z0-9]{5}-){7}[A-Z0-9]{5}$/
const bare = /^[A-Z0-9]{40}$/

/**
 * Writes who and where an installation is as eight groups of five symbols, short enough to be typed.
 *
 * @throws {RangeError} for an id or a `uid` of another shape.
 * @see DESIGN.md section 5, "Manual"
 */
export function createMachineUid({ installationId, uid }: MachineUid): string {
  if (!installationIdPattern.test(installationId) || !uidPattern.test(uid))
    throw new RangeError('A machine UID is made of an installation id and the uid of a fingerprint.')
  const values = [...idValues(installationId), ...Array.from(uid.slice(4), symbolValue)]
  const symbols = writeSymbols([...values, ...checkValues(values)])
  return Array.from({ length: 8 }, (_, group) => symbols.slice(group * 5, group * 5 + 5)).join('-')
}

/**
 * Reads a machine UID as people type it: any case, spaces anywhere, with or without hyphens, I and L for 1, O for 0.
 * Any one symbol replaced, or two neighbours exchanged, is refused.
 *
 * @throws {LicenseError} MACHINE_UID_MISTYPED; where it is one symbol, the detail names the group or groups to look at.
 */
export function parseMachineUid(text: string): MachineUid {
  const plain = plainCode(text)
  if (!hyphenated.test(plain) && !bare.test(plain)) throw new LicenseError('MACHINE_UID_MISTYPED')
  const values = Array.from(plain.replaceAll('-', ''), symbolValue)
  const suspects = suspectPlaces(values)
  if (suspects !== null) throw new LicenseError('MACHINE_UID_MISTYPED', groupsOf(suspects))
  let id = 0n
  for (const value of values.slice(0, idSymbols)) id = id * 32n + BigInt(value)
  return {
    installationId: `ins_${id.toString(16).padStart(32, '0')}`,
    uid: `uid:${writeSymbols(values.slice(idSymbols, -2))}`,
  }
}

function idValues(installationId: string): number[] {
  const id = BigInt(`0x${installationId.slice(4)}`)
  return Array.from({ length: idSymbols }, (_, at) => Number((id >> BigInt((idSymbols - 1 - at) * 5)) & 31n))
}

/** The two symbols that make both the plain and the weighted sum of all forty nothing. */
function checkValues(values: readonly number[]): number[] {
  const plain = sum(values)
  const needed = plain ^ twice(twice(weigh(values)))
  const first = Array.from(crockfordSymbols, (_, value) => value).findIndex(
    value => (twice(value) ^ value) === needed,
  )
  return [first, first ^ plain]
}

/** Null where all is well; else the places at which one other symbol would make it so, possibly none. */
function suspectPlaces(values: readonly number[]): number[] | null {
  const unknown = values.indexOf(-1)
  if (unknown >= 0) return [unknown]
  const error = sum(values)
  const weighed = weigh(values)
  // The first symbol holds three of the 128 bits.
  if (error === 0 && weighed === 0) return Number(values[0]) < 8 ? null : [0]
  const places: number[] = []
  for (let place = symbolsInAll - 1, weight = error; place >= 0; place--, weight = twice(weight))
    if (error !== 0 && weight === weighed) places.unshift(place)
  return places
}

function groupsOf(places: readonly number[]): string | undefined {
  const groups = [...new Set(places.map(place => Math.floor(place / groupSymbols) + 1))]
  return groups.length === 0 ? undefined : `group ${groups.join(' or ')}`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total ^ value, 0)
}
