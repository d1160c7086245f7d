import { LicenseError } from '../errors.ts'
import { tokenBytesMax } from '../limits.ts'
import { sha256 } from '../token/sha256.ts'
import type { Trust } from '../trust/trust.ts'
import type { VerifiedLicense } from './claims.ts'
import { parseLicenseClaims } from './parse-license-claims.ts'
import { type ArtifactRules, assertIssued, verifySigned } from './verify-signed.ts'

const licenseRules: ArtifactRules = {
  types: ['license+jwt', 'JWT', undefined],
  uses: ['license'],
  bytesMax: tokenBytesMax,
}

/**
 * Checks that a license was signed by a key this installation trusts, and returns what it says.
 *
 * Order: size, shape, header, type, key, signature, issuer, claims, audience, time of issue, key window. Nothing in the
 * payload is believed before the signature holds. Expiry is not judged here: an expired license is still genuine, see
 * {@link evaluate}.
 *
 * @param token - Compact JWS, ASCII, 1..`tokenBytesMax` bytes; nothing is repaired here.
 * @param options.now - Epoch seconds; only bounds how far ahead `iat` may lie.
 * @param options.installationId - This installation; left out, `aud` is not judged (a license looked at elsewhere).
 * @throws {LicenseError} TOKEN_*, TRUST_MISSING, ISSUER_WRONG, CLAIMS_INVALID, AUDIENCE_WRONG, ISSUED_IN_FUTURE
 * @see RFC 7515 section 5.2; RFC 8725 section 3; SECURITY-CASES.md A0
 */
export async function verifyLicense(
  token: string,
  trust: Trust,
  options: { now: number; installationId?: string },
): Promise<VerifiedLicense> {
  const { envelope, payload, key } = await verifySigned(token, trust, licenseRules)
  const claims = parseLicenseClaims(payload, trust.issuer)
  const { installationId } = options
  if (claims.aud !== undefined && installationId !== undefined && !claims.aud.includes(installationId))
    throw new LicenseError('AUDIENCE_WRONG')
  assertIssued(claims.iat, key, options.now)
  return named(envelope.signed, { kid: key.kid, claims, raw: payload })
}

/** Names a license; the digest is computed when it is first asked for. */
function named(signed: Uint8Array, license: Omit<VerifiedLicense, 'id' | 'digest'>): VerifiedLicense {
  let digest: string | undefined
  return {
    get id() {
      return license.claims.jti ?? this.digest
    },
    get digest() {
      return (digest ??= sha256(signed))
    },
    ...license,
  }
}
