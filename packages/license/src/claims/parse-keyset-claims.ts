import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { assertNotAhead } from './assert-not-ahead.ts'
import { asInteger, asSeconds } from './claim-reader.ts'

/** What a keyset says; keys, tiers and roots are read by the trust's own parsers. */
export interface KeysetClaims {
  sequence: number
  expiresAt: number | null
  keys: unknown
  tiers: unknown
  roots: unknown
}

/**
 * Reads what a keyset says about itself.
 *
 * @throws {LicenseError} ISSUER_WRONG, CLAIMS_INVALID, ISSUED_IN_FUTURE
 */
export function parseKeysetClaims(
  payload: JsonObject,
  expected: { issuer: string; now: number },
): KeysetClaims {
  const { iss, iat, sequence, exp, keys, tiers, roots } = payload
  if (iss !== expected.issuer) throw new LicenseError('ISSUER_WRONG')
  assertNotAhead(asSeconds(iat, 'iat'), expected.now)
  return {
    sequence: asInteger(sequence, 'sequence', 1, Number.MAX_SAFE_INTEGER),
    expiresAt: exp === undefined ? null : asSeconds(exp, 'exp'),
    keys,
    tiers,
    roots,
  }
}
