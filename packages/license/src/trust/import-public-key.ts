import { LicenseError } from '../errors.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isEd25519Point, isP256Point } from './curve-point.ts'
import { isLowOrderPoint } from './low-order-point.ts'
import type { Alg, PublicJwk, VerificationKey } from './trust.ts'

const importedMax = 4096
/** Points that were found good: an installation signs with the same key for years, and the test costs more than a signature. */
const imported = new Map<string, VerificationKey>()

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
  const point = `${parsed.x} ${parsed.y}`
  const cryptoKey = imported.get(point) ?? (await importPoint(parsed))
  remember(point, cryptoKey)
  return { jwk: parsed, cryptoKey }
}

async function importPoint({ kty, crv, x, y }: PublicJwk): Promise<VerificationKey> {
  assertOnCurve(x, y)
  const algorithm = kty === 'EC' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' }
  const bare = y === undefined ? { kty, crv, x } : { kty, crv, x, y }
  return crypto.subtle.importKey('jwk', bare, algorithm, true, ['verify'])
}

function assertOnCurve(x: string, y: string | undefined): void {
  const point = decodeBase64url(x)
  if (y === undefined) {
    if (isLowOrderPoint(point)) throw new LicenseError('TRUST_KEY_WEAK')
    if (!isEd25519Point(point)) throw new LicenseError('TRUST_KEY_INVALID', 'x')
  } else if (!isP256Point(point, decodeBase64url(y))) throw new LicenseError('TRUST_KEY_INVALID', 'y')
}

// The oldest goes first; one that is asked for again is young again.
function remember(point: string, key: VerificationKey): void {
  imported.delete(point)
  imported.set(point, key)
  for (const oldest of imported.keys()) {
    if (imported.size <= importedMax) break
    imported.delete(oldest)
  }
}

function parsePublicJwk(value: unknown, named: { alg: Alg; kid: string | undefined }): PublicJwk {
  if (!isJsonObject(value)) throw new LicenseError('TRUST_KEY_INVALID', 'jwk')
  assertAgreement(value, named)
  const { kty, crv, x, y } = value
  if (named.alg === 'ES256') {
    if (kty !== 'EC' || crv !== 'P-256') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
    return { kty, crv, x: asCoordinate(x, 'x'), y: asCoordinate(y, 'y') }
  }
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new LicenseError('TRUST_KEY_INVALID', 'crv')
  if (y !== undefined) throw new LicenseError('TRUST_KEY_INVALID', 'y')
  return { kty, crv, x: asCoordinate(x, 'x') }
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
