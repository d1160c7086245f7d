import { LicenseError } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isEd25519Point, isP256Point } from './curve-point.ts'
import { isLowOrderPoint } from './low-order-point.ts'
import type { Alg, PublicJwk, VerificationKey } from './trust.ts'

/**
 * Imports one public key for one algorithm, and refuses every key that could not be trusted with it.
 *
 * Order: shape, agreement with `alg` and `kid`, length and spelling, low order, on the curve.
 *
 * @param jwk - A public JWK; members that do not matter here (`ext`, `x5t` …) are ignored.
 * @param named - What governs: the algorithm, and the key id where there is one.
 * @throws {LicenseError} TRUST_KEY_INVALID, TRUST_KEY_WEAK
 * @see RFC 7517 section 4; RFC 8037 section 2; RFC 7518 section 6.2
 */
export async function importPublicKey(
  jwk: unknown,
  named: { alg: Alg; kid: string | undefined },
): Promise<{ jwk: PublicJwk; cryptoKey: VerificationKey }> {
  const parsed = parsePublicJwk(jwk, named)
  const algorithm = parsed.kty === 'EC' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
  const { kty, crv, x, y } = parsed
  const bare = y === undefined ? { kty, crv, x } : { kty, crv, x, y }
  const cryptoKey = await crypto.subtle.importKey('jwk', bare, algorithm, true, ['verify'])
  return { jwk: parsed, cryptoKey }
}

function parsePublicJwk(value: unknown, named: { alg: Alg; kid: string | undefined }): PublicJwk {
  if (!isJsonObject(value)) throw new LicenseError('TRUST_KEY_INVALID', 'jwk')
  assertAgreement(value, named)
  const { kty, crv, x, y } = value
  if (named.alg === 'ES256') {
    if (kty !== 'EC' || crv !== 'P-256') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
    const jwk = { kty, crv, x: asCoordinate(x, 'x'), y: asCoordinate(y, 'y') } as const
    if (!isP256Point(decodeBase64url(jwk.x), decodeBase64url(jwk.y)))
      throw new LicenseError('TRUST_KEY_INVALID', 'y')
    return jwk
  }
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
  if (y !== undefined) throw new LicenseError('TRUST_KEY_INVALID', 'y')
  const jwk = { kty, crv, x: asCoordinate(x, 'x') } as const
  const point = decodeBase64url(jwk.x)
  if (isLowOrderPoint(point)) throw new LicenseError('TRUST_KEY_WEAK')
  if (!isEd25519Point(point)) throw new LicenseError('TRUST_KEY_INVALID', 'x')
  return jwk
}

function assertAgreement(jwk: JsonObject, named: { alg: Alg; kid: string | undefined }): void {
  const { d, k, kid, alg, use, key_ops: operations } = jwk
  if (d !== undefined || k !== undefined) throw new LicenseError('TRUST_KEY_INVALID', 'd')
  if (kid !== undefined && named.kid !== undefined && kid !== named.kid)
    throw new LicenseError('TRUST_KEY_INVALID', 'kid')
  if (alg !== undefined && alg !== named.alg) throw new LicenseError('TRUST_KEY_INVALID', 'alg')
  if (use !== undefined && use !== 'sig') throw new LicenseError('TRUST_KEY_INVALID', 'use')
  // RFC 7517 4.3: one operation, named once; a key that may do anything else, or nothing, is not for verifying.
  if (operations !== undefined && JSON.stringify(operations) !== '["verify"]')
    throw new LicenseError('TRUST_KEY_INVALID', 'key_ops')
}

/** 32 bytes in base64url: 43 characters, of which the last holds four bits and so is one of sixteen. */
function asCoordinate(value: unknown, name: string): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value))
    throw new LicenseError('TRUST_KEY_INVALID', name)
  return value
}
