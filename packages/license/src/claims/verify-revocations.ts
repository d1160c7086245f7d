import { LicenseError } from '../errors.ts'
import { artifactBytesMax } from '../limits.ts'
import type { Trust } from '../trust/trust.ts'
import { asInteger, asMatch, asSeconds, refuse } from './claim-reader.ts'
import type { RevocationList } from './claims.ts'
import { idPattern } from './parse-license-claims.ts'
import { type ArtifactRules, assertIssued, verifySigned } from './verify-signed.ts'

const revocationRules: ArtifactRules = {
  types: ['revocations+jwt'],
  uses: ['license', 'activation'],
  bytesMax: artifactBytesMax,
}

/**
 * Checks a signed revocation list and that it is newer than the one in use.
 *
 * A sequence that a stolen key drove up is undone by the keyset that calls the key compromised: the stored list then no
 * longer verifies, and neither does its sequence count.
 *
 * @param token - Compact JWS, at most `artifactBytesMax` bytes; payload `{iss, iat, sequence, revoked: [id or digest]}`.
 * @param options.now - Epoch seconds.
 * @param options.sequence - Sequence of the list in use; 0 where there is none. The same or a lower one is refused, and one
 *   below the floor of the build. null: a stored list is read again, and was judged when it was taken.
 * @throws {LicenseError} TOKEN_*, TRUST_MISSING, ISSUER_WRONG, CLAIMS_INVALID, ISSUED_IN_FUTURE, SEQUENCE_ROLLBACK
 */
export async function verifyRevocations(
  token: string,
  trust: Trust,
  options: { now: number; sequence: number | null },
): Promise<RevocationList> {
  const { payload, key } = await verifySigned(token, trust, revocationRules)
  const issuedAt = asSeconds(payload.iat, 'iat')
  const sequence = asInteger(payload.sequence, 'sequence', 1, Number.MAX_SAFE_INTEGER)
  if (!Array.isArray(payload.revoked)) refuse('revoked')
  const revoked = new Set(payload.revoked.map(id => asMatch(id, 'revoked', idPattern)))
  assertIssued(issuedAt, key, options.now)
  if (options.sequence !== null && (sequence <= options.sequence || sequence < trust.floor.revocations))
    throw new LicenseError('SEQUENCE_ROLLBACK')
  return { sequence, issuedAt, revoked }
}
