import { LicenseError } from '../errors.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isEd25519Point, isP256Point } from './curve-point.ts'
import { isLowOrderPoint } from './low-order-point.ts'
import type { Alg, PublicJwk } from './trust.ts'

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
): Promise<{ jwk: PublicJwk; cryptoKey: CryptoKey }> {
  const parsed = parsePublicJwk(jwk, named)
  const algorithm = parsed.kty === 'EC' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
  const { kty, crv, x, y } = parsed
  const bare = y === undefined ? { kty, crv, x } : { kty, crv, x, y }
  const cryptoKey = await crypto.subtle.importKey('jwk', bare, algorithm, true, ['verify'])
  return { jwk: parsed, cryptoKey }
}

function parsePublicJwk(jwk: unknown, named: { alg: Alg; kid: string | undefined }): PublicJwk {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk))
    throw new LicenseError('TRUST_KEY_INVALID', 'jwk')
  const { kty, crv, x, y, d, k, kid, alg, use, key_ops: operations } = jwk as Record<string, unknown>
  if (d !== undefined || k !== undefined) throw new LicenseError('TRUST_KEY_INVALID', 'd')
  if (kid !== undefined && named.kid !== undefined && kid !== named.kid)
    throw new LicenseError('TRUST_KEY_INVALID', 'kid')
  if (alg !== undefined && alg !== named.alg) throw new LicenseError('TRUST_KEY_INVALID', 'alg')
  if (use !== undefined && use !== 'sig') throw new LicenseError('TRUST_KEY_INVALID', 'use')
  if (
    operations !== undefined &&
    !(Array.isArray(operations) && operations.every(operation => operation === 'verify'))
  )
    throw new LicenseError('TRUST_KEY_INVALID', 'key_ops')
  if (named.alg === 'ES256') {
    if (kty !== 'EC' || crv !== 'P-256') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
    if (!isP256Point(decodeCoordinate(x), decodeCoordinate(y)))
      throw new LicenseError('TRUST_KEY_INVALID', 'y')
    return { kty, crv, x: x as string, y: y as string }
  }
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
  if (y !== undefined) throw new LicenseError('TRUST_KEY_INVALID', 'y')
  const point = decodeCoordinate(x)
  if (isLowOrderPoint(point)) throw new LicenseError('TRUST_KEY_WEAK')
  if (!isEd25519Point(point)) throw new LicenseError('TRUST_KEY_INVALID', 'x')
  return { kty, crv, x: x as string }
}

function decodeCoordinate(value: unknown): Uint8Array {
  // 32 bytes are 43 characters without padding.
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(value))
    throw new LicenseError('TRUST_KEY_INVALID', 'x')
  try {
    return decodeBase64url(value)
  } catch {
    throw new LicenseError('TRUST_KEY_INVALID', 'x')
  }
}
