import { LicenseError } from '../errors.ts'
import { digestTrust } from './digest-trust.ts'
import { parseKeys } from './parse-keys.ts'
import { parseRoots } from './parse-roots.ts'
import type { Trust } from './trust.ts'
import { asRecord } from './trust-reader.ts'

/** What a tier may be called. */
export const tierPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/

/**
 * Reads a trust file and imports its keys. One unusable key refuses the whole file: half a trust is no trust.
 *
 * A file without keys is read; with it nothing verifies (`TRUST_MISSING`).
 *
 * @param value - The file's content as parsed JSON.
 * @throws {LicenseError} TRUST_INVALID, TRUST_KEY_INVALID, TRUST_KEY_WEAK, TRUST_KEY_DUPLICATE
 * @see DESIGN.md section 8, "Trust file"
 */
export async function parseTrust(value: unknown): Promise<Trust> {
  const { issuer, tiers, roots, keys } = asRecord(value)
  if (typeof issuer !== 'string' || issuer === '' || issuer.length > 200)
    throw new LicenseError('TRUST_INVALID', 'issuer')
  return digestTrust({
    issuer,
    tiers: parseTiers(tiers),
    roots: roots === undefined ? null : await parseRoots(roots),
    keys: await parseKeys(keys),
    sequence: 0,
    expiresAt: null,
  })
}

/** Reads the order of the tiers, lowest first; absent: none is ordered. */
export function parseTiers(value: unknown): readonly string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new LicenseError('TRUST_INVALID', 'tiers')
  const tiers = value.map(asTier)
  if (new Set(tiers).size !== tiers.length) throw new LicenseError('TRUST_INVALID', 'tiers')
  return tiers
}

function asTier(value: unknown): string {
  if (typeof value !== 'string' || !tierPattern.test(value)) throw new LicenseError('TRUST_INVALID', 'tiers')
  return value
}
