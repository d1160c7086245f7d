import { crockfordSymbols } from '../codes/crockford.ts'
import { sha256 } from '../token/sha256.ts'
import { type Fingerprint, wholeMachineNames } from './match-fingerprint.ts'

/**
 * The one name of a machine: what a client called it (`exact`), else the hash of its components, else of its `uid`.
 *
 * @returns `sha256:` and 64 hex digits.
 */
export function machineIdOf(fingerprint: Fingerprint): string {
  const parts = componentsOf(fingerprint)
  return fingerprint.exact ?? `sha256:${digestOf(Object.keys(parts).length > 0 ? parts : fingerprint)}`
}

/**
 * The machine in one word that fits into a machine UID: 60 bits of the hash of its components.
 *
 * @returns `uid:` and 12 Crockford symbols; it stands in a fingerprint under the name `uid`.
 */
export function machineUidOf(fingerprint: Fingerprint): string {
  const bits = BigInt(`0x${digestOf(componentsOf(fingerprint)).slice(0, 15)}`)
  const symbols = Array.from({ length: 12 }, (_, at) =>
    crockfordSymbols.charAt(Number((bits >> BigInt(55 - at * 5)) & 31n)),
  )
  return `uid:${symbols.join('')}`
}

function componentsOf(fingerprint: Fingerprint): Fingerprint {
  return Object.fromEntries(Object.entries(fingerprint).filter(([name]) => !wholeMachineNames.has(name)))
}

/** SHA-256 over the components as canonical JSON: sorted by name, without spaces. */
function digestOf(parts: Fingerprint): string {
  const sorted = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sha256(new TextEncoder().encode(JSON.stringify(Object.fromEntries(sorted))))
}
