import type { FingerprintInput } from '@licet/api/control'
import type { Fingerprint } from '@licet/license'
import { HttpError } from '@licet/server'

const exactPattern = /^sha256:[0-9a-f]{64}$/
const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/
const uidPattern = /^uid:[0-9A-HJKMNP-TV-Z]{12}$/
const componentsMax = 32
const unknownMarkers = new Set(['', 'unknown'])
/** Says which software, not which machine. */
const productComponent = 'product'

/**
 * Reads how a caller names its machine: as a whole, or by the hashes of its components. Components that are not known are
 * left out; a machine that knows nothing about itself is refused, as it could not be told from any other. So is whatever is
 * not a hash: a raw identifier never gets as far as the database.
 *
 * @throws {HttpError} FINGERPRINT_INVALID
 * @see SECURITY-CASES.md rows 92, 93
 */
export function fingerprintFrom(input: FingerprintInput | undefined): Fingerprint {
  if (input === undefined) throw new HttpError('FINGERPRINT_INVALID')
  if (typeof input === 'string') {
    const exact = input.toLowerCase()
    if (!exactPattern.test(exact)) throw new HttpError('FINGERPRINT_INVALID')
    return { exact }
  }
  const entries = Object.entries(input.components)
    .filter(([, hash]) => !unknownMarkers.has(hash))
    .map(([name, hash]): [string, string] => [name, asHash(hash)])
  const names = entries.map(([name]) => name).filter(name => name !== productComponent)
  if (names.length === 0 || entries.length > componentsMax || !entries.every(isComponent))
    throw new HttpError('FINGERPRINT_INVALID')
  return Object.fromEntries(entries)
}

/**
 * Refuses a fingerprint that an installation has signed where anything in it is not a hash.
 *
 * @throws {HttpError} FINGERPRINT_INVALID
 */
export function assertHashed(fingerprint: Fingerprint): void {
  if (!Object.entries(fingerprint).every(isComponent)) throw new HttpError('FINGERPRINT_INVALID')
}

/** A hash without its name, or in capitals, is the same hash; anything else is refused as it is. */
function asHash(text: string): string {
  const hash = text.toLowerCase()
  if (exactPattern.test(hash)) return hash
  return /^[0-9a-f]{64}$/.test(hash) ? `sha256:${hash}` : text
}

function isComponent([name, hash]: [string, string]): boolean {
  if (name === 'uid') return uidPattern.test(hash)
  return namePattern.test(name) && exactPattern.test(hash)
}
