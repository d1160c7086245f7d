import { assertNotAhead } from '../claims/assert-not-ahead.ts'
import { asInteger, asMatch, asOneOf, asSeconds, asText, refuse } from '../claims/claim-reader.ts'
import { parseFingerprint } from '../claims/parse-fingerprint.ts'
import { idPattern } from '../claims/parse-license-claims.ts'
import { uidPattern } from '../codes/machine-uid.ts'
import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { machineUidOf } from '../state/machine-id.ts'
import type { RequestClaims } from './request-claims.ts'
import { verifySelfSigned } from './verify-self-signed.ts'

/** How long a request may wait for its answer. */
export const requestSecondsMax = 14 * 86_400

const versionPattern = /^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/

/**
 * Checks that an installation asks to be activated, or reports, and that it asks now.
 *
 * `exp`, `uid`, and `previous` with or without `counter` may be left out: the request then waits its longest, the machine
 * is named after its components, and nothing goes on from an earlier answer.
 *
 * Order: size, shape, header, type, key, signature, issuer, claims, time. Whether it was answered before, and whether
 * the license is for this machine, is the control plane's to judge.
 *
 * @param token - Compact JWS of type `request+jwt`, signed by the key in its claim `jwk`.
 * @param options.now - Epoch seconds; null: no date is a reason to refuse, as the clock of whoever asks may be wrong.
 * @throws {LicenseError} TOKEN_*, CLAIMS_INVALID, ISSUED_IN_FUTURE, REQUEST_EXPIRED
 */
export async function verifyRequest(token: string, options: { now: number | null }): Promise<RequestClaims> {
  const { payload, jwk, installationId } = await verifySelfSigned(token, 'request+jwt')
  const iat = asSeconds(payload.iat, 'iat')
  const exp = payload.exp === undefined ? iat + requestSecondsMax : asSeconds(payload.exp, 'exp')
  if (exp <= iat || exp > iat + requestSecondsMax) refuse('exp')
  const fingerprint = parseFingerprint(payload.fingerprint)
  const claims: RequestClaims = {
    id: asMatch(payload.jti, 'jti', /^req_[0-9a-f]{32}$/),
    installationId,
    iat,
    exp,
    action: asOneOf(payload.action, 'action', ['activate', 'heartbeat']),
    licenseId: payload.license === undefined ? null : asMatch(payload.license, 'license', idPattern),
    jwk,
    fingerprint,
    uid: asMatch(payload.uid ?? uidFrom(fingerprint), 'uid', uidPattern),
    hostname: payload.hostname === undefined ? null : asText(payload.hostname, 'hostname', 255),
    productVersion:
      payload.product_version === undefined
        ? null
        : asMatch(payload.product_version, 'product_version', versionPattern),
    ...chainOf(payload),
  }
  if (options.now === null) return claims
  assertNotAhead(iat, options.now)
  if (options.now >= exp) throw new LicenseError('REQUEST_EXPIRED')
  return claims
}

/** A machine that says nothing about itself could not be told from any other. */
function uidFrom(fingerprint: RequestClaims['fingerprint']): string {
  if (Object.keys(fingerprint).length === 0) refuse('fingerprint')
  return fingerprint.uid ?? machineUidOf(fingerprint)
}

function chainOf({
  counter,
  previous,
}: JsonObject): Pick<RequestClaims, 'chained' | 'counter' | 'previousId'> {
  const chained = previous !== undefined
  const isSilent = !chained && counter === undefined
  return {
    chained,
    // The response carries the next one, which has to be read as well.
    counter: isSilent ? 0 : asInteger(counter, 'counter', 0, Number.MAX_SAFE_INTEGER - 1),
    previousId: !chained || previous === '' ? null : asMatch(previous, 'previous', idPattern),
  }
}
