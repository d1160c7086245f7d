import { LicenseError } from '../errors.ts'
import type { TokenHeader } from '../token/parse-header.ts'
import type { KeyUse, Trust, TrustedKey } from './trust.ts'

/**
 * The keys that may have signed a token with this header: the one it names, or every one of the right use and algorithm.
 *
 * @returns At least one key, none compromised.
 * @throws {LicenseError} TRUST_MISSING, TOKEN_KEY_UNKNOWN, TOKEN_KEY_COMPROMISED, TOKEN_ALG_INVALID
 */
export function candidateKeys(
  header: TokenHeader,
  trust: Trust,
  uses: readonly KeyUse[],
): readonly TrustedKey[] {
  if (trust.keys.size === 0) throw new LicenseError('TRUST_MISSING')
  if (header.kid !== undefined) {
    const key = trust.keys.get(header.kid)
    if (key === undefined || !uses.includes(key.use)) throw new LicenseError('TOKEN_KEY_UNKNOWN')
    if (key.status === 'compromised') throw new LicenseError('TOKEN_KEY_COMPROMISED')
    // RFC 8725 3.1: the algorithm belongs to the key, and the header must agree with it.
    if (header.alg !== key.alg) throw new LicenseError('TOKEN_ALG_INVALID')
    return [key]
  }
  const keys = [...trust.keys.values()].filter(
    key => uses.includes(key.use) && key.alg === header.alg && key.status !== 'compromised',
  )
  if (keys.length === 0) throw new LicenseError('TOKEN_KEY_UNKNOWN')
  return keys
}
