import { LicenseError } from '../errors.ts'
import { epochSecondsMax } from '../limits.ts'
import { composeTrust } from './compose-trust.ts'
import { nothingCompromised } from './compromised.ts'
import { parseKeys } from './parse-keys.ts'
import { parseRoots } from './parse-roots.ts'
import type { Trust, TrustFloor } from './trust.ts'
import { asOptionalCount, asRecord } from './trust-reader.ts'

/** What a tier may be called. */
export const tierPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/

/**
 * Reads a trust file and imports its keys. One unusable key refuses the whole file: half a trust is no trust.
 *
 * A file without keys is read; with it nothing verifies (`TRUST_MISSING`). `sequence` and `floor` are what the file knows
 * to have happened: they bind every store, also one that has forgotten everything.
 *
 * @param value - The file's content as parsed JSON.
 * @throws {LicenseError} TRUST_INVALID, TRUST_KEY_INVALID, TRUST_KEY_WEAK, TRUST_KEY_DUPLICATE
 * @see DESIGN.md section 8, "Trust file"
 */
export async function parseTrust(value: unknown): Promise<Trust> {
  const { issuer, tiers, roots, keys, sequence, floor } = asRecord(value)
  if (typeof issuer !== 'string' || issuer === '' || issuer.length > 200)
    throw new LicenseError('TRUST_INVALID', 'issuer')
  const said = {
    issuer,
    tiers: parseTiers(tiers),
    roots: roots === undefined ? null : await parseRoots(roots),
    sequence: asOptionalCount(sequence, 'sequence', Number.MAX_SAFE_INTEGER),
    floor: parseFloor(floor),
    expiresAt: null,
  }
  return composeTrust(said, await parseKeys(keys), { keys: new Map(), compromised: nothingCompromised })
}

const floorNames = new Set(['revocations', 'time'])

/** Reads the floors. An unknown name is refused: it may be a misspelled floor, which would bind nobody. */
function parseFloor(value: unknown): TrustFloor {
  if (value === undefined) return { revocations: 0, time: 0 }
  const floor = asRecord(value)
  if (!Object.keys(floor).every(name => floorNames.has(name)))
    throw new LicenseError('TRUST_INVALID', 'floor')
  return {
    revocations: asOptionalCount(floor.revocations, 'floor.revocations', Number.MAX_SAFE_INTEGER),
    time: asOptionalCount(floor.time, 'floor.time', epochSecondsMax),
  }
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
