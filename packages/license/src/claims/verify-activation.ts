import { LicenseError } from '../errors.ts'
import { tokenBytesMax } from '../limits.ts'
import type { Trust } from '../trust/trust.ts'
import { asInteger, asMatch, asOneOf, asSeconds, asText, refuse } from './claim-reader.ts'
import type { ActivationClaims } from './claims.ts'
import { parseFingerprint } from './parse-fingerprint.ts'
import { idPattern, parseAudience } from './parse-license-claims.ts'
import { type ArtifactRules, assertIssued, verifySigned } from './verify-signed.ts'

const activationRules: ArtifactRules = {
  types: ['activation+jwt'],
  uses: ['activation'],
  bytesMax: tokenBytesMax,
}

const messageCharactersMax = 500

/** What an activation is checked against. */
export interface ActivationRules {
  /** Epoch seconds; only bounds how far ahead `iat` may lie. */
  now: number
  /** This installation; left out, the audience is not judged. */
  installationId?: string
}

/**
 * Checks an activation: this license may be used by this installation, on this machine, until `exp`.
 *
 * Whether the lease has ended and the machine still matches is not judged here, see {@link evaluate}.
 *
 * @param token - Compact JWS; payload `{iss, jti, sub: license id, aud: installation id, iat, exp, fingerprint: {name:
 *   hash}, directive?: "none"|"suspend"|"lock"|"revoke", request?: id, counter?: n, message?: text}`.
 * @throws {LicenseError} TOKEN_*, TRUST_MISSING, ISSUER_WRONG, CLAIMS_INVALID, AUDIENCE_WRONG, ISSUED_IN_FUTURE
 */
export async function verifyActivation(
  token: string,
  trust: Trust,
  options: ActivationRules,
): Promise<ActivationClaims> {
  const { payload, key } = await verifySigned(token, trust, activationRules)
  const [installationId, ...others] = parseAudience(payload.aud)
  if (installationId === undefined || others.length > 0) refuse('aud')
  const iat = asSeconds(payload.iat, 'iat')
  const exp = asSeconds(payload.exp, 'exp')
  if (exp <= iat) refuse('exp')
  const activation: ActivationClaims = {
    id: asMatch(payload.jti, 'jti', idPattern),
    kid: key.kid,
    licenseId: asMatch(payload.sub, 'sub', idPattern),
    installationId,
    iat,
    exp,
    fingerprint: parseFingerprint(payload.fingerprint),
    directive: asOneOf(payload.directive ?? 'none', 'directive', ['none', 'suspend', 'lock', 'revoke']),
    request: payload.request === undefined ? null : asMatch(payload.request, 'request', idPattern),
    counter:
      payload.counter === undefined
        ? null
        : asInteger(payload.counter, 'counter', 0, Number.MAX_SAFE_INTEGER),
    message: payload.message === undefined ? null : asText(payload.message, 'message', messageCharactersMax),
  }
  if (options.installationId !== undefined && options.installationId !== installationId)
    throw new LicenseError('AUDIENCE_WRONG')
  assertIssued(iat, key, options.now)
  return activation
}
