import { asMatch, asObject, namePattern, refuse } from './claim-reader.ts'
import { idPattern } from './parse-license-claims.ts'

const componentsMax = 32

/**
 * Reads a claim `fingerprint`: component name to salted hash, at most 32 of them.
 *
 * @throws {LicenseError} CLAIMS_INVALID
 */
export function parseFingerprint(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asObject(value, 'fingerprint'))
  if (entries.length > componentsMax) refuse('fingerprint')
  return Object.fromEntries(
    entries.map(([name, hash]) => [
      asMatch(name, 'fingerprint', namePattern),
      asMatch(hash, 'fingerprint', idPattern),
    ]),
  )
}
