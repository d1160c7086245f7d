import { assertNotAhead } from '../claims/assert-not-ahead.ts'
import { asInteger, asMatch, asSeconds } from '../claims/claim-reader.ts'
import { idPattern } from '../claims/parse-license-claims.ts'
import type { ReleaseClaims } from './request-claims.ts'
import { verifySelfSigned } from './verify-self-signed.ts'

/**
 * Checks that an installation has given its activation up. A receipt does not expire: it may have to travel on paper.
 *
 * @param token - Compact JWS of type `release+jwt`, signed by the key in its claim `jwk`.
 * @param options.now - Epoch seconds; only bounds how far ahead `iat` may lie. null: it does not.
 * @throws {LicenseError} TOKEN_*, CLAIMS_INVALID, ISSUED_IN_FUTURE
 */
export async function verifyRelease(token: string, options: { now: number | null }): Promise<ReleaseClaims> {
  const { payload, jwk, installationId } = await verifySelfSigned(token, 'release+jwt')
  const claims: ReleaseClaims = {
    id: asMatch(payload.jti, 'jti', /^rel_[0-9a-f]{32}$/),
    installationId,
    iat: asSeconds(payload.iat, 'iat'),
    licenseId: asMatch(payload.license, 'license', idPattern),
    activationId: asMatch(payload.activation, 'activation', idPattern),
    jwk,
    counter: asInteger(payload.counter, 'counter', 0, Number.MAX_SAFE_INTEGER),
  }
  if (options.now !== null) assertNotAhead(claims.iat, options.now)
  return claims
}
